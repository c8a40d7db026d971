import { describe, expect, test } from 'vitest'
import type { ObservedEnd } from '../../src/harness/index.ts'
import { LambdaExitError, LambdaStartError, LambdaTimeoutError } from '../../src/lambda/index.ts'
import { failureReport, unsureNote } from '../../src/suite/failure-report.ts'
import type { Callers } from '../../src/suite/runner.ts'
import { TestInvocations } from '../../src/suite/test-invocations.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const done = (answer: string, logs = '') => ({
  answer: bytes(answer),
  invocation: { requestId: 'r', logs, durationMs: 1, billedDurationMs: 1, coldStart: false },
})

const test1 = {}
const test2 = {}

/** The line of the report that begins so. */
function line(begin: string, request: string, end: ObservedEnd | string = '1', told = ''): string | undefined {
  const invocations = new TestInvocations(() => ({ tests: [test1] }))
  invocations.observe()(bytes(request))(typeof end === 'string' ? done(end) : end)
  const lines = failureReport('./cmd/fn', invocations.take(test1), [], told).split('\n')
  return lines.find((text) => text.trim().startsWith(begin))?.trim()
}

describe('what is shown of requests and answers', () => {
  test('values whose names look secret are masked, also in JSON within JSON', () => {
    const body = JSON.stringify({ user: 'me', client_secret: 'hunter2' })
    expect(line('request', JSON.stringify({ headers: { Authorization: 'Bearer hunter2' }, body }))).toBe(
      String.raw`request: {"headers":{"Authorization":"***"},"body":"{\"user\":\"me\",\"client_secret\":\"***\"}"}`,
    )
    const names = ['password', 'dbPasswd', 'apiKey', 'api_key', 'privateKey', 'accessToken', 'sessionId', 'Set-Cookie']
    expect(line('request', JSON.stringify(Object.fromEntries(names.map((name) => [name, { deep: 1 }]))))).toBe(
      `request: ${JSON.stringify(Object.fromEntries(names.map((name) => [name, '***'])))}`,
    )
  })

  test('what is not masked is shown as it was written', () => {
    expect(line('answer', '1', '{"id":1234567890123456789,"hasToken":true}')).toBe(
      'answer: {"id":1234567890123456789,"hasToken":true}',
    )
    expect(line('answer', '1', '{"token":null}')).toBe('answer: {"token":null}')
  })

  test('bytes that are no JSON are counted, and large ones', () => {
    expect(line('request', 'password=hunter2')).toBe('request: no JSON, 16 bytes')
    expect(line('request', JSON.stringify('x'.repeat(70_000)))).toBe('request: 70002 bytes, too many to be shown')
  })
})

describe('what is said of an environment that has ended', () => {
  const label = './cmd/fn'
  const requestId = 'r'
  const invocation = (coldStart: boolean, logs = '') => ({ ...done('').invocation, coldStart, logs })

  test('how, and whether it was a cold start', () => {
    const exit = { label, requestId, exitCode: 3, signal: null, invocation: invocation(true) }
    expect(line('environment', '1', { error: new LambdaExitError(exit), invocation: exit.invocation })).toBe(
      'environment: ended with exit code 3 (cold start)',
    )
    const killed = { ...exit, exitCode: null, signal: 'SIGKILL' as const, invocation: invocation(false) }
    expect(line('environment', '1', { error: new LambdaExitError(killed), invocation: killed.invocation })).toBe(
      'environment: ended by SIGKILL (warm)',
    )
    const late = { label, requestId, timeoutMs: 3000, invocation: invocation(false) }
    expect(line('environment', '1', { error: new LambdaTimeoutError(late), invocation: late.invocation })).toBe(
      'environment: killed at its deadline (warm)',
    )
  })

  test('also where it never came up', () => {
    const exited = { kind: 'exited', exitCode: 2, signal: null } as const
    const error = new LambdaStartError({ label, reason: 'exited with code 2', initFailure: exited })
    expect(line('environment', '1', { error })).toBe('environment: ended with exit code 2 in its init phase')
    const never = new LambdaStartError({ label, reason: 'did not answer', initFailure: { kind: 'timed-out' } })
    expect(line('environment', '1', { error: never })).toBe('environment: did not come up')
  })

  test('the output is shown where the error that shows it is not the one of the test', () => {
    const given = { label, requestId, exitCode: 3, signal: null, invocation: invocation(true, 'no licence\n') }
    const end = { error: new LambdaExitError(given), invocation: given.invocation }
    expect(line('|', '1', end)).toBe('| no licence')
    expect(line('|', '1', end, end.error.message)).toBe(undefined)
  })
})

describe('whose an invocation is', () => {
  test('it is that of the test that called, however late it runs', () => {
    let running = test1
    const invocations = new TestInvocations(() => ({ tests: [running] }))
    const late = invocations.observe()
    late(bytes('"of the first"'))(done('1'))
    expect(invocations.take(test1).count).toBe(1)
    running = test2
    const own = invocations.observe()
    late(bytes('"of the first, again"'))(done('1', 'of the first'))
    own(bytes('"of the second"'))
    const taken = invocations.take(test2)
    expect(taken.count).toBe(1)
    expect(failureReport('./cmd/fn', taken, [])).toBe(
      [
        './cmd/fn in this test: 1 invocation',
        '  request: "of the second"',
        '  answer: none yet',
        '  environment: not alive any more',
      ].join('\n'),
    )
  })

  test("outside of a test it is nobody's", () => {
    const invocations = new TestInvocations(() => ({ tests: [] }))
    invocations.observe()(bytes('1'))(done('1'))
    expect(failureReport('./cmd/fn', invocations.take(test1), [])).toBe('')
  })

  test('where it is not certain, nobody is given it, and those are told who may have called', () => {
    let callers: Callers = { tests: [test1, test2], unsure: 'concurrent' }
    const invocations = new TestInvocations(() => callers)
    invocations.observe()(bytes('"of one of two"'))(done('1'))
    callers = { tests: [test1] }
    invocations.observe()(bytes('"of the first"'))(done('1'))
    expect(
      [test1, test2, {}].map((test) => invocations.take(test)).map(({ count, unsure }) => [count, unsure]),
    ).toEqual([
      [1, 'concurrent'],
      [0, 'concurrent'],
      [0, undefined],
    ])
    expect(unsureNote('./cmd/fn', 'concurrent')).toBe(
      './cmd/fn was invoked while this and other tests ran concurrently: which of them did it cannot be told; run it alone (-t) to see more',
    )
    expect(unsureNote('./cmd/fn', 'outside')).toBe(
      './cmd/fn was invoked by another process while this test ran: on whose behalf cannot be told',
    )
  })

  test('of many the last ten are kept', () => {
    const invocations = new TestInvocations(() => ({ tests: [test1] }))
    for (let number = 1; number <= 12; number++) invocations.observe()(bytes('1'))(done('1', `line ${number}\n`))
    const report = failureReport('./cmd/fn', invocations.take(test1), [])
    expect(report).toContain(
      './cmd/fn in this test: 12 invocations, of which the last 10 are shown\n  output of invocation 3:',
    )
    expect(report).not.toContain('| line 2\n')
  })
})
