import { ResourceNotFoundException } from '@aws-sdk/client-lambda'
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { LambdaExitError, LambdaFunctionError, LambdaTimeoutError } from '../../src/lambda/errors.ts'
import type { LambdaRemoteError } from '../../src/remote/remote-error.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'
import { arnOf, deployed, fakeAccount, withVariables } from './cloud.ts'

const shop = workshop()
withVariables(() => fakeAccount)

const functions = {
  echo: shop.lambda('echo'),
  upper: shop.lambda('upper'),
  context: shop.lambda('echo-context'),
  'raw-bytes': shop.lambda('raw-bytes'),
  'big-integers': shop.lambda('big-integers'),
  'answers-not-json': shop.lambda('answers-not-json'),
  'prints-lines': shop.lambda('prints-lines'),
  'fails-with-custom-type': shop.lambda('fails-with-custom-type'),
  panics: shop.lambda('panics'),
  exits: shop.lambda('exits'),
  'dies-by-signal': shop.lambda('dies-by-signal'),
  slow: shop.lambda('ignores-deadline', { functionName: 'slow', timeoutMs: 250 }),
  busy: shop.lambda('ignores-deadline', { functionName: 'busy', timeoutMs: 30_000, whenBusy: 'reject' }),
}
const { remote } = deployed(Object.values(functions))
afterEach(() => {
  vi.useRealTimers()
})

describe('a deployed function answers as one on this machine', () => {
  test('values, bytes and details', async () => {
    const upper = remote<string, string>('upper')
    expect(await upper.invoke('daniel')).toBe('DANIEL')
    expect(Buffer.from(await upper.invokeRaw(Buffer.from('"raw"'))).toString()).toBe('"RAW"')
    const { response, requestId, logs, ...measured } = await upper.invokeDetailed('again')
    expect([response, requestId, logs]).toEqual(['AGAIN', functions.upper.lastInvocation?.requestId, ''])
    expect(measured).toEqual({
      durationMs: expect.any(Number),
      billedDurationMs: expect.any(Number),
      coldStart: false,
      ...(process.platform === 'linux' && { maxMemoryUsedMb: expect.any(Number) }),
    })
    expect(upper.lastInvocation).toEqual({ requestId, logs, ...measured })
    expect(await remote('echo').invoke()).toEqual({})
  })

  test('a cold start, and what was written in the invocation', async () => {
    const prints = remote('prints-lines')
    const first = await prints.invokeDetailed({ lines: 2, label: 'zeile' })
    expect([first.logs, first.coldStart]).toEqual(['zeile 1 of 2\nzeile 2 of 2\n', true])
    expect(first.initDurationMs).toBeGreaterThan(0)
    const second = await prints.invokeDetailed({ lines: 1, label: 'wort' })
    expect([second.logs, second.coldStart, second.initDurationMs]).toEqual(['wort 1 of 1\n', false, undefined])
    expect(prints.logs).toBe('zeile 1 of 2\nzeile 2 of 2\nwort 1 of 1\n')
  })

  test('integers that a number cannot hold, and answers that are no JSON', async () => {
    const error = await failureOf(remote('answers-not-json').invoke())
    expect(error).toMatchObject({ code: 'LAMBDA_RESPONSE', invocation: { coldStart: true } })
    const wide = Buffer.from('{"n":1234567890123456789}')
    const lambda = remote('echo', { integers: 'bigint' })
    expect(await lambda.invoke({ n: 1234567890123456789n })).toEqual({ n: 1234567890123456789n })
    expect(Buffer.from(await lambda.invokeRaw(wide))).toEqual(wide)
  })

  test('the client context and the qualifier reach it', async () => {
    const clientContext = { custom: { tenant: 'blue' } }
    const answer = await remote('echo-context').invoke({}, { clientContext, qualifier: 'live' })
    const { InvokedFunctionArn, ClientContext } = (answer as { lambdaContext: Record<string, unknown> }).lambdaContext
    // The region of every function here.
    expect(InvokedFunctionArn).toMatch(/:function:echo-context:live$/)
    expect(ClientContext).toMatchObject(clientContext)
    const alias = await remote(`${arnOf('echo-context')}:live`).invoke({})
    expect(JSON.stringify(alias)).toContain(':function:echo-context:live"')
    const error = await failureOf<LambdaRemoteError>(
      remote(`${arnOf('echo-context')}:live`).invoke({}, { qualifier: 'test' }),
    )
    expect(error.exceptionName).toBe('InvalidParameterValueException')
  })

  test('many at once, each its own', async () => {
    const echo = remote('echo')
    const asked = Array.from({ length: 60 }, (_, n) => n)
    expect(await Promise.all(asked.map((n) => echo.invoke(n)))).toEqual(asked)
  })

  test('while timers and the date are faked', async () => {
    vi.useFakeTimers({ now: new Date('2001-02-03'), toFake: ['setTimeout', 'setInterval', 'setImmediate', 'Date'] })
    expect(await remote('upper').invoke('timeless')).toBe('TIMELESS')
  })

  test('payloads that cannot be sent are refused here', async () => {
    const echo = remote('echo')
    expect(await failureOf(echo.invoke({ price: Number.NaN }))).toMatchObject({
      code: 'LAMBDA_PAYLOAD',
      path: '$.price',
    })
    expect(await failureOf(echo.invokeRaw(Buffer.alloc(6_291_457)))).toMatchObject({ code: 'LAMBDA_PAYLOAD_SIZE' })
    expect(await failureOf(echo.invokeRaw('text' as never))).toMatchObject({ code: 'LAMBDA_OPTION' })
    expect(await failureOf(echo.invoke({}, { qualifer: 'live' } as never))).toMatchObject({ code: 'LAMBDA_OPTION' })
  })
})

describe('a failure of a deployed function is the error that it is on this machine', () => {
  test('an error of its handler', async () => {
    const lambda = remote('fails-with-custom-type')
    const there = await failureOf<LambdaFunctionError>(lambda.invoke({}))
    const here = await failureOf<LambdaFunctionError>(functions['fails-with-custom-type'].invoke({}))
    expect([there.name, there.code, there.message]).toEqual([here.name, here.code, here.message])
    expect(there.toAwsJson()).toEqual(here.toAwsJson())
    expect(there.requestId).toMatch(/^[0-9a-f-]{36}$/)
    expect(lambda.lastInvocation).toEqual(there.invocation)
  })

  test('a panic, with its stack', async () => {
    const there = await failureOf<LambdaFunctionError>(remote('panics').invoke({ with: 'deep' }))
    const here = await failureOf<LambdaFunctionError>(functions.panics.invoke({ with: 'deep' }))
    expect(there.stackTrace.length).toBeGreaterThan(3)
    expect(there.stackTrace).toEqual(here.stackTrace)
    expect(there.stack).toMatch(/^LambdaFunctionError: .+\n {4}at /)
    expect(there.stack?.split('\n')[1]).toBe(here.stack?.split('\n')[1])
  })

  test('a timeout, which is the one of the function and not of the suite', async () => {
    const slow = remote('slow', { timeoutMs: 60_000 })
    const error = await failureOf<LambdaTimeoutError>(slow.invoke(60_000))
    expect([error.name, error.code, error.errorType]).toEqual([
      'LambdaTimeoutError',
      'LAMBDA_TIMEOUT',
      'Sandbox.Timedout',
    ])
    expect(mask(error.message)).toBe(
      'RequestId: <request id> Error: Task timed out after 0.25 seconds\n  | sleeping for 60000 ms\n  → that is the timeout of ./cmd/slow on AWS, not { timeoutMs } here: raise it there, or heed ctx.Done() in the handler',
    )
    expect(await slow.invoke(1)).toBe(1)
  })

  test('an exit, with its code', async () => {
    const error = await failureOf<LambdaExitError>(remote('exits').invoke({ code: 3 }))
    expect([error.name, error.code, error.exitCode, error.signal]).toEqual(['LambdaExitError', 'LAMBDA_EXIT', 3, null])
    expect(mask(error.message)).toBe(
      'RequestId: <request id> Error: Runtime exited with error: exit status 3\n  → ./cmd/exits ended before it answered; its log on AWS says why (the last 4,096 bytes come with the answer)',
    )
    expect(await failureOf(remote('exits').invoke({ code: 0 }))).toMatchObject({ exitCode: 0, signal: null })
    const killed = await failureOf<LambdaExitError>(remote('dies-by-signal').invoke({ signal: 9 }))
    expect([killed.exitCode, killed.signal]).toEqual([null, 'SIGKILL'])
  })

  test('throttling', async () => {
    await functions.busy.start()
    const first = functions.busy.invoke(2_000)
    const error = await failureOf(remote('busy').invoke(1))
    expect(error).toMatchObject({
      name: 'LambdaTooManyRequestsError',
      code: 'LAMBDA_TOO_MANY_REQUESTS',
      reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
      message:
        'Rate Exceeded. ./cmd/busy cannot take another invocation: AWS throttled it (ReservedFunctionConcurrentInvocationLimitExceeded)\n  → it was not sent again: run fewer tests at once, or raise its reserved concurrency, or the quota of the account',
    })
    expect(await first).toBe(1)
  })

  test('and shown at the line that called', async () => {
    const error = await failureOf<LambdaFunctionError>(remote('fails-with-custom-type').invoke({}))
    expect(error.stack?.split('\n')[1]).toContain('deployed-function.test.ts')
  })
})

describe('a function that cannot be invoked', () => {
  test('is not there', async () => {
    const error = await failureOf<LambdaRemoteError>(remote('nobody').invoke({}))
    expect(error).toMatchObject({ code: 'LAMBDA_REMOTE', exceptionName: 'ResourceNotFoundException', statusCode: 404 })
    expect(error.cause).toBeInstanceOf(ResourceNotFoundException)
    expect(mask(error.message)).toBe(
      `./cmd/nobody (${arnOf('nobody')}) could not be invoked: ResourceNotFoundException (HTTP 404, request id <request id>)
  | Function not found: ${arnOf('nobody')}
  → look at the ARN: account 123456789012, region eu-west-1, name, version or alias; aws lambda get-function --region eu-west-1 --function-name ${arnOf('nobody')}`,
    )
    expect(error.stack?.split('\n').find((line) => line.startsWith('    at '))).toContain('deployed-function.test.ts')
  })

  test('is asked for by start() and ping(), which run nothing', async () => {
    const upper = remote('upper')
    const before = functions.upper.lastInvocation
    await upper.start()
    await upper.ping()
    expect(functions.upper.lastInvocation).toBe(before)
    expect(await failureOf(remote('nobody').start())).toMatchObject({ exceptionName: 'ResourceNotFoundException' })
  })
})

describe('send() is what the SDK answers', () => {
  test('in all three ways', async () => {
    const upper = remote('upper')
    const { $metadata, Payload, LogResult = '', ...rest } = await upper.send({ Payload: '"daniel"', LogType: 'Tail' })
    expect([Payload.transformToString(), rest]).toEqual(['"DANIEL"', { StatusCode: 200, ExecutedVersion: '$LATEST' }])
    expect(Buffer.from(LogResult, 'base64').toString()).toContain(`START RequestId: ${$metadata.requestId}`)
    expect(upper.lastInvocation?.requestId).toBe($metadata.requestId)
    const plain = await upper.send({ FunctionName: 'upper', Payload: Buffer.from('"plain"') })
    expect([plain.Payload.transformToString(), plain.LogResult]).toEqual(['"PLAIN"', undefined])
    expect(await upper.send({ InvocationType: 'DryRun' })).toMatchObject({ StatusCode: 204 })
    expect(await upper.eventResults()).toEqual([])
    expect(await upper.send({ InvocationType: 'Event', Payload: '"later"' })).toMatchObject({ StatusCode: 202 })
    await functions.upper.eventResults()
    expect(mask((await failureOf(upper.eventResults())).message)).toBe(
      `./cmd/upper is a deployed function in this run (${arnOf('upper')}), which runs its events in the background of AWS, which tells nobody how they ended but its destination and its log
  → leave such a test out there: test.skipIf(lambda.isRemote) in Vitest, (lambda.isRemote ? test.skip : test) in Jest`,
    )
  })

  test('a failure of the function is an answer, an exception is AWS’s own', async () => {
    const failed = await remote('fails-with-custom-type').send({ Payload: '{}' })
    expect(failed.FunctionError).toBe('Unhandled')
    expect(JSON.parse(failed.Payload.transformToString())).toMatchObject({ errorType: 'ValidationError' })
    expect(await failureOf(remote('nobody').send({}))).toBeInstanceOf(ResourceNotFoundException)
    const invalid = await failureOf(remote('echo').send({ Payload: '{' }))
    expect(invalid.name).toBe('InvalidRequestContentException')
    const other = await failureOf(remote('echo').send({ FunctionName: 'upper' }))
    expect([other.name, other.message]).toEqual(['ResourceNotFoundException', `Function not found: ${arnOf('upper')}`])
  })
})

describe('what a deployed function cannot do', () => {
  test('is said', async () => {
    const upper = remote('upper')
    const unsupported = (cannot: string) => ({
      name: 'LambdaUnsupportedError',
      code: 'LAMBDA_UNSUPPORTED',
      message: expect.stringContaining(
        `./cmd/upper is a deployed function in this run (${arnOf('upper')}), which ${cannot}`,
      ),
    })
    expect(await failureOf(upper.restart())).toMatchObject(unsupported('cannot be restarted from here'))
    expect(() => upper.pid).toThrow(expect.objectContaining(unsupported('has no process here')))
    expect(() => upper.port).toThrow(expect.objectContaining(unsupported('has no port here')))
    expect(await failureOf(upper.invoke('', { requestId: 'mine' }))).toMatchObject(
      unsupported('gives each invocation a request id of its own: { requestId } cannot be sent'),
    )
    expect(await failureOf(upper.invoke('', { deadline: new Date(Date.now() + 9_000) }))).toMatchObject(
      unsupported('has the deadline that its own timeout gives it: { deadline } cannot be sent'),
    )
    expect([upper.environments, upper.isRemote, upper.functionName]).toEqual([[], true, 'upper'])
  })
})

describe('stop()', () => {
  test('leaves the function alone and ends the waiting; start() makes it usable again', async () => {
    const upper = remote<string, string>('upper')
    expect(await upper.invoke('a')).toBe('A')
    await upper.stop()
    await upper.stop()
    expect(await failureOf(upper.invoke('b'))).toMatchObject({ code: 'LAMBDA_STOPPED' })
    expect(await functions.upper.invoke('still there')).toBe('STILL THERE')
    await upper.start()
    expect(await upper.invoke('c')).toBe('C')
    const busy = remote('busy')
    const waiting = failureOf(busy.invoke(1_000))
    await vi.waitFor(() => expect(functions.busy.environments).toMatchObject([{ state: 'busy' }]))
    await busy.stop()
    expect(await waiting).toMatchObject({ code: 'LAMBDA_STOPPED' })
  })

  test('so does a signal, and the call rejects with its reason', async () => {
    const given = new AbortController()
    const waiting = failureOf(remote('busy').invoke(1_000, { signal: given.signal }))
    await vi.waitFor(() => expect(functions.busy.environments).toMatchObject([{ state: 'busy' }]))
    given.abort(new Error('enough'))
    expect((await waiting).message).toBe('enough')
    expect(await failureOf(remote('echo').invoke({}, { signal: given.signal }))).toMatchObject({ message: 'enough' })
  })
})
