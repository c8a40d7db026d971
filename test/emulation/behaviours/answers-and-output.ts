import { answers, answersFresh, type Behaviour, exited, fails } from '../behaviour.ts'

const text = (value: string) => Buffer.from(value).toString('base64')
const euro = Buffer.from('€')
const part = (bytes: Buffer) => bytes.toString('base64')

const prelude = (headers: object, more: object = {}) => JSON.stringify({ statusCode: 200, headers, ...more })
const plain = { 'content-type': 'text/plain; charset=utf-8' }

const answered: readonly Behaviour[] = [
  {
    name: 'a handler that returns no value answers null',
    lambda: 'answers-nothing',
    steps: [{ invoke: {}, gives: answersFresh(null) }],
  },
  {
    name: 'an answer that is no JSON reaches the caller as bytes',
    lambda: 'answers-not-json',
    steps: [
      {
        invokeRaw: '{}',
        gives: answersFresh('<!doctype html>\n<title>Orders</title>\n<p>Nothing here.</p>\n'),
      },
    ],
  },
  {
    name: 'a payload reaches a lambda.Handler byte for byte, and its answer the caller',
    lambda: 'raw-bytes',
    steps: [
      { invokeRaw: ' {"a":  1.0e3,\t"a":"æ\\u00e6"}\n', gives: answersFresh(' {"a":  1.0e3,\t"a":"æ\\u00e6"}\n') },
      { invokeRaw: '', gives: answers('') },
    ],
  },
  {
    name: "a streaming handler's answer comes whole, as one payload",
    lambda: 'streams',
    steps: [
      { invokeRaw: '{"kind":"text"}', gives: answersFresh('one\ntwo\nthree\n') },
      { invoke: { kind: 'json' }, gives: answers({ parts: ['one', 'two'] }) },
      { invoke: { kind: 'none' }, gives: answers(null) },
    ],
  },
  {
    name: "a function URL's streaming answer is a JSON prelude, 8 NUL bytes and the body",
    lambda: 'streams',
    steps: [
      {
        invokeRaw: '{"kind":"url"}',
        gives: answersFresh(`${prelude(plain, { cookies: ['seen=1'] })}${'\0'.repeat(8)}one\ntwo\n`),
      },
      { invokeRaw: '{"kind":"gateway"}', gives: answers(`${prelude(plain)}${'\0'.repeat(8)}one\ntwo\n`) },
    ],
  },
  {
    name: 'a stream that breaks is the error that broke it, and no half answer',
    lambda: 'streams',
    steps: [
      {
        invoke: { kind: 'broken' },
        gives: fails('errorString', 'the source ran dry', { environment: 'fresh' }),
      },
      { invoke: { kind: 'json' }, gives: answers({ parts: ['one', 'two'] }) },
    ],
  },
]

const lines = (label: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${label} ${index + 1} of ${count}\n`).join('')

const output: readonly Behaviour[] = [
  {
    name: 'the log of an invocation is its own lines and no others, stdout and stderr in order',
    lambda: 'prints-lines',
    steps: [
      { invoke: { lines: 20, label: 'first' }, gives: answersFresh({ bytes: /^\d+$/ }, { logs: lines('first', 20) }) },
      { invoke: { lines: 3, label: 'next' }, gives: answers({ bytes: /^\d+$/ }, { logs: lines('next', 3) }) },
      { invoke: { lines: 0 }, gives: answers({ bytes: 0 }) },
    ],
  },
  {
    name: 'a last line without an end is not lost and not joined to the next',
    lambda: 'prints-lines',
    steps: [
      {
        invoke: { lines: 1, label: 'half', unfinished: true },
        gives: answersFresh({ bytes: 11 }, { logs: 'half 1 of 1' }),
      },
      { invoke: { lines: 1, label: 'next' }, gives: answers({ bytes: 12 }, { logs: 'next 1 of 1\n' }) },
    ],
  },
  {
    name: 'a character of several bytes that is cut by the end of an invocation comes whole, in the later log',
    lambda: 'splits-characters',
    steps: [
      { invoke: text('a €'), gives: answersFresh(5, { logs: 'a €' }) },
      { invoke: part(Buffer.concat([Buffer.from('b'), euro.subarray(0, 2)])), gives: answers(3, { logs: 'b' }) },
      { invoke: part(Buffer.concat([euro.subarray(2), Buffer.from('c')])), gives: answers(2, { logs: '€c' }) },
      { invoke: part(Buffer.from([0xff, 0x41])), gives: answers(2, { logs: '\ufffdA' }) },
    ],
  },
  {
    name: 'what goroutines write between invocations is in no invocation’s log',
    lambda: 'writes-between',
    steps: [
      { invoke: { afterMs: 30 }, gives: answersFresh(1, { logs: 'invocation 1\n' }) },
      { written: 'written after invocation 1\n', gives: { processes: 1 } },
      { invoke: { afterMs: 60_000 }, gives: answers(2, { logs: 'invocation 2\n' }) },
    ],
  },
  {
    name: 'output before an exit is kept to its last byte',
    lambda: 'exits',
    steps: [
      {
        invoke: { code: 7, say: 'blåbær\n'.repeat(1_000) },
        gives: exited('Runtime exited with error: exit status 7', `${'blåbær\n'.repeat(1_000)}\n`, {
          environment: 'fresh',
        }),
      },
      { invoke: { stay: true }, gives: answersFresh('still here') },
    ],
  },
]

export const answersAndOutput: readonly Behaviour[] = [...answered, ...output]
