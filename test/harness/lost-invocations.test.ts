import { afterEach, describe, expect, it } from 'vitest'
import type { LambdaConnectionError, LambdaExitError, LambdaTimeoutError } from '../../src/lambda/index.ts'
import { eventually } from '../environment/eventually.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()

afterEach(() => shop.stopAll())

/** Whether there is a process of this number that is not a zombie. */
function lives(pid: number | undefined): boolean {
  try {
    process.kill(pid ?? 0, 0)
    return true
  } catch {
    return false
  }
}

describe('a handler that ignores its deadline', () => {
  it('is killed at its timeout; the next invocation works in a fresh process', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 800 })
    expect(await lambda.invoke(0)).toBe(1)
    const { pid } = lambda
    const error = await failureOf<LambdaTimeoutError>(lambda.invoke(60_000))

    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Task timed out after 0.80 seconds
        | sleeping for 60000 ms
        → ./test/lambdas/ignores-deadline was killed at its deadline and starts anew at the next invocation; heed ctx.Done() in the handler, or raise { timeoutMs: 800 }"
    `)
    expect(error).toMatchObject({ name: 'LambdaTimeoutError', code: 'LAMBDA_TIMEOUT', stackTrace: [] })
    expect(error.toAwsJson()).toEqual({
      errorMessage: `RequestId: ${error.requestId} Error: Task timed out after 0.80 seconds`,
      errorType: 'Sandbox.Timedout',
    })
    expect(error.invocation.durationMs).toBeGreaterThanOrEqual(799)
    expect(error.invocation.logs).toBe('sleeping for 60000 ms\n')
    expect(lambda.lastInvocation).toEqual(error.invocation)
    expect(lives(pid)).toBe(false)

    expect(await lambda.invoke(0)).toBe(1)
    expect(lambda.pid).not.toBe(pid)
  })

  it('does not take those who wait behind it with it', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 800 })
    const overdue = failureOf(lambda.invoke(60_000))
    const behind = lambda.invoke(0)
    expect((await overdue).name).toBe('LambdaTimeoutError')
    expect(await behind).toBe(1)
  })
})

describe('a handler that heeds its deadline', () => {
  it('answers the error of its context, and its process goes on', async () => {
    const lambda = shop.lambda('heeds-deadline', { timeoutMs: 3_000 })
    expect(await lambda.invoke({ workMs: 1 })).toBe('done')
    const { pid } = lambda
    const error = await failureOf<LambdaTimeoutError>(lambda.invoke({ workMs: 60_000, marginMs: 2_800 }))
    expect(error.toAwsJson()).toEqual({
      errorMessage: 'context deadline exceeded',
      errorType: 'deadlineExceededError',
    })
    expect(error.message).toBe('context deadline exceeded')
    expect(error.name).toBe('LambdaFunctionError')
    expect(await lambda.invoke({ workMs: 1 })).toBe('done')
    expect(lambda.pid).toBe(pid)
  })
})

describe('a process that ends in the midst of an invocation', () => {
  it('by os.Exit(3) is told with its code and its last lines', async () => {
    const lambda = shop.lambda('exits')
    expect(await lambda.invoke({ stay: true })).toBe('still here')
    const { pid } = lambda
    const error = await failureOf<LambdaExitError>(lambda.invoke({ code: 3, say: 'no licence\nbye' }))

    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Runtime exited with error: exit status 3
        | no licence
        | bye
        → ./test/lambdas/exits ended before it answered; its output above says why. It starts anew at the next invocation"
    `)
    expect(error).toMatchObject({ name: 'LambdaExitError', code: 'LAMBDA_EXIT', exitCode: 3, signal: null })
    expect(error.toAwsJson()).toEqual({
      errorMessage: `RequestId: ${error.requestId} Error: Runtime exited with error: exit status 3`,
      errorType: 'Runtime.ExitError',
    })
    expect(error.invocation).toMatchObject({ logs: 'no licence\nbye\n', coldStart: false })
    expect(await lambda.invoke({ stay: true })).toBe('still here')
    expect(lambda.pid).not.toBe(pid)
  })

  it('by os.Exit(0) is told as AWS does, without a reason', async () => {
    const lambda = shop.lambda('exits')
    const error = await failureOf<LambdaExitError>(lambda.invoke({ code: 0 }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Runtime exited without providing a reason
        → ./test/lambdas/exits ended before it answered; it wrote nothing: look for os.Exit. It starts anew at the next invocation"
    `)
    expect(error.exitCode).toBe(0)
    expect(await lambda.invoke({ stay: true })).toBe('still here')
  })

  it('by log.Fatal is told with exit status 1 and the line', async () => {
    const lambda = shop.lambda('log-fatals')
    const error = await failureOf<LambdaExitError>(lambda.invoke(null))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Runtime exited with error: exit status 1
        | <time> cannot go on
        → ./test/lambdas/log-fatals ended before it answered; its output above says why. It starts anew at the next invocation"
    `)
    expect(error.exitCode).toBe(1)
  })

  it("by a goroutine's panic is told with exit status 2 and Go's report", async () => {
    const lambda = shop.lambda('panics-in-goroutine')
    const error = await failureOf<LambdaExitError>(lambda.invoke('out of tea'))
    const [reason, panic, ...rest] = mask(error.message).split('\n')
    expect(reason).toBe('RequestId: <request id> Error: Runtime exited with error: exit status 2')
    expect(panic).toBe('  | panic: out of tea')
    expect(rest.slice(0, 4)).toMatchInlineSnapshot(`
      [
        "  | ",
        "  | goroutine <n> [running]:",
        "  | main.handle.func1()",
        "  | 	<root>/test/lambdas/panics-in-goroutine/main.go:15 +<address>",
      ]
    `)
    expect(rest.at(-1)).toMatchInlineSnapshot(
      `"  → ./test/lambdas/panics-in-goroutine ended before it answered; its output above says why. It starts anew at the next invocation"`,
    )
    expect(error.exitCode).toBe(2)
  })

  it.each([
    [9, 'SIGKILL', 'signal: killed'],
    [15, 'SIGTERM', 'signal: terminated'],
  ])('by its own signal %i is told as AWS does', async (signal, name, words) => {
    const error = await failureOf<LambdaExitError>(shop.lambda('dies-by-signal').invoke({ signal }))
    expect(error.errorMessage).toBe(`RequestId: ${error.requestId} Error: Runtime exited with error: ${words}`)
    expect(error).toMatchObject({ exitCode: null, signal: name })
  })

  it('by SIGKILL from outside is told at once, and the next invocation works', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { timeoutMs: 60_000 })
    const killed = failureOf<LambdaExitError>(lambda.invoke(50_000))
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('sleeping'),
      'the function',
    )
    process.kill(lambda.pid ?? 0, 'SIGKILL')
    const error = await killed
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Runtime exited with error: signal: killed
        | sleeping for 50000 ms
        → ./test/lambdas/ignores-deadline ended before it answered; something killed it: is there enough memory?. It starts anew at the next invocation"
    `)
    expect(error).toMatchObject({ exitCode: null, signal: 'SIGKILL' })
    expect(await lambda.invoke(0)).toBe(1)
  })

  it('between two invocations costs nobody an error', async () => {
    const lambda = shop.lambda<unknown, { pid: number; count: number }>('counts')
    const first = await lambda.invoke()
    process.kill(first.pid, 'SIGKILL')
    await eventually(
      () => lambda.environments,
      (all) => all.every(({ state }) => state === 'ended'),
      'the environment',
    )
    const second = await lambda.invoke()
    expect(second.count).toBe(1)
    expect(second.pid).not.toBe(first.pid)
  })
})

describe('a connection that is lost in the midst of an invocation', () => {
  it('is told, not sent again, and the next invocation works in a fresh process', async () => {
    const lambda = shop.lambda<unknown, { cuts: number; pid: number }>('closes-connection')
    const before = await lambda.invoke({})
    const error = await failureOf<LambdaConnectionError>(lambda.invoke({ cut: true }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "the connection to ./test/lambdas/closes-connection was lost during invocation <request id>: rpc: Function.Invoke was not answered: unexpected EOF (127.0.0.1:<port>; the process, pid <pid>, was alive)
        | cutting the line
        → the invocation may have run and is not sent again; the environment was replaced, so the next one works"
    `)
    expect(error).toMatchObject({ name: 'LambdaConnectionError', code: 'LAMBDA_CONNECTION' })
    expect(error.invocation).toMatchObject({ logs: 'cutting the line\n', requestId: error.requestId })
    const after = await lambda.invoke({})
    expect(after).toEqual({ cuts: 0, pid: lambda.pid })
    expect(after.pid).not.toBe(before.pid)
  })

  it.each(['error', 'panic'])('because of an answer that gob cannot hold (%s) is told', async (kind) => {
    const lambda = shop.lambda('unencodable-answer')
    const error = await failureOf<LambdaConnectionError>(lambda.invoke({ with: kind }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "the connection to ./test/lambdas/unencodable-answer was lost during invocation <request id>: rpc: Function.Invoke was not answered: unexpected EOF (127.0.0.1:<port>; the process, pid <pid>, was alive)
        | <time> rpc: gob error encoding body: gob: encodeArray: nil element
        → the invocation may have run and is not sent again; the environment was replaced, so the next one works"
    `)
    expect(await lambda.invoke({ with: 'nothing' })).toBe(lambda.pid)
  })
})
