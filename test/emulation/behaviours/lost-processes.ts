import { answers, answersFresh, type Behaviour, exited, panicked } from '../behaviour.ts'

const children = ['group', 'setsid', 'reparented', 'lost']
const childrenAnswer = {
  pid: /^\d+$/,
  children: children.map((how) => ({ how, pid: /^\d+$/ })),
}
const oneAlone = { invoke: { how: [] }, gives: answersFresh({ pid: /^\d+$/, children: [] }) } as const

function exits(name: string, payload: object, how: string, logs: string): Behaviour {
  const stay = { invoke: { stay: true }, gives: answersFresh('still here') } as const
  return { name, lambda: 'exits', steps: [stay, { invoke: payload, gives: exited(how, logs) }, stay] }
}

function dies(name: string, signal: number, how: string, logs: string | RegExp): Behaviour {
  const stay = { invoke: { stay: true }, gives: answersFresh('still here') } as const
  return { name, lambda: 'dies-by-signal', steps: [stay, { invoke: { signal }, gives: exited(how, logs) }, stay] }
}

/** A process that ends, or is ended, in the midst of an invocation or between two. */
const ends: readonly Behaviour[] = [
  exits('os.Exit(0) is an exit without a reason', { code: 0 }, 'Runtime exited without providing a reason', ''),
  exits(
    'os.Exit(3) is told with its status, the output before it kept',
    { code: 3, say: 'no licence\nbye' },
    'Runtime exited with error: exit status 3',
    'no licence\nbye\n',
  ),
  exits('os.Exit(255) is told with its status', { code: 255 }, 'Runtime exited with error: exit status 255', ''),
  {
    name: 'os.Exit in the first invocation of a process is told the same',
    lambda: 'exits',
    steps: [
      { invoke: { code: 1 }, gives: exited('Runtime exited with error: exit status 1', '', { environment: 'fresh' }) },
      { invoke: { stay: true }, gives: answersFresh('still here') },
    ],
  },
  {
    name: 'log.Fatal is exit status 1, its line in the log',
    lambda: 'log-fatals',
    steps: [
      { invoke: '', gives: answersFresh('calm') },
      {
        invoke: 'no table',
        gives: exited('Runtime exited with error: exit status 1', /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d no table\n$/),
      },
      { invoke: '', gives: answersFresh('calm') },
    ],
  },
  {
    name: "a panic in a goroutine is exit status 2, Go's report in the log",
    lambda: 'panics-in-goroutine',
    steps: [
      { invoke: '', gives: answersFresh('calm') },
      {
        invoke: 'out of tea',
        gives: exited(
          'Runtime exited with error: exit status 2',
          /^panic: out of tea\n\ngoroutine \d+ \[running\]:\nmain\.handle\.func1\(\)\n\t\S+\/panics-in-goroutine\/main\.go:15 /,
        ),
      },
      { invoke: '', gives: answersFresh('calm') },
    ],
  },
  {
    name: 'a stack overflow is exit status 2',
    lambda: 'overflows-stack',
    steps: [
      { invoke: { calm: true }, gives: answersFresh('calm') },
      {
        invoke: {},
        gives: exited(
          'Runtime exited with error: exit status 2',
          /^runtime: goroutine stack exceeds 1048576-byte limit\n[\s\S]*fatal error: stack overflow\n/,
        ),
      },
      { invoke: { calm: true }, gives: answersFresh('calm') },
    ],
  },
  {
    name: 'concurrent map writes are exit status 2',
    lambda: 'writes-map-concurrently',
    options: { timeoutMs: 60_000 },
    steps: [
      { invoke: { calm: true }, gives: answersFresh('calm') },
      {
        invoke: {},
        gives: exited('Runtime exited with error: exit status 2', /^fatal error: concurrent map writes\n/),
      },
      { invoke: { calm: true }, gives: answersFresh('calm') },
    ],
  },
  dies(
    'SIGKILL, what the kernel sends when memory runs out, is told as AWS does',
    9,
    'Runtime exited with error: signal: killed',
    '',
  ),
  dies('SIGTERM to itself is told as AWS does', 15, 'Runtime exited with error: signal: terminated', ''),
  dies(
    'SIGABRT is exit status 2 with the goroutines in the log',
    6,
    'Runtime exited with error: exit status 2',
    /^SIGABRT: abort\nPC=/,
  ),
  {
    name: 'SIGKILL from outside in the midst of an invocation is told at once',
    lambda: 'ignores-deadline',
    options: { timeoutMs: 60_000 },
    steps: [
      { invoke: 0, gives: answersFresh(1, { logs: 'sleeping for 0 ms\n' }) },
      {
        invoke: 50_000,
        killedAfter: { signal: 'SIGKILL', output: 'sleeping for 50000 ms\n' },
        gives: exited('Runtime exited with error: signal: killed', 'sleeping for 50000 ms\n'),
      },
      { invoke: 0, gives: answersFresh(1, { logs: 'sleeping for 0 ms\n' }) },
    ],
  },
  {
    name: 'a process killed between invocations is replaced without an error',
    lambda: 'counts',
    steps: [
      { invoke: null, gives: answersFresh({ count: 1, pid: /^\d+$/, startedAt: /Z$/ }) },
      { kill: 'SIGKILL', gives: { processes: 0 } },
      { invoke: null, gives: answersFresh({ count: 1, pid: /^\d+$/, startedAt: /Z$/ }) },
    ],
  },
  {
    name: 'a process that exits between invocations is replaced without an error',
    lambda: 'exits-between',
    steps: [
      { invoke: {}, gives: answersFresh(1) },
      { invoke: { code: 3, afterMs: 100 }, gives: answers(2) },
      { waitFor: 'processes', gives: { processes: 0 } },
      { invoke: {}, gives: answersFresh(1) },
    ],
  },
]

const pidOnly = /^\d+$/
const lineBroke = { class: 'LambdaConnectionError', code: 'LAMBDA_CONNECTION' } as const
const aliveReason = / \(127\.0\.0\.1:\d+; the process, pid \d+, was alive\)$/

/** A line that breaks while the process lives on. AWS's own transport is another, so it has no words for this. */
const lines: readonly Behaviour[] = [
  {
    name: 'a function that cuts its own connection is replaced',
    lambda: 'closes-connection',
    steps: [
      { invoke: {}, gives: answersFresh({ cuts: 0, pid: pidOnly }) },
      {
        invoke: { cut: true },
        gives: {
          error: { ...lineBroke, reason: aliveReason },
          logs: 'cutting the line\n',
          environment: 'warm',
          processes: 0,
        },
        // Go's HTTP client connects again.
        givesOverRuntimeApi: answers({ cuts: 1, pid: pidOnly }, { logs: 'cutting the line\n' }),
      },
      {
        invoke: {},
        gives: answersFresh({ cuts: 0, pid: pidOnly }),
        givesOverRuntimeApi: answers({ cuts: 1, pid: pidOnly }),
      },
    ],
  },
  ...['error', 'panic'].map((kind): Behaviour => {
    return {
      name: `an answer that gob cannot encode (${kind}) breaks the line, and the function is replaced`,
      lambda: 'unencodable-answer',
      steps: [
        { invoke: { with: 'nothing' }, gives: answersFresh(pidOnly) },
        {
          invoke: { with: kind },
          gives: { error: { ...lineBroke, reason: aliveReason }, logs: /gob/, environment: 'warm', processes: 0 },
          // It trips over the nil frame itself.
          givesOverRuntimeApi: exited('Runtime exited with error: exit status 2', /panic: .*nil pointer dereference/),
        },
        { invoke: { with: 'nothing' }, gives: answersFresh(pidOnly) },
      ],
    }
  }),
]

/** What a function starts lives as long as its environment, and not longer. */
const offspring: readonly Behaviour[] = [
  {
    name: 'children live on between invocations and end with the environment, also in sessions of their own',
    lambda: 'spawns-children',
    steps: [
      { invoke: { how: children }, gives: answersFresh(childrenAnswer, { processes: 5 }) },
      { invoke: { how: [] }, gives: answers({ pid: pidOnly, children: [] }, { processes: 5 }) },
      { call: 'restart', gives: { processes: 0 } },
      oneAlone,
      { invoke: { how: children }, gives: answers(childrenAnswer, { processes: 5 }) },
      { call: 'stop', gives: { processes: 0 } },
    ],
  },
  {
    name: 'children of a function that exits end with it',
    lambda: 'spawns-children',
    steps: [
      oneAlone,
      { invoke: { how: children, ending: 'exit' }, gives: exited('Runtime exited with error: exit status 4', '') },
      oneAlone,
    ],
  },
  {
    name: 'children of a function that panics end with it',
    lambda: 'spawns-children',
    steps: [
      oneAlone,
      {
        invoke: { how: children, ending: 'panic' },
        gives: panicked('string', 'with children left', ['handle spawns-children/main.go:131']),
      },
      oneAlone,
    ],
  },
]

export const lostProcesses: readonly Behaviour[] = [...ends, ...lines, ...offspring]
