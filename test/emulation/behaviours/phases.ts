import { answers, answersFresh, type Behaviour, fails, notStarted, panicked, timedOut } from '../behaviour.ts'

const children = ['group', 'setsid', 'reparented', 'lost']
/** Where there is no Runtime API to register with, aws-lambda-go says so, and runs the handlers all the same. */
const terminated =
  /^[\d/]+ [\d:]+ WARNING! AWS_LAMBDA_RUNTIME_API environment variable not found\. Skipping attempt to register internal extension\.\.\.\nSIGTERM: wrote 2 orders\n$/
const sleeping = (ms: number) => `sleeping for ${ms} ms\n`
const loading = (ms: number) => `loading the model for ${ms} ms\n`
const counted = (count: number) => ({ count, pid: /^\d+$/, startedAt: /^\d{4}-.*Z$/ })
const twoAtOnce = (id: number) => ({ id, maxSleepMs: 5, pad: '', overlapping: 1 })

/** Before the first invocation. */
const init: readonly Behaviour[] = [
  {
    name: 'an exit in the init phase is told with its status and output, and a later start works',
    lambda: 'exits-at-start',
    env: [{}, { TABLE_NAME: 'orders' }],
    steps: [
      {
        invoke: {},
        gives: notStarted(
          'Runtime.ExitError',
          'Runtime exited with error: exit status 3',
          'reading the configuration\nconfiguration: TABLE_NAME is not set\n',
        ),
      },
      { call: 'restart', gives: { processes: 0 } },
      { invoke: {}, gives: answersFresh('orders') },
    ],
  },
  {
    name: "a panic in init() is exit status 2, Go's report in the log, and a later start works",
    lambda: 'panics-in-init',
    env: [{}, { TABLE_NAME: 'orders' }],
    steps: [
      {
        invoke: {},
        gives: notStarted(
          'Runtime.ExitError',
          'Runtime exited with error: exit status 2',
          /^panic: missing TABLE_NAME\n\ngoroutine 1 \[running/,
        ),
      },
      { call: 'restart', gives: { processes: 0 } },
      { invoke: {}, gives: answersFresh('orders') },
    ],
  },
  {
    name: 'an init phase over its limit is ended, and a later start works',
    lambda: 'speaks-slowly-at-start',
    options: { initTimeoutMs: 500 },
    env: [{ INIT_MS: '60000' }, { INIT_MS: '1' }],
    steps: [
      {
        invoke: {},
        gives: notStarted('Sandbox.Timedout', 'Task timed out after 3.00 seconds', loading(60_000)),
      },
      { call: 'restart', gives: { processes: 0 } },
      { invoke: {}, gives: answersFresh(/^\d+$/) },
    ],
  },
  {
    name: 'a program that never calls lambda.Start is an exit without a reason',
    lambda: 'no-lambda',
    steps: [
      {
        invoke: {},
        gives: notStarted('Runtime.ExitError', 'Runtime exited without providing a reason', 'hello\n'),
      },
    ],
  },
  {
    name: "the init phase does not count in the deadline, and its output is not the first invocation's",
    lambda: 'speaks-slowly-at-start',
    options: { timeoutMs: 400 },
    env: [{ INIT_MS: '600' }],
    steps: [
      { invoke: {}, gives: answersFresh(/^6\d\d$/) },
      { invoke: {}, gives: answers(/^6\d\d$/) },
    ],
  },
  {
    name: "with start: 'eager' the init phase is over before the first test",
    lambda: 'counts',
    options: { start: 'eager' },
    steps: [
      { waitFor: 'processes', gives: { processes: 1 } },
      { invoke: null, gives: answersFresh(counted(1)) },
    ],
  },
  {
    name: 'start() runs the init phase before the first invocation, which is a cold start all the same',
    lambda: 'counts',
    steps: [
      { call: 'start', gives: { processes: 1 } },
      { invoke: null, gives: answersFresh(counted(1)) },
      { invoke: null, gives: answers(counted(2)) },
    ],
  },
]

const deadlines: readonly Behaviour[] = [
  {
    name: 'a handler that ignores its deadline is killed at it',
    lambda: 'ignores-deadline',
    options: { timeoutMs: 500 },
    steps: [
      { invoke: 0, gives: answersFresh(1, { logs: sleeping(0) }) },
      { invoke: 60_000, gives: timedOut('0.50', sleeping(60_000)) },
      { invoke: 0, gives: answersFresh(1, { logs: sleeping(0) }) },
    ],
  },
  {
    name: 'the timeout is 3 seconds where none is set',
    lambda: 'ignores-deadline',
    steps: [
      { invoke: 60_000, gives: timedOut('3.00', sleeping(60_000), { environment: 'fresh' }) },
      { invoke: 0, gives: answersFresh(1, { logs: sleeping(0) }) },
    ],
  },
  {
    name: 'at the deadline all children are killed with the function',
    lambda: 'spawns-children',
    options: { timeoutMs: 800 },
    steps: [
      { invoke: { how: [] }, gives: answersFresh({ pid: /^\d+$/, children: [] }) },
      { invoke: { how: children, ending: 'hang' }, gives: timedOut('0.80', '') },
      { invoke: { how: [] }, gives: answersFresh({ pid: /^\d+$/, children: [] }) },
    ],
  },
  {
    name: 'a handler that heeds its context answers in time, and its process serves on',
    lambda: 'heeds-deadline',
    options: { timeoutMs: 1_500 },
    steps: [
      { invoke: { workMs: 1, marginMs: 0 }, gives: answersFresh('done') },
      {
        invoke: { workMs: 60_000, marginMs: 1_300 },
        gives: fails('deadlineExceededError', 'context deadline exceeded'),
      },
      { invoke: { workMs: 1, marginMs: 0 }, gives: answers('done') },
    ],
  },
]

const ownDeadline: readonly Behaviour[] = [
  {
    name: 'a deadline of one invocation shows what a function does with 50 ms left',
    lambda: 'ignores-deadline',
    steps: [
      { invoke: 0, gives: answersFresh(1, { logs: sleeping(0) }) },
      // What is left of the 50 ms when it is called, and whether it has written by then, is the machine's affair.
      { invoke: 60_000, options: { deadlineInMs: 50 }, gives: timedOut(/0\.0[0-5]/, /^(?:sleeping for 60000 ms\n)?$/) },
      { invoke: 0, gives: answersFresh(1, { logs: sleeping(0) }) },
    ],
  },
  {
    name: 'a function that heeds a deadline of one invocation answers in time, and the next has the timeout again',
    lambda: 'heeds-deadline',
    steps: [
      { call: 'start', gives: { processes: 1 } },
      {
        invoke: { workMs: 60_000, marginMs: 950 },
        options: { deadlineInMs: 1_000 },
        gives: fails('deadlineExceededError', 'context deadline exceeded', { environment: 'fresh' }),
      },
      { invoke: { workMs: 1_100, marginMs: 0 }, gives: answers('done') },
    ],
  },
]

/** What lives in an environment, and for how long. */
const state: readonly Behaviour[] = [
  {
    name: 'global state is kept between warm invocations and gone after a restart',
    lambda: 'counts',
    steps: [
      { invoke: null, gives: answersFresh(counted(1)) },
      { invoke: null, gives: answers(counted(2)) },
      { invoke: null, gives: answers(counted(3)) },
      { call: 'restart', gives: { processes: 0 } },
      { invoke: null, gives: answersFresh(counted(1)) },
    ],
  },
  {
    name: 'files in TMPDIR are kept between warm invocations and gone after a failure',
    lambda: 'keeps-files',
    steps: [
      { invoke: { name: 'a.bin' }, gives: answersFresh(['a.bin']) },
      { invoke: { name: 'b.bin' }, gives: answers(['a.bin', 'b.bin']) },
      {
        invoke: { name: 'c.bin', panic: true },
        gives: panicked('string', 'after the file was written', ['handle keeps-files/main.go:26']),
      },
      { invoke: { name: 'd.bin' }, gives: answersFresh(['d.bin']) },
    ],
  },
  {
    name: 'an environment serves one invocation at a time; those made meanwhile wait',
    lambda: 'two-at-once',
    steps: [
      {
        together: Array.from({ length: 20 }, (_, id) => ({ id, maxSleepMs: 5, pad: '' })),
        gives: { answer: Array.from({ length: 20 }, (_, id) => twoAtOnce(id)), processes: 1 },
      },
    ],
  },
  {
    name: 'with concurrency 3 there are three environments, each one invocation at a time, all answers right',
    lambda: 'two-at-once',
    options: { concurrency: 3 },
    steps: [
      {
        together: Array.from({ length: 40 }, (_, id) => ({ id, maxSleepMs: 5, pad: '' })),
        gives: { answer: Array.from({ length: 40 }, (_, id) => twoAtOnce(id)), processes: 3 },
      },
      { call: 'stop', gives: { processes: 0 } },
    ],
  },
  {
    name: "beyond its concurrency an invocation is refused as AWS throttles, with whenBusy: 'reject'",
    lambda: 'ignores-deadline',
    options: { whenBusy: 'reject' },
    steps: [
      { call: 'start', gives: { processes: 1 } },
      {
        together: [400, 0],
        gives: {
          answer: [
            1,
            {
              class: 'LambdaTooManyRequestsError',
              code: 'LAMBDA_TOO_MANY_REQUESTS',
              reason: /^Rate Exceeded\. \.\/ignores-deadline /,
            },
          ],
          processes: 1,
        },
      },
      { invoke: 0, gives: answers(2, { logs: sleeping(0) }) },
    ],
  },
]

const stop: readonly Behaviour[] = [
  {
    name: 'stop() ends the function; nothing can be invoked until start()',
    lambda: 'counts',
    steps: [
      { invoke: null, gives: answersFresh(counted(1)) },
      { call: 'stop', gives: { processes: 0 } },
      { call: 'stop', gives: { processes: 0 } },
      {
        invoke: null,
        gives: {
          error: { class: 'LambdaStoppedError', code: 'LAMBDA_STOPPED', reason: './counts has been stopped' },
          processes: 0,
        },
      },
      { call: 'start', gives: { processes: 1 } },
      { invoke: null, gives: answersFresh(counted(1)) },
    ],
  },
  {
    name: 'stop with SIGTERM ends a function that ignores it, after 2 s',
    lambda: 'ignores-sigterm',
    steps: [
      { invoke: null, gives: answersFresh(/^\d+$/) },
      { call: 'terminate', gives: { logs: '', processes: 0 } },
      { call: 'start', gives: { processes: 1 } },
      { invoke: null, gives: answersFresh(/^\d+$/) },
    ],
  },
  {
    name: 'stop with SIGTERM lets handlers of lambda.WithEnableSIGTERM run, and keeps what they wrote',
    lambda: 'heeds-sigterm',
    steps: [
      { invoke: null, gives: answersFresh(1) },
      { invoke: null, gives: answers(2) },
      {
        call: 'terminate',
        gives: { logs: terminated, processes: 0 },
        givesOverRuntimeApi: { logs: 'SIGTERM: wrote 2 orders\n', processes: 0 },
      },
      { call: 'start', gives: { processes: 1 } },
      { invoke: null, gives: answersFresh(1) },
    ],
  },
]

export const phases: readonly Behaviour[] = [...init, ...deadlines, ...ownDeadline, ...state, ...stop]
