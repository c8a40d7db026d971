import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { LambdaExitError, LambdaFunctionError, LambdaStartError } from '../../src/lambda/index.ts'
import { eventually } from '../environment/eventually.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const transport = 'runtime-api'

describe('over the Runtime API', () => {
  it('a function answers, warm the second time', async () => {
    const lambda = shop.lambda('counts', { transport })
    const first = await lambda.invokeDetailed()
    const second = await lambda.invokeDetailed()
    expect([first.coldStart, second.coldStart]).toEqual([true, false])
    expect(lambda.port).toBeUndefined()
    expect(lambda.environments).toEqual([{ pid: lambda.pid, port: undefined, state: 'idle', coldStart: false }])
  })

  it('all that a handler reads of its invocation arrives', async () => {
    const lambda = shop.lambda<unknown, Record<string, unknown>>('echo-context', { transport, functionName: 'orders' })
    const deadline = new Date(Date.now() + 60_000)
    const answer = await lambda.invoke(
      {},
      {
        requestId: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
        traceId: 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
        clientContext: { client: { app_title: 'Größe → 🚀' }, custom: { a: 'b' }, env: { c: 'd' } },
        cognitoIdentity: { cognitoIdentityId: 'id', cognitoIdentityPoolId: 'pool' },
        qualifier: 'live',
        deadline,
      },
    )
    const { epochMs } = answer['deadline'] as { epochMs: number }
    expect(Math.abs(epochMs - deadline.getTime())).toBeLessThanOrEqual(2)
    expect(answer).toMatchObject({
      lambdaContext: {
        AwsRequestID: '8476a536-e9f4-11e8-9739-2dfe598c3fcd',
        InvokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders:live',
        Identity: { CognitoIdentityID: 'id', CognitoIdentityPoolID: 'pool' },
        ClientContext: { Client: { app_title: 'Größe → 🚀' }, custom: { a: 'b' }, env: { c: 'd' } },
      },
      deadline: { expired: false },
      traceId: {
        context: 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
        env: 'Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Parent=9a9197af755a6419;Sampled=1',
      },
    })
  })

  it('a tenant id does, too; net/rpc has no place for one, which the error says', async () => {
    const tenantId = 'tenant-a'
    const lambda = shop.lambda<unknown, { lambdaContext: object }>('echo-context', { transport })
    expect((await lambda.invoke({}, { tenantId })).lambdaContext).toMatchObject({ TenantID: tenantId })
    expect((await lambda.invoke({})).lambdaContext).not.toHaveProperty('TenantID')
    const error = await failureOf(shop.lambda('echo-context', { transport: 'rpc' }).invoke({}, { tenantId }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "./test/lambdas/echo-context is spoken to over net/rpc, whose message has no place for { tenantId }
        → set option transport: 'runtime-api' of this function"
    `)
  })

  it.each([
    ['requestId', 'order/1'],
    ['requestId', 'test 1'],
    ['traceId', 'Root=1\r\n'],
    ['tenantId', 'größe'],
  ])('what no header or URL can hold is refused before it is sent: %s %j', async (name, value) => {
    const lambda = shop.lambda('upper', { transport })
    const error = await failureOf(lambda.invoke('x', { [name]: value }))
    expect(String(error)).toContain(`LambdaOptionError: option ${name} is ${JSON.stringify(value)}`)
    expect(lambda.environments).toEqual([])
  })

  it('payloads of up to 6 MB go both ways as they are', async () => {
    const lambda = shop.lambda('raw-bytes', { transport })
    for (const size of [0, 1, 70_000, 6_291_456]) {
      const bytes = new Uint8Array(size).map((_, index) => index % 251)
      expect(Buffer.compare(await lambda.invokeRaw(bytes), bytes)).toBe(0)
    }
  })

  it('an answer over 6 MB is refused as AWS refuses it; the next environment works', async () => {
    const lambda = shop.lambda('big-answer', { transport })
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ bytes: 7_000_000 }))
    expect(error.toAwsJson()).toEqual({
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
      errorType: 'Function.ResponseSizeTooLarge',
    })
    expect(lambda.environments.every(({ state }) => state === 'ended')).toBe(true)
  })

  it('an error of the handler is one; aws-lambda-go logs it, too, and serves on', async () => {
    const lambda = shop.lambda('fails-with-error', { transport })
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({}))
    const { pid } = lambda
    expect(error.code).toBe('LAMBDA_FUNCTION_ERROR')
    expect(error.errorType).toBe('errorString')
    expect(error.invocation.logs).toContain(JSON.stringify(error.errorMessage))
    await failureOf(lambda.invoke({}))
    expect(lambda.pid).toBe(pid)
  })

  it('after a panic the process ends, and all that it wrote belongs to that invocation', async () => {
    const lambda = shop.lambda('panics', { transport })
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ with: 'string' }))
    expect(error.stackTrace.length).toBeGreaterThan(3)
    expect(error.invocation.logs).toContain('calling the handler function resulted in a panic, the process should exit')
    expect(lambda.environments).toEqual([expect.objectContaining({ state: 'ended' })])
  })

  it('a process that exits in an invocation is told at once', async () => {
    const lambda = shop.lambda('exits', { transport, timeoutMs: 60_000 })
    const error = await failureOf<LambdaExitError>(lambda.invoke({ code: 3 }))
    expect(error.name).toBe('LambdaExitError')
  })

  it('SIGTERM runs the handlers of a function that asked for it', async () => {
    const lambda = shop.lambda('heeds-sigterm', { transport })
    expect(await lambda.invoke()).toBe(1)
    await lambda.stop('SIGTERM')
    expect(lambda.logs).toContain('SIGTERM: wrote 1 orders')
  })

  it('several environments of one function never answer each other’s payload', async () => {
    const lambda = shop.lambda<string, string>('upper', { transport, concurrency: 4 })
    const words = Array.from({ length: 200 }, (_, index) => `word-${index}`)
    const answers = await Promise.all(words.map((word) => lambda.invoke(word)))
    expect(answers).toEqual(words.map((word) => word.toUpperCase()))
    expect(lambda.environments).toHaveLength(4)
  })

  it('one killed from outside is replaced without the invocation being lost', async () => {
    const lambda = shop.lambda<string, string>('upper', { transport })
    for (let round = 0; round < 10; round++) {
      await lambda.invoke('a')
      process.kill(lambda.pid ?? 0, 'SIGKILL')
      // Whether its end is known here already or not: it never took the invocation, which another is given.
      const answer = await lambda.invoke('b').catch((error: Error) => error.name)
      expect(['B', 'LambdaExitError']).toContain(answer)
    }
  })

  it('a handler that ignores its deadline is killed at it', async () => {
    const lambda = shop.lambda<number, number>('ignores-deadline', { transport, timeoutMs: 800 })
    expect(await lambda.invoke(0)).toBe(1)
    const error = await failureOf<LambdaFunctionError>(lambda.invoke(60_000))
    expect(error.errorType).toBe('Sandbox.Timedout')
    expect(await lambda.invoke(0)).toBe(1)
  })
})

describe('which transport it is', () => {
  it('a package with the tag lambda.norpc is served over the Runtime API', async () => {
    const lambda = shop.lambda<string, string>('upper', { build: { tags: ['lambda.norpc'] } })
    expect(await lambda.invoke('tag')).toBe('TAG')
    expect(lambda.port).toBeUndefined()
  })

  it('a tag of GOFLAGS counts', async () => {
    const lambda = shop.lambda<string, string>('upper', { build: { env: { GOFLAGS: '-tags=lambda.norpc' } } })
    expect(await lambda.invoke('flag')).toBe('FLAG')
    expect(lambda.port).toBeUndefined()
  })

  it('one that turns out to be without net/rpc is started again over the Runtime API', async () => {
    const settings = join(shop.folder, 'go.env')
    writeFileSync(settings, 'GOFLAGS=-tags=lambda.norpc\n')
    const lambda = shop.lambda<string, string>('upper', { build: { env: { GOENV: settings, GOFLAGS: '' } } })
    expect(await lambda.invoke('setting')).toBe('SETTING')
    expect(lambda.port).toBeUndefined()
  })

  it('a package that does not use aws-lambda-go is started again over the Runtime API', async () => {
    const lambda = shop.lambda<unknown, unknown>('asks-by-itself')
    expect(await lambda.invoke({ hello: 'you' })).toEqual({ hello: 'you' })
    expect(lambda.port).toBeUndefined()
  })

  it('a binary says it in its build info', async () => {
    const binary = await shop.binary('upper', { env: { GOFLAGS: '-tags=lambda.norpc' } })
    expect(await shop.lambda({ binary }).invoke('norpc')).toBe('NORPC')
    const ordinary = shop.lambda({ binary: await shop.binary('upper') })
    expect(await ordinary.invoke('rpc')).toBe('RPC')
    expect(ordinary.port).toBeGreaterThan(0)
  })

  it.each([
    ['with net/rpc is spoken to over that', '', 'rpc'],
    ['without it asks the Runtime API', '-tags=lambda.norpc', 'runtime-api'],
  ])('a binary without build info that is built %s', async (_, GOFLAGS, kind) => {
    const bytes = readFileSync(await shop.binary('upper', { env: { GOFLAGS } }))
    bytes.write('!! Go buildinf:', bytes.indexOf(Buffer.from('\xff Go buildinf:', 'latin1')), 'latin1')
    const binary = join(shop.folder, `unknown-${kind}`)
    writeFileSync(binary, bytes, { mode: 0o755 })
    const lambda = shop.lambda<string, string>({ binary })
    expect(await lambda.invoke('either')).toBe('EITHER')
    expect(lambda.port === undefined).toBe(kind === 'runtime-api')
    await lambda.restart()
    expect(await lambda.invoke('again')).toBe('AGAIN')
  })

  it('net/rpc that was asked for is not there: the error says what to do', async () => {
    const lambda = shop.lambda('upper', { transport: 'rpc', build: { tags: ['lambda.norpc'] } })
    const error = await failureOf<LambdaStartError>(lambda.invoke('x'))
    expect(mask(error.message).split('\n').at(-1)).toMatchInlineSnapshot(
      `"  → it was built with the tag lambda.norpc, which leaves out the net/rpc server: leave out { transport: 'rpc' }, or build without that tag ({ build: { tags: [] } } overrides GOFLAGS)"`,
    )
  })
})

describe('a bootstrap in another language', () => {
  const node = (body: string) => `#!${process.execPath}
const api = 'http://' + process.env.AWS_LAMBDA_RUNTIME_API + '/2018-06-01/runtime/'
const post = (path, body, headers) => fetch(api + path, { method: 'POST', body: JSON.stringify(body), headers })
${body}`

  function script(name: string, body: string): string {
    const path = join(shop.folder, name)
    writeFileSync(path, node(body))
    chmodSync(path, 0o755)
    return path
  }

  it('is served', async () => {
    const binary = script(
      'bootstrap',
      `for (;;) {
  const next = await fetch(api + 'invocation/next')
  const id = next.headers.get('lambda-runtime-aws-request-id')
  const event = await next.json()
  if (event.fail) {
    const error = { errorMessage: 'no luck', errorType: 'Unlucky', stackTrace: ['at here', 'at there'] }
    await post('invocation/' + id + '/error', error, { 'lambda-runtime-function-error-type': 'Unlucky' })
  } else await post('invocation/' + id + '/response', { hello: event.name })
}`,
    )
    const lambda = shop.lambda({ binary })
    expect(await lambda.invoke({ name: 'node' })).toEqual({ hello: 'node' })
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ fail: true }))
    expect(error).toMatchObject({ errorType: 'Unlucky', errorMessage: 'no luck' })
    expect(await lambda.invoke({ name: 'again' })).toEqual({ hello: 'again' })
  })

  it('says that it cannot start', async () => {
    const error = { errorMessage: 'no handler', errorType: 'Runtime.ImportModuleError' }
    const binary = script('cannot', `await post('init/error', ${JSON.stringify(error)}); process.exit(1)`)
    const failure = await failureOf<LambdaStartError>(shop.lambda({ binary }).invoke({}))
    expect(failure.code).toBe('LAMBDA_START')
    expect(failure.toAwsJson()).toEqual(error)
    expect(failure.message).toContain('said that it cannot start: Runtime.ImportModuleError: no handler')
  })

  it('that never asks for an invocation is told after its init timeout', async () => {
    const binary = script('asleep', 'setInterval(() => {}, 1000)')
    const failure = await failureOf<LambdaStartError>(shop.lambda({ binary }, { initTimeoutMs: 400 }).invoke({}))
    expect(mask(failure.message.split('\n')[0] ?? '')).toContain('did not ask 127.0.0.1:')
  })
})

describe('the server of an environment', () => {
  it('is closed with it, and refuses what comes from a browser', async () => {
    const lambda = shop.lambda<null, { env: Record<string, string> }>('echo-env', { transport, timeoutMs: 60_000 })
    const address = (await lambda.invoke(null)).env['AWS_LAMBDA_RUNTIME_API']
    const next = `http://${address}/2018-06-01/runtime/invocation/next`
    const foreign = await fetch(next, { headers: { Origin: 'https://example.com' } })
    expect(foreign.status).toBe(403)
    // The function's own request waits already.
    expect((await fetch(next)).status).toBe(403)
    expect((await fetch(`http://${address}/2018-06-01/runtime/invocation/x/response`, { method: 'POST' })).status).toBe(
      400,
    )
    expect((await fetch(`http://${address}/elsewhere`)).status).toBe(404)
    await lambda.stop()
    await eventually(
      () =>
        fetch(next).then(
          () => 'open',
          () => 'closed',
        ),
      (state) => state !== 'open',
      'the server',
    )
  })
})
