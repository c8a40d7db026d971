import { afterEach, describe, expect, it, vi } from 'vitest'
import { invokeRunning } from '../../src/harness/invoke-running.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

interface EchoContext {
  readonly lambdaContext: { readonly InvokedFunctionArn: string }
  readonly deadline: { readonly epochMs: number; readonly remainingMs: number; readonly expired: boolean }
}

const shop = workshop()
afterEach(() => {
  vi.useRealTimers()
  delete process.env['USE_GO_LAMBDA_DEBUGGER']
  return shop.stopAll()
})

describe('the deadline of one invocation', () => {
  it('is the one in Go’s context, to the millisecond; the next invocation has the function’s again', async () => {
    const lambda = shop.lambda<unknown, EchoContext>('echo-context')
    await lambda.start()
    const deadline = new Date(Date.now() + 60_000)
    const { deadline: seen } = await lambda.invoke({}, { deadline })
    expect(Math.abs(seen.epochMs - deadline.getTime())).toBeLessThanOrEqual(1)
    expect(seen.expired).toBe(false)
    const { remainingMs } = (await lambda.invoke()).deadline
    expect(remainingMs).toBeLessThanOrEqual(3_000)
  })

  it('lets a function that heeds it stop in time', async () => {
    const lambda = shop.lambda('heeds-deadline')
    await lambda.start()
    const error = await failureOf(
      lambda.invoke({ workMs: 60_000, marginMs: 200 }, { deadline: new Date(Date.now() + 400) }),
    )
    expect(error).toMatchObject({ errorType: 'deadlineExceededError', errorMessage: 'context deadline exceeded' })
    const { pid } = lambda
    expect(await lambda.invoke({ workMs: 1 })).toBe('done')
    expect(lambda.pid).toBe(pid)
  })

  it('kills one that does not, and says so', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 60_000 })
    await lambda.start()
    const error = await failureOf(lambda.invoke(50_000, { deadline: new Date(Date.now() + 120) }))
    expect(mask(`${error.name}: ${error.message}`).replace(/0\.1[0-2]/, '0.12')).toMatchInlineSnapshot(`
      "LambdaTimeoutError: RequestId: <request id> Error: Task timed out after 0.12 seconds
        | sleeping for 50000 ms
        → ./test/lambdas/ignores-deadline was killed at its deadline and starts anew at the next invocation; heed ctx.Done() in the handler, or give a later { deadline }"
    `)
    expect(error).toMatchObject({ errorType: 'Sandbox.Timedout', invocation: { logs: 'sleeping for 50000 ms\n' } })
    expect(await lambda.invoke(1)).toBe(1)
  })

  it('is told by how far off it is where fake timers hold the clock', async () => {
    const lambda = shop.lambda<unknown, EchoContext>('echo-context')
    await lambda.start()
    vi.useFakeTimers({ now: new Date('2001-02-03T04:05:06Z') })
    const { deadline } = await lambda.invoke({}, { deadline: new Date(Date.now() + 20_000) })
    expect(deadline.remainingMs).toBeGreaterThan(15_000)
    expect(deadline.remainingMs).toBeLessThanOrEqual(20_000)
  })

  it.each([
    ['past', () => new Date(Date.now() - 1), /^option deadline is "20\d\d-[^"]*Z"\n/],
    ['too far off', () => new Date(Date.now() + 901_000), /^option deadline is "20\d\d-[^"]*Z"\n/],
    ['no date', () => new Date(Number.NaN), /^option deadline is null\n/],
    ['a number', () => Date.now() + 50, /^option deadline is \d+\n/],
  ])('that is %s is refused before anything is sent', async (_, deadline, message) => {
    const lambda = shop.lambda('upper')
    const error = await failureOf(lambda.invoke('x', { deadline: deadline() as Date }))
    expect(error).toMatchObject({ name: 'LambdaOptionError', message: expect.stringMatching(message) })
    expect(error.message.split('\n')[1]).toMatch(
      /^ {2}→ give it a Date to come, at most 900,000 ms after now \(\d{4}-\d\d-\d\dT[\d:.]+Z\)$/,
    )
    expect(lambda.environments).toEqual([])
  })

  it('counts while a process is started, which may use it up', async () => {
    const lambda = shop.lambda('speaks-slowly-at-start', { env: { INIT_MS: '300' } })
    const error = await failureOf(lambda.invoke({}, { deadline: new Date(Date.now() + 100) }))
    expect(error.name).toBe('LambdaTimeoutError')
  })
})

describe('the qualifier', () => {
  it.each(['$LATEST', '3', 'live'])('%s is the last part of the ARN that was invoked', async (qualifier) => {
    const lambda = shop.lambda<unknown, EchoContext>('echo-context')
    const { lambdaContext } = await lambda.invoke({}, { qualifier })
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:echo-context'
    expect(lambdaContext.InvokedFunctionArn).toBe(`${arn}:${qualifier}`)
    expect((await lambda.invoke()).lambdaContext.InvokedFunctionArn).toBe(arn)
  })
})

describe('with USE_GO_LAMBDA_DEBUGGER=1', () => {
  it('nothing is killed because it takes long, neither an invocation nor an init phase', async () => {
    process.env['USE_GO_LAMBDA_DEBUGGER'] = '1'
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 50 })
    expect(await lambda.invoke(300)).toBe(1)
    expect(await lambda.invoke(200, { deadline: new Date(Date.now() + 50) })).toBe(2)
    const slow = shop.lambda('speaks-slowly-at-start', { initTimeoutMs: 50, env: { INIT_MS: '300' } })
    expect(await slow.invoke()).toBeGreaterThanOrEqual(300)
  })

  it('Go’s context does not end, unless it was given a deadline', async () => {
    process.env['USE_GO_LAMBDA_DEBUGGER'] = '1'
    const lambda = shop.lambda<unknown, EchoContext>('echo-context')
    expect((await lambda.invoke()).deadline.remainingMs).toBeGreaterThan(80_000_000)
    const { deadline } = await lambda.invoke({}, { deadline: new Date(Date.now() + 20_000) })
    expect(deadline.remainingMs).toBeLessThanOrEqual(20_000)
  })

  it('a function that somebody else started is waited for too', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline')
    await lambda.start()
    const { port = 0 } = lambda
    expect(String(await failureOf(invokeRunning(port, 100, { timeoutMs: 20 })))).toMatch(/^LambdaTimeoutError/)
    process.env['USE_GO_LAMBDA_DEBUGGER'] = '1'
    expect(await invokeRunning(port, 100, { timeoutMs: 20 })).toBeGreaterThan(0)
  })

  it('any other value changes nothing', async () => {
    process.env['USE_GO_LAMBDA_DEBUGGER'] = '0'
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 50 })
    expect((await failureOf(lambda.invoke(60_000))).name).toBe('LambdaTimeoutError')
  })
})
