import { Readable } from 'node:stream'
import {
  type InvokeCommandInput,
  type InvokeCommandOutput,
  RequestTooLargeException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda'
import { afterEach, describe, expect, expectTypeOf, it } from 'vitest'
import {
  type InvokeInput,
  type InvokeOutput,
  invokeRunning,
  type LambdaServiceException,
} from '../../src/harness/door.ts'
import { eventually } from '../environment/eventually.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const requestId = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)

/** An answer as a whole, its bytes as text, ids and measured numbers masked. */
function whole({ Payload, LogResult, ...rest }: InvokeOutput): unknown {
  return {
    ...rest,
    Payload: mask(Payload.transformToString()),
    ...(LogResult !== undefined && { LogResult: log(LogResult) }),
  }
}

function log(base64: string): string {
  return mask(Buffer.from(base64, 'base64').toString())
    .replace(/[\d.]+ ms/g, '<n> ms')
    .replace(/Max Memory Used: \d+ MB/, 'Max Memory Used: <n> MB')
    .replace(/^\d{4}-\d\d-\d\dT[\d:.]+Z/gm, '<time>')
}

function metadata(httpStatusCode: number, attempts = 1) {
  return { httpStatusCode, requestId, attempts, totalRetryDelay: 0 }
}

function answered(payload: string) {
  return { StatusCode: 200, Payload: payload, ExecutedVersion: '$LATEST', $metadata: metadata(200) }
}

function failed(payload: object) {
  return { ...answered(JSON.stringify(payload)), FunctionError: 'Unhandled' }
}

/** What an exception has, as AWS's has it. */
async function exceptionOf(promise: Promise<unknown>) {
  const { name, message, $fault, $metadata, Type, Reason } = await failureOf<LambdaServiceException>(promise)
  return { name, message: mask(message), $fault, $metadata, Type, Reason }
}

function exception(name: string, status: number, message: string) {
  return { name, message, $fault: 'client', $metadata: metadata(status), Type: 'User', Reason: undefined }
}

describe('send', () => {
  it("takes the SDK's input and gives its output", () => {
    expectTypeOf<InvokeCommandInput>().toExtend<InvokeInput>()
    expectTypeOf<InvokeOutput>().toExtend<InvokeCommandOutput>()
    const payload = {} as NonNullable<InvokeCommandOutput['Payload']>
    expectTypeOf<InvokeOutput['Payload']>().toExtend<typeof payload>()
  })

  it('answers what the function does, of a payload in any form', async () => {
    const lambda = shop.lambda('upper')
    const bytes = Buffer.from('"daniel"')
    for (const Payload of ['"daniel"', bytes, new Blob([bytes]), Readable.from([bytes])]) {
      expect(whole(await lambda.send({ Payload }))).toEqual(answered('"DANIEL"'))
    }
    expect(whole(await lambda.send({ FunctionName: 'upper', Payload: bytes }))).toEqual(answered('"DANIEL"'))
    const echo = shop.lambda('echo')
    for (const Payload of [undefined, '', new Uint8Array()]) {
      expect(whole(await echo.send({ Payload }))).toEqual(answered('{}'))
    }
  })

  it('gives the request id, the qualifier and the client context to the function', async () => {
    const lambda = shop.lambda('echo-context')
    const ClientContext = Buffer.from('{"custom":{"tenant":"one"}}').toString('base64')
    const { Payload, $metadata } = await lambda.send({ Qualifier: 'live', ClientContext })
    expect(JSON.parse(Payload.transformToString()).lambdaContext).toMatchObject({
      AwsRequestID: $metadata.requestId,
      InvokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:echo-context:live',
      ClientContext: { custom: { tenant: 'one' } },
    })
  })

  it('gives the log with LogType Tail: init phase, START, output, END, REPORT', async () => {
    const lambda = shop.lambda('speaks-slowly-at-start', { env: { INIT_MS: '1' } })
    expect(log((await lambda.send({ LogType: 'Tail' })).LogResult ?? '')).toBe(
      [
        'loading the model for <n> ms',
        'model loaded',
        'START RequestId: <request id> Version: $LATEST',
        'END RequestId: <request id>',
        'REPORT RequestId: <request id>\tDuration: <n> ms\tBilled Duration: <n> ms\tMemory Size: 128 MB\tMax Memory Used: <n> MB\tInit Duration: <n> ms\t',
        '',
      ].join('\n'),
    )
    const prints = shop.lambda('prints-lines', { memorySizeMb: 512 })
    await prints.invoke({ lines: 0 })
    expect(await prints.send({ LogType: 'None', Payload: '{"lines":1}' })).not.toHaveProperty('LogResult')
    const two = await prints.send({ LogType: 'Tail', Payload: '{"lines":2}' })
    expect(log(two.LogResult ?? '')).toBe(
      [
        'START RequestId: <request id> Version: $LATEST',
        'line 1 of 2',
        'line 2 of 2',
        'END RequestId: <request id>',
        'REPORT RequestId: <request id>\tDuration: <n> ms\tBilled Duration: <n> ms\tMemory Size: 512 MB\tMax Memory Used: <n> MB\t',
        '',
      ].join('\n'),
    )
    const long = await prints.send({ LogType: 'Tail', Payload: '{"lines":100,"bytes":100}' })
    const bytes = Buffer.from(long.LogResult ?? '', 'base64')
    expect(bytes).toHaveLength(4096)
    expect(bytes.toString()).toContain('\nline 100 of 100')
    expect(bytes.toString()).not.toContain('START')
  })
})

describe('a failure of the function', () => {
  it("that its handler returns is an answer with FunctionError, escaped as Go's JSON", async () => {
    const lambda = shop.lambda('fails-with-error')
    expect(whole(await lambda.send({ Payload: '"a < b"' }))).toEqual({
      ...answered('{"errorMessage":"a \\u003c b","errorType":"errorString"}'),
      FunctionError: 'Unhandled',
    })
  })

  it('that is a panic has its stack trace', async () => {
    const { Payload, FunctionError } = await shop.lambda('panics').send({ Payload: '{"with":"string"}' })
    expect(FunctionError).toBe('Unhandled')
    expect(JSON.parse(Payload.transformToString())).toEqual({
      errorMessage: 'the cache is gone',
      errorType: 'string',
      stackTrace: expect.arrayContaining([{ path: 'panics/main.go', line: expect.any(Number), label: 'handle' }]),
    })
  })

  it("that is a timeout or an exit has AWS's JSON and log, and the next works", async () => {
    const slow = shop.lambda('ignores-deadline', { timeoutMs: 200 })
    const report = 'REPORT RequestId: <request id>\tDuration: <n> ms\tBilled Duration: <n> ms\tMemory Size: 128 MB'
    const overdue = whole(await slow.send({ Payload: '60000', LogType: 'Tail' })) as { LogResult: string }
    expect(overdue).toEqual({
      ...failed({
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: <request id> Error: Task timed out after 0.20 seconds',
      }),
      LogResult: expect.any(String),
    })
    expect(overdue.LogResult.replace(/\tMax Memory Used: <n> MB/, '')).toBe(
      [
        'START RequestId: <request id> Version: $LATEST',
        'sleeping for <n> ms',
        '<time> <request id> Task timed out after 0.20 seconds',
        '',
        'END RequestId: <request id>',
        `${report}\tInit Duration: <n> ms\tStatus: timeout`,
        '',
      ].join('\n'),
    )
    expect(whole(await slow.send({ Payload: '0' }))).toEqual(answered('1'))

    const exits = shop.lambda('exits')
    const gone = whole(await exits.send({ Payload: '{"code":3,"say":"no table"}', LogType: 'Tail' })) as {
      LogResult: string
    }
    const errorMessage = 'RequestId: <request id> Error: Runtime exited with error: exit status 3'
    expect(gone).toEqual({
      ...failed({ errorType: 'Runtime.ExitError', errorMessage }),
      LogResult: expect.any(String),
    })
    expect(gone.LogResult.replace(/\tMax Memory Used: <n> MB/, '')).toBe(
      [
        'START RequestId: <request id> Version: $LATEST',
        'no table',
        errorMessage,
        'Runtime.ExitError',
        'END RequestId: <request id>',
        `${report}\tInit Duration: <n> ms\tStatus: error\tError Type: Runtime.ExitError`,
        '',
      ].join('\n'),
    )
    expect(whole(await exits.send({ Payload: '{"stay":true}' }))).toEqual(answered('"still here"'))
  })

  it('that is a failed start, or a line cut by it, is one too', async () => {
    const start = shop.lambda('panics-in-init')
    expect(whole(await start.send({}))).toEqual(
      failed({
        errorType: 'Runtime.ExitError',
        errorMessage: 'RequestId: <request id> Error: Runtime exited with error: exit status 2',
      }),
    )
    const cut = shop.lambda('unencodable-answer')
    expect(whole(await cut.send({ Payload: '{"with":"error"}' }))).toEqual(
      failed({
        errorType: 'Runtime.ExitError',
        errorMessage: 'RequestId: <request id> Error: Runtime exited without providing a reason',
      }),
    )
    expect((await cut.send({ Payload: '{"with":"nothing"}' })).FunctionError).toBeUndefined()
  })

  it('that is an answer of more than 6,291,556 bytes is one too, and its environment is replaced', async () => {
    const lambda = shop.lambda('big-answer')
    expect((await lambda.send({ Payload: '{"bytes":6291556}' })).Payload).toHaveLength(6_291_556)
    const { pid } = lambda
    const tooLarge = {
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size exceeded maximum allowed payload size (6291556 bytes).',
    }
    expect(whole(await lambda.send({ Payload: '{"bytes":6291557}' }))).toEqual(failed(tooLarge))
    const error = await failureOf(lambda.invoke({ bytes: 6_291_557 }))
    expect(error).toMatchObject({ name: 'LambdaFunctionError', ...tooLarge })
    expect(await lambda.invoke({ bytes: 4 })).toBe('aa')
    expect(lambda.pid).not.toBe(pid)
    const running = await failureOf(invokeRunning(lambda.port ?? 0, { bytes: 6_291_557 }))
    expect(running).toMatchObject({ name: 'LambdaFunctionError', ...tooLarge })
    const request = await failureOf(invokeRunning(lambda.port ?? 0, 'x'.repeat(6_291_455)))
    expect(request).toMatchObject({ name: 'LambdaPayloadSizeError', code: 'LAMBDA_PAYLOAD_SIZE', bytes: 6_291_457 })
  })
})

describe('an exception', () => {
  it('is thrown for payloads that are too large, and for invoke before anything is sent', async () => {
    const lambda = shop.lambda('raw-bytes')
    const json = (bytes: number) => `"${'x'.repeat(bytes - 2)}"`
    expect((await lambda.send({ Payload: json(6_291_456) })).Payload).toHaveLength(6_291_456)
    const tooLarge = await failureOf<LambdaServiceException>(lambda.send({ Payload: json(6_291_457) }))
    expect(await exceptionOf(Promise.reject(tooLarge))).toEqual(
      exception(
        'RequestEntityTooLargeException',
        413,
        '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
      ),
    )
    expect(tooLarge).not.toBeInstanceOf(RequestTooLargeException)
    expect(await exceptionOf(lambda.send({ InvocationType: 'Event', Payload: json(1_048_577) }))).toEqual(
      exception(
        'RequestEntityTooLargeException',
        413,
        '1048577 byte payload is too large for the Event invocation type (limit 1048576 bytes)',
      ),
    )
    const error = await failureOf(lambda.invokeRaw(Buffer.alloc(6_291_457)))
    expect(`${error.name}: ${error.message}`).toMatchInlineSnapshot(`
      "LambdaPayloadSizeError: 6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes); AWS throws RequestEntityTooLargeException
        → send less, or let the function fetch it: store it (S3), send where it is"
    `)
  })

  it('is thrown for what is no JSON, a wrong client context, wrong words and another name', async () => {
    const lambda = shop.lambda('echo')
    const body = 'Could not parse request body into json: Could not parse payload into json: '
    const content = (message: string) => exception('InvalidRequestContentException', 400, message)
    expect(await exceptionOf(lambda.send({ Payload: 'daniel' }))).toEqual(
      content(
        `${body}Unrecognized token 'daniel': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`,
      ),
    )
    expect(await exceptionOf(lambda.send({ Payload: Uint8Array.of(34, 0xff, 34) }))).toEqual(
      content(`${body}Invalid UTF-8`),
    )
    const context = content('Client context must be a valid Base64-encoded JSON object.')
    expect(await exceptionOf(lambda.send({ ClientContext: '{"custom":{}}' }))).toEqual(context)
    expect(await exceptionOf(lambda.send({ ClientContext: Buffer.from('[1]').toString('base64') }))).toEqual(context)
    expect(await exceptionOf(lambda.send({ ClientContext: 'A'.repeat(3_584) }))).toEqual(
      content('Client context has 3584 bytes of Base64, more than 3583.'),
    )
    expect(await exceptionOf(lambda.send({ InvocationType: 'Later' as never }))).toEqual({
      ...exception(
        'ValidationException',
        400,
        "1 validation error detected: Value 'Later' at 'invocationType' failed to satisfy constraint: Member must satisfy enum value set: [Event, RequestResponse, DryRun]",
      ),
      Type: undefined,
    })
    expect(await exceptionOf(lambda.send({ payload: '{}' } as never))).toEqual(
      exception(
        'InvalidParameterValueException',
        400,
        'Invoke has no parameter payload; its parameters are FunctionName, InvocationType, LogType, ClientContext, Payload, Qualifier',
      ),
    )
    const unknown = await failureOf(lambda.send({ FunctionName: 'lower' }))
    expect(unknown).toBeInstanceOf(ResourceNotFoundException)
    expect(await exceptionOf(Promise.reject(unknown))).toEqual(
      exception(
        'ResourceNotFoundException',
        404,
        'Function not found: arn:aws:lambda:us-east-1:123456789012:function:lower',
      ),
    )
  })

  it('is thrown where all environments are busy, and after stop()', async () => {
    const lambda = shop.lambda('ignores-deadline', { whenBusy: 'reject' })
    const atWork = lambda.send({ Payload: '500' })
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('sleeping'),
      'the function',
    )
    const throttled = await failureOf(lambda.send({ Payload: '0' }))
    expect(throttled).toBeInstanceOf(TooManyRequestsException)
    expect(await exceptionOf(Promise.reject(throttled))).toEqual({
      ...exception('TooManyRequestsException', 429, 'Rate Exceeded.'),
      Reason: 'ReservedFunctionConcurrentInvocationLimitExceeded',
    })
    // An event waits for its turn, as in AWS's queue.
    await lambda.send({ InvocationType: 'Event', Payload: '0' })
    expect(whole(await atWork)).toEqual(answered('1'))
    expect((await lambda.eventResults()).map(({ Payload }) => Payload.transformToString())).toEqual(['2'])
    await lambda.stop()
    const stopped = await failureOf(lambda.send({ Payload: '0' }))
    expect(stopped).toMatchObject({
      name: 'ResourceConflictException',
      cause: { name: 'LambdaStoppedError', code: 'LAMBDA_STOPPED' },
    })
    expect(mask(stopped.message)).toMatchInlineSnapshot(`
      "The operation cannot be performed at this time. The function is currently in the following state: Failed
      LambdaStoppedError: <root>/test/lambdas/ignores-deadline has been stopped
        → call start() first, or invoke before the suite ends (await every invocation)"
    `)
  })
})

describe('DryRun', () => {
  it('is answered with 204, and starts nothing', async () => {
    const lambda = shop.lambda('counts')
    expect(whole(await lambda.send({ InvocationType: 'DryRun' }))).toEqual({
      StatusCode: 204,
      Payload: '',
      $metadata: metadata(204),
    })
    expect(lambda.environments).toEqual([])
  })
})

describe('Event', () => {
  const taken = { StatusCode: 202, Payload: '', $metadata: metadata(202) }

  it('is answered with 202 and runs on; its outcome is given once', async () => {
    const lambda = shop.lambda('ignores-deadline')
    const first = await lambda.send({ InvocationType: 'Event', Payload: '300' })
    expect(whole(first)).toEqual(taken)
    expect(lambda.lastInvocation).toBeUndefined()
    await lambda.send({ InvocationType: 'Event', Payload: '"no number"' })
    const [one, two, ...more] = await lambda.eventResults()
    expect(more).toEqual([])
    expect(one?.$metadata.requestId).toBe(first.$metadata.requestId)
    expect(one && whole(one)).toEqual({ ...answered('1'), LogResult: expect.stringContaining('sleeping for <n> ms\n') })
    expect(two && whole(two)).toMatchObject({
      FunctionError: 'Unhandled',
      Payload: expect.stringContaining('"errorType":"UnmarshalTypeError"'),
      $metadata: metadata(200),
    })
    expect(await lambda.eventResults()).toEqual([])
  })

  it('that fails runs again, at most twice, where asked for', async () => {
    const lambda = shop.lambda('fails-with-error', { maximumRetryAttempts: 2 })
    await lambda.send({ InvocationType: 'Event', Payload: '"gone"' })
    expect((await lambda.eventResults()).map(({ LogResult: _, ...output }) => whole(output))).toEqual([
      { ...failed({ errorMessage: 'gone', errorType: 'errorString' }), $metadata: metadata(200, 3) },
    ])
  })

  it('is ended by stop(), without an unhandled rejection', async () => {
    const lambda = shop.lambda('ignores-deadline', { timeoutMs: 60_000 })
    await lambda.send({ InvocationType: 'Event', Payload: '50000' })
    await eventually(
      () => lambda.logs,
      (logs) => logs.includes('sleeping'),
      'the function',
    )
    await lambda.stop()
    expect(await failureOf(lambda.eventResults())).toMatchObject({
      name: 'ResourceConflictException',
      cause: { code: 'LAMBDA_STOPPED' },
    })
  })
})
