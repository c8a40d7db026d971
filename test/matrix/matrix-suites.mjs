/** What a suite writes down of where it runs, of its functions, and how many suites its worker had before. */
const prelude = `
interface Answer { number: number, text: string, pid: number }
const failureOf = (promise: Promise<unknown>): Promise<any> =>
  promise.then((answer) => { throw new Error('answered ' + JSON.stringify(answer)) }, (error) => error)
const functions: unknown[] = []
const note = ({ pid, port }: { readonly pid?: number | undefined, readonly port?: number | undefined }) => functions.push({ pid, port })
const suites = ((globalThis as any).matrixSuites = ((globalThis as any).matrixSuites ?? 0) + 1)
afterAll(() => {
  const { document, navigator, require: asked } = globalThis as any
  appendFileSync('seen.ndjson', JSON.stringify({
    suite,
    node: process.version,
    worker: process.pid,
    number: process.env['VITEST_POOL_ID'] ?? process.env['JEST_WORKER_ID'],
    thread: isMainThread ? 'none' : 'own',
    globals: runInThisContext('globalThis') === globalThis ? "the worker's" : 'own',
    suites,
    dom: document === undefined ? 'none' : /jsdom|HappyDOM/.exec(navigator.userAgent)?.[0],
    modules: typeof module === 'undefined' ? 'ESM' : 'CommonJS',
    functions,
  }) + '\\n')
})
`

/** Everything a small suite does: answers, errors of Go, logs, a deadline that passes, and afterwards a fresh process. */
const first = `const suite = 'first'
${prelude}
const lambda = useGoLambda<object, Answer>('./cmd/fails-at-will')
const hurried = useGoLambda<object, Answer>('./cmd/fails-at-will', { timeoutMs: 500 })

test('is answered', async () => {
  const { number, text, pid } = await lambda.invoke({ number: 1, do: 'answer', text: 'daniel' })
  note(lambda)
  expect([number, text]).toEqual([1, 'DANIEL'])
  expect(pid).toBe(lambda.pid)
})
test('an error says what the handler returned', async () => {
  const error = await failureOf(lambda.invoke({ number: 2, do: 'error' }))
  expect(error.code).toBe('LAMBDA_FUNCTION_ERROR')
  expect(error.errorType).toBe('errorString')
  expect(error.errorMessage).toBe('2 failed in ' + lambda.pid)
})
test('a panic shows the frames of Go and of the test, and its process is replaced', async () => {
  const before = lambda.pid
  const error = await failureOf(lambda.invoke({ number: 3, do: 'panic' }))
  expect(error.errorMessage).toBe('3 panicked')
  expect(error.stack).toMatch(/^LambdaFunctionError: 3 panicked\\n {4}at handle \\(\\S*fails-at-will\\/main\\.go:\\d+(:1)?\\)\\n/)
  expect(error.stack).toMatch(/first\\.test\\.\\w+:\\d+/)
  expect((await lambda.invoke({ number: 3, do: 'answer' })).pid).not.toBe(before)
  note(lambda)
})
test('an invocation has its own log', async () => {
  const { logs, coldStart, response } = await lambda.invokeDetailed({ number: 4, do: 'answer', text: 'logs' })
  expect(logs).toBe('begin 4\\nend 4\\n')
  expect(coldStart).toBe(false)
  expect(response.text).toBe('LOGS')
})
test('a deadline that passes ends the process, and the next one answers', async () => {
  await hurried.start()
  note(hurried)
  const before = hurried.pid
  const error = await failureOf(hurried.invoke({ number: 5, do: 'hang' }))
  expect(error.code).toBe('LAMBDA_TIMEOUT')
  expect(error.message).toContain('Task timed out after 0.50 seconds')
  expect((await hurried.invoke({ number: 5, do: 'answer' })).pid).not.toBe(before)
  note(hurried)
})
`

const second = `const suite = 'second'
${prelude}
const lambda = useGoLambda<object, Answer>('./cmd/fails-at-will')

test('has a process of its own', async () => {
  const { text, pid } = await lambda.invoke({ number: 1, do: 'answer', text: 'second' })
  note(lambda)
  expect(text).toBe('SECOND')
  expect(pid).toBe(lambda.pid)
})
`

/** With `MOCK` as `vi` or `jest`. Watchers are counted by their name in /proc: the children of this worker. */
const resetModules = `const suite = 'reset-modules'
${prelude}
const lambda = useGoLambda<object, Answer>('./cmd/fails-at-will')
const watchers = () => readdirSync('/proc').filter((pid) => {
  try {
    const stat = readFileSync('/proc/' + pid + '/stat', 'latin1')
    const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return Number(parent) === process.pid && readFileSync('/proc/' + pid + '/cmdline', 'latin1').includes('use-go-lambda-reaper')
  } catch {
    return false
  }
})

test('modules are reset: the function answers on, a copy of the package starts another, one watcher is there', async () => {
  const { pid } = await lambda.invoke({ number: 1, do: 'answer' })
  note(lambda)
  const original = await import('use-go-lambda')
  MOCK.resetModules()
  const copy = await import('use-go-lambda')
  expect(copy.startGoLambda === original.startGoLambda).toBe(SAME)
  const other = await copy.startGoLambda<object, Answer>('./cmd/fails-at-will')
  try {
    expect((await other.invoke({ number: 2, do: 'answer', text: 'copy' })).text).toBe('COPY')
    note(other)
    expect((await lambda.invoke({ number: 3, do: 'answer' })).pid).toBe(pid)
    expect(watchers()).toHaveLength(1)
  } finally {
    await other.stop()
  }
  expect((await lambda.invoke({ number: 4, do: 'answer' })).pid).toBe(pid)
})
test('the next test finds its function', async () => {
  expect((await lambda.invoke({ number: 5, do: 'answer', text: 'next' })).text).toBe('NEXT')
})
`

const fakeTimers = `const suite = 'fake-timers'
${prelude}
const lambda = useGoLambda<object, Answer>('./cmd/fails-at-will', { timeoutMs: 500 })

test('answers and deadlines come under fake timers', async () => {
  MOCK.useFakeTimers()
  try {
    MOCK.setSystemTime(new Date('2001-01-01'))
    expect((await lambda.invoke({ number: 1, do: 'answer', text: 'clock' })).text).toBe('CLOCK')
    note(lambda)
    expect((await failureOf(lambda.invoke({ number: 2, do: 'hang' }))).code).toBe('LAMBDA_TIMEOUT')
    expect(Date.now()).toBe(Date.parse('2001-01-01'))
  } finally {
    MOCK.useRealTimers()
  }
  expect((await lambda.invoke({ number: 3, do: 'answer', text: 'again' })).text).toBe('AGAIN')
  note(lambda)
})
`

const snapshots = `const suite = 'snapshots'
${prelude}
const lambda = useGoLambda<object, Answer>('./cmd/fails-at-will')
const upper = useGoLambda<string, string>('./cmd/upper')

test('a result', async () => {
  expect(await upper.invokeDetailed('daniel')).toMatchSnapshot()
  note(upper)
})
test('an error', async () => {
  expect(await failureOf(lambda.invoke({ number: 2, do: 'panic' }))).toMatchSnapshot()
  note(lambda)
})
`

const fixtures = `const suite = 'fixtures'
${prelude}
const extended = test.extend<{ perFile: GoLambda<object, Answer>, perWorker: GoLambda<object, Answer> }>({
  perFile: goLambda<object, Answer>('./cmd/fails-at-will'),
  perWorker: goLambda<object, Answer>('./cmd/fails-at-will', { scope: 'worker' }),
})
let before: unknown[]
extended('fixtures answer', async ({ perFile, perWorker }) => {
  expect((await perFile.invoke({ number: 1, do: 'answer', text: 'file' })).text).toBe('FILE')
  expect((await perWorker.invoke({ number: 2, do: 'answer', text: 'worker' })).text).toBe('WORKER')
  before = [perFile.pid, perWorker.pid]
  note(perFile)
  note(perWorker)
})
extended('the next test has the same processes', ({ perFile, perWorker }) => {
  expect([perFile.pid, perWorker.pid]).toEqual(before)
})
`

const typecheck = `import { expectTypeOf, test } from 'vitest'
import { useGoLambda } from 'use-go-lambda/vitest'

test('the types of a function', () => {
  const lambda = useGoLambda<{ number: number }, { pid: number }>('./cmd/fails-at-will')
  expectTypeOf(lambda.invoke).parameter(0).toEqualTypeOf<{ number: number } | undefined>()
  expectTypeOf(lambda.invoke({ number: 1 })).resolves.toEqualTypeOf<{ pid: number }>()
  // @ts-expect-error
  lambda.invoke({ number: 'one' })
})
`

/** By their names; `titles` are those of the tests that have to pass. */
export const suites = {
  first: {
    body: first,
    titles: [
      'is answered',
      'an error says what the handler returned',
      'a panic shows the frames of Go and of the test, and its process is replaced',
      'an invocation has its own log',
      'a deadline that passes ends the process, and the next one answers',
    ],
  },
  second: { body: second, titles: ['has a process of its own'] },
  'reset-modules': {
    body: resetModules,
    titles: [
      'modules are reset: the function answers on, a copy of the package starts another, one watcher is there',
      'the next test finds its function',
    ],
  },
  'fake-timers': { body: fakeTimers, titles: ['answers and deadlines come under fake timers'] },
  snapshots: { body: snapshots, titles: ['a result', 'an error'] },
  fixtures: { body: fixtures, titles: ['fixtures answer', 'the next test has the same processes'] },
  types: { body: typecheck, titles: ['the types of a function'] },
}
