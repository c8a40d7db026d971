import { describe, expect, test } from 'vitest'
import { failureReport } from '../../src/suite/failure-report.ts'
import { TestInvocations } from '../../src/suite/test-invocations.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const done = (answer: string, logs = '') => ({
  answer: bytes(answer),
  invocation: { requestId: 'r', logs, durationMs: 1, billedDurationMs: 1, coldStart: false },
})

/** The line of the report that begins so. */
function line(begin: string, request: string, answer = '1'): string | undefined {
  const invocations = new TestInvocations(() => 'a test')
  invocations.observe()(bytes(request))(done(answer))
  const lines = failureReport('./cmd/fn', invocations.take(), []).split('\n')
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

describe('whose an invocation is', () => {
  test('it is that of the test that called, however late it runs', () => {
    let running: string | undefined = 'first'
    const invocations = new TestInvocations(() => running)
    const late = invocations.observe()
    late(bytes('"of the first"'))(done('1'))
    expect(invocations.take().count).toBe(1)
    running = 'second'
    const own = invocations.observe()
    late(bytes('"of the first, again"'))(done('1', 'of the first'))
    own(bytes('"of the second"'))
    const taken = invocations.take()
    expect(taken.count).toBe(1)
    expect(failureReport('./cmd/fn', taken, [])).toBe(
      [
        './cmd/fn in this test: 1 invocation',
        '  request: "of the second"',
        '  answer: none yet',
        '  environment: none is alive',
      ].join('\n'),
    )
  })

  test("outside of a test it is nobody's", () => {
    const invocations = new TestInvocations(() => undefined)
    invocations.observe()(bytes('1'))(done('1'))
    expect(invocations.some).toBe(false)
    expect(failureReport('./cmd/fn', invocations.take(), [])).toBe('')
  })

  test('of many the last ten are kept', () => {
    const invocations = new TestInvocations(() => 'a test')
    for (let number = 1; number <= 12; number++) invocations.observe()(bytes('1'))(done('1', `line ${number}\n`))
    const report = failureReport('./cmd/fn', invocations.take(), [])
    expect(report).toContain(
      './cmd/fn in this test: 12 invocations, of which the last 10 are shown\n  output of invocation 3:',
    )
    expect(report).not.toContain('| line 2\n')
  })
})
