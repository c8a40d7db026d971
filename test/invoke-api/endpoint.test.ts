import { join } from 'node:path'
import {
  type InvocationResponse,
  InvokeCommand,
  type InvokeCommandInput,
  LambdaClient,
  ResourceConflictException,
  ResourceNotFoundException,
  TooManyRequestsException,
} from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type InvokeEndpoint, startInvokeEndpoint } from '../../src/harness/start-invoke-endpoint.ts'
import { failureOf } from '../harness/failure-of.ts'
import { lambdaFolder, workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'

const shop = workshop()
const echo = shop.lambda('echo')
const upper = shop.lambda('upper', { functionName: 'shop-upper' })
const context = shop.lambda('echo-context', { memorySizeMb: 512 })
const fails = shop.lambda('fails-with-custom-type')
const sleeps = shop.lambda('ignores-deadline', { timeoutMs: 250 })
const busy = shop.lambda('ignores-deadline', { functionName: 'busy', timeoutMs: 30_000, whenBusy: 'reject' })
const exits = shop.lambda('exits')
const prints = shop.lambda('prints-lines')
const broken = shop.lambda(join(lambdaFolder('broken'), 'compile-error'), { functionName: 'broken' })
const stopped = shop.lambda('upper', { functionName: 'gone' })

/** Code under test: the SDK as it is, made before there is an endpoint, as at the top of a module. */
const client = new LambdaClient({})
const invoke = (input: InvokeCommandInput) => client.send(new InvokeCommand(input))

let endpoint: InvokeEndpoint
const before = { ...process.env }

beforeAll(async () => {
  endpoint = await startInvokeEndpoint([echo, upper, context, fails, sleeps, busy, exits, prints, broken, stopped])
  for (const [name, value] of Object.entries(endpoint.env)) {
    if (value === undefined) delete process.env[name]
    else process.env[name] = value
  }
  await stopped.stop()
})
afterAll(async () => {
  for (const name of Object.keys(endpoint.env)) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
  client.destroy()
  await endpoint.stop()
})

/** An answer as a whole value, without what differs from call to call. */
function told({ $metadata, Payload, ...rest }: InvocationResponse & { $metadata: { requestId?: string | undefined } }) {
  const id = $metadata.requestId ?? ''
  expect(id).toMatch(/^[0-9a-f-]{36}$/)
  const text = Buffer.from(Payload ?? []).toString()
  return { ...rest, Payload: text === '' ? '' : JSON.parse(text.replaceAll(id, 'ID')) }
}

const answered = (payload: unknown) => ({ StatusCode: 200, ExecutedVersion: '$LATEST', Payload: payload })

describe('an unchanged LambdaClient', () => {
  test('invokes a function by its name, and its answer is that of send()', async () => {
    const Payload = JSON.stringify({ n: [1, 2.5, null], text: 'grüße' })
    const { $metadata, ...answer } = await invoke({ FunctionName: 'echo', Payload })
    expect(answer.Payload?.transformToString()).toBe(Payload)
    expect($metadata).toEqual({
      httpStatusCode: 200,
      requestId: echo.lastInvocation?.requestId,
      attempts: 1,
      totalRetryDelay: 0,
    })
    const { $metadata: _, ...sent } = await echo.send({ Payload })
    expect({ ...answer, Payload: [...(answer.Payload ?? [])] }).toEqual({ ...sent, Payload: [...sent.Payload] })
  })

  test.each([
    'shop-upper',
    'function:shop-upper',
    '123456789012:function:shop-upper',
    'arn:aws:lambda:us-east-1:123456789012:function:shop-upper',
    'arn:aws:lambda:us-east-1:123456789012:function:shop-upper:$LATEST',
    'shop-upper:live',
  ])('finds it as %s', async (FunctionName) => {
    expect(told(await invoke({ FunctionName, Payload: '"daniel"' }))).toEqual(answered('DANIEL'))
  })

  test('takes no name of another: it is ResourceNotFoundException, at the first try', async () => {
    for (const FunctionName of ['upper', 'Shop-Upper', 'constructor', 'nobody']) {
      const error = await failureOf<ResourceNotFoundException>(invoke({ FunctionName, Payload: '"daniel"' }))
      expect(error).toBeInstanceOf(ResourceNotFoundException)
      const message = `Function not found: arn:aws:lambda:us-east-1:123456789012:function:${FunctionName}`
      expect([error.name, error.message, error.Type]).toEqual(['ResourceNotFoundException', message, 'User'])
      expect([error.$metadata.httpStatusCode, error.$metadata.attempts]).toEqual([404, 1])
    }
  })

  test('passes the client context and the qualifier on', async () => {
    const custom = { tenant: 'blue' }
    const ClientContext = Buffer.from(JSON.stringify({ custom })).toString('base64')
    const given = { FunctionName: 'echo-context', Qualifier: 'live', ClientContext }
    const { Payload } = told(await invoke(given))
    expect(Payload.lambdaContext.InvokedFunctionArn).toBe(
      'arn:aws:lambda:us-east-1:123456789012:function:echo-context:live',
    )
    expect(Payload.lambdaContext.ClientContext.custom).toEqual(custom)
    expect([Payload.function.name, Payload.function.memoryLimitInMB]).toEqual(['echo-context', 512])
    const error = await failureOf(invoke({ ...given, FunctionName: 'echo-context:test' }))
    expect([error.name, error.message]).toEqual([
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    ])
  })

  test('gets the log of the invocation', async () => {
    const Payload = JSON.stringify({ lines: 2, label: 'zeile' })
    const { LogResult = '' } = await invoke({ FunctionName: 'prints-lines', Payload, LogType: 'Tail' })
    expect(mask(Buffer.from(LogResult, 'base64').toString())).toMatch(
      /^START RequestId: <request id> Version: \$LATEST\nzeile 1 of 2\nzeile 2 of 2\nEND RequestId: <request id>\nREPORT /,
    )
  })

  test('gets a failure of the function as an answer, and the next invocation works', async () => {
    const failed = (payload: unknown) => ({ ...answered(payload), FunctionError: 'Unhandled' })
    expect(told(await invoke({ FunctionName: 'fails-with-custom-type', Payload: '{}' }))).toEqual(
      failed({ errorMessage: 'name: must not be empty', errorType: 'ValidationError' }),
    )
    expect(told(await invoke({ FunctionName: 'exits', Payload: '{"code":3}' }))).toEqual(
      failed({
        errorType: 'Runtime.ExitError',
        errorMessage: 'RequestId: ID Error: Runtime exited with error: exit status 3',
      }),
    )
    expect(told(await invoke({ FunctionName: 'ignores-deadline', Payload: '60000' }))).toEqual(
      failed({
        errorType: 'Sandbox.Timedout',
        errorMessage: 'RequestId: ID Error: Task timed out after 0.25 seconds',
      }),
    )
    expect(told(await invoke({ FunctionName: 'ignores-deadline', Payload: '1' }))).toEqual(answered(1))
  })

  test('invokes in the background, and asks only whether it could', async () => {
    const event = await invoke({ FunctionName: 'shop-upper', InvocationType: 'Event', Payload: '"later"' })
    expect(told(event)).toEqual({ StatusCode: 202, Payload: '' })
    const [result] = await upper.eventResults()
    expect(result?.Payload.transformToString()).toBe('"LATER"')
    const last = upper.lastInvocation?.requestId
    expect(last).toBe(event.$metadata.requestId)
    expect(told(await invoke({ FunctionName: 'shop-upper', InvocationType: 'DryRun', Payload: '"dry"' }))).toEqual({
      StatusCode: 204,
      Payload: '',
    })
    expect(upper.lastInvocation?.requestId).toBe(last)
  })

  test('gets each of 40 answers that it asked for at once', async () => {
    const asked = Array.from({ length: 40 }, (_, n) => n)
    const answers = await Promise.all(asked.map((n) => invoke({ FunctionName: 'echo', Payload: String(n) })))
    expect(answers.map((answer) => Number(answer.Payload?.transformToString()))).toEqual(asked)
  })

  test('is told what AWS refuses, and its connections go on', async () => {
    const refused = async (input: InvokeCommandInput) => {
      const { name, message, $metadata } = await failureOf<ResourceNotFoundException>(invoke(input))
      return [name, message, $metadata.httpStatusCode, $metadata.attempts]
    }
    const FunctionName = 'echo'
    for (const bytes of [6_291_457, 20_000_000]) {
      expect(await refused({ FunctionName, Payload: new Uint8Array(bytes) })).toEqual([
        'RequestEntityTooLargeException',
        `${bytes} byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)`,
        413,
        1,
      ])
    }
    expect((await refused({ FunctionName, Payload: '{' })).slice(0, 1)).toEqual(['InvalidRequestContentException'])
    expect(await refused({ FunctionName, TenantId: 'blue' })).toEqual([
      'InvalidParameterValueException',
      'TenantId is given, and the function is not configured for it',
      400,
      1,
    ])
    expect(told(await invoke({ FunctionName, Payload: '"well"' }))).toEqual(answered('well'))
  })

  test('is refused where every environment is busy, and sends again as it does on AWS', async () => {
    await busy.start()
    const first = busy.invoke(2_000)
    const request = new InvokeCommand({ FunctionName: 'busy', Payload: '1' })
    const impatient = new LambdaClient({ maxAttempts: 1 })
    const error = await failureOf<TooManyRequestsException>(impatient.send(request))
    expect(error).toBeInstanceOf(TooManyRequestsException)
    expect([error.message, error.Type, error.Reason, error.$metadata.httpStatusCode]).toEqual([
      'Rate Exceeded.',
      'User',
      'ReservedFunctionConcurrentInvocationLimitExceeded',
      429,
    ])
    const patient = new LambdaClient({ maxAttempts: 50 })
    const answer = await patient.send(request)
    expect(told(answer)).toEqual(answered(2))
    expect(answer.$metadata.attempts).toBeGreaterThan(1)
    expect(await first).toBe(1)
    impatient.destroy()
    patient.destroy()
  })

  test('is told of what has no counterpart on AWS at once', async () => {
    const error = await failureOf<ResourceConflictException>(invoke({ FunctionName: 'broken' }))
    expect(error).toBeInstanceOf(ResourceConflictException)
    expect(error.message).toContain('GoBuildError')
    expect(error.$metadata.attempts).toBe(1)
    const gone = await failureOf<ResourceConflictException>(invoke({ FunctionName: 'gone' }))
    expect([gone.name, gone.$metadata.httpStatusCode, gone.$metadata.attempts]).toEqual([
      'ResourceConflictException',
      409,
      1,
    ])
    expect(gone.message).toContain('has been stopped')
  })
})
