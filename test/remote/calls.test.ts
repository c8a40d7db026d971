import type { ServerResponse } from 'node:http'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createFunction, type TestedFunction } from '../../src/harness/create-function.ts'
import type { GoLambdaOptions } from '../../src/harness/index.ts'
import type { LambdaRemoteError } from '../../src/remote/remote-error.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { arnOf, fakeAccount, place, setAll, withVariables } from './cloud.ts'
import { type FakeCloud, fakeCloud } from './event-stream.ts'

workshop()
withVariables(() => ({ ...fakeAccount, AWS_ENDPOINT_URL_LAMBDA: undefined, AWS_MAX_ATTEMPTS: '5' }))

let cloud: FakeCloud
let answer: (response: ServerResponse) => void
const made: TestedFunction[] = []
const said: string[] = []

const requestId = '8f5a0c1e-0000-4000-8000-0123456789ab'
const says = (status: number, name: string, message: string) => (response: ServerResponse) => {
  response.writeHead(status, { 'x-amzn-ErrorType': name, 'x-amzn-RequestId': requestId })
  response.end(JSON.stringify({ Message: message, message }))
}
const answers = (text: string) => (response: ServerResponse) => {
  response.writeHead(200, { 'x-amzn-RequestId': requestId })
  response.end(text)
}

beforeEach(async () => {
  answer = answers('"fine"')
  cloud = await fakeCloud((_, response) => answer(response))
  setAll({ AWS_ENDPOINT_URL_LAMBDA: cloud.url })
  said.splice(0)
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text).replaceAll(cloud.url.slice('http://'.length), '<cloud>'))
    return true
  })
})
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  await Promise.all(made.splice(0).map((lambda) => lambda.stop()))
  setAll({ ...fakeAccount, AWS_ENDPOINT_URL_LAMBDA: undefined })
  await cloud.stop()
})

function remote(name: string, options: GoLambdaOptions = {}): TestedFunction {
  const lambda = createFunction(`./cmd/${name}`, { ...options, target: arnOf(name) }, place)
  made.push(lambda)
  return lambda
}

const refusal = async (name: string) => {
  const error = await failureOf<LambdaRemoteError>(remote(name).invoke({}))
  expect(error.code).toBe('LAMBDA_REMOTE')
  return error
}

describe('a call is sent once', () => {
  test.each([
    [500, 'ServiceException', 'internal'],
    [503, 'ServiceUnavailable', 'later'],
    [502, 'EC2UnexpectedException', 'network'],
  ])('whatever AWS answers: %i %s', async (status, name, message) => {
    answer = says(status, name, message)
    const error = await refusal('fn')
    expect([error.exceptionName, error.statusCode, error.requestId]).toEqual([name, status, requestId])
    expect(error.message).toContain(`(HTTP ${status}, request id ${requestId})\n  | ${message}\n  → `)
    expect(cloud.requests).toHaveLength(1)
  })

  test('also where the line breaks', async () => {
    answer = (response) => response.destroy()
    const error = await refusal('fn')
    expect(error.message).toContain('could not be invoked')
    expect(error.message).toContain('it may have run and is not sent again')
    expect(cloud.requests).toHaveLength(1)
  })

  test('also when throttled', async () => {
    answer = says(429, 'TooManyRequestsException', 'Rate Exceeded.')
    expect(await failureOf(remote('fn').invoke({}))).toMatchObject({ code: 'LAMBDA_TOO_MANY_REQUESTS', reason: '' })
    expect(cloud.requests).toHaveLength(1)
  })
})

describe('what keeps a function from being invoked comes with a next step', () => {
  test('no credentials: known before anything is sent', async () => {
    setAll({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined })
    const lambda = remote('fn')
    const error = await failureOf<LambdaRemoteError>(lambda.prepare())
    expect(error.exceptionName).toBe('CredentialsProviderError')
    expect(error.message).toBe(
      `./cmd/fn (${arnOf('fn')}) could not be invoked: CredentialsProviderError
  | Could not load credentials from any providers
  → sign in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; aws sts get-caller-identity says whether they work`,
    )
    expect([cloud.requests.length, said]).toEqual([0, []])
    setAll(fakeAccount)
    expect(await lambda.invoke({})).toBe('fine')
  })

  test.each([
    [403, 'AccessDeniedException', `allow this identity lambda:InvokeFunction on ${arnOf('fn')}`],
    [403, 'ExpiredTokenException', 'AWS does not take these credentials (any more): sign in again'],
    [403, 'UnrecognizedClientException', 'AWS does not take these credentials (any more): sign in again'],
    [403, 'InvalidSignatureException', "AWS does not take the signature: see that this machine's clock is right"],
    [404, 'ResourceNotFoundException', 'look at the ARN: account 123456789012, region eu-west-1'],
    [400, 'InvalidRuntimeException', "AWS's own message above says why"],
  ])('%i %s', async (status, name, step) => {
    answer = says(status, name, 'so it is')
    const error = await refusal('fn')
    expect(error.exceptionName).toBe(name)
    expect(error.message).toContain(`\n  | so it is\n  → ${step}`)
  })

  test('nobody there', async () => {
    await cloud.stop()
    const error = await refusal('fn')
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.message).toContain('see whether lambda.eu-west-1.amazonaws.com can be reached from here (proxy, VPN)')
  })

  test('an error that is no JSON is shown as it is', async () => {
    answer = (response) => {
      response.writeHead(200, { 'x-amzn-RequestId': requestId, 'X-Amz-Function-Error': 'Unhandled' })
      response.end('what?')
    }
    expect(await failureOf(remote('fn').invoke({}))).toMatchObject({
      code: 'LAMBDA_FUNCTION_ERROR',
      errorType: 'Unhandled',
      errorMessage: 'what?',
      requestId,
    })
  })

  test('the older form of a timeout is one, too', async () => {
    answer = (response) => {
      response.writeHead(200, { 'x-amzn-RequestId': requestId, 'X-Amz-Function-Error': 'Unhandled' })
      response.end(`{"errorMessage":"2026-11-24T10:00:03.000Z ${requestId} Task timed out after 3.00 seconds"}`)
    }
    expect(await failureOf(remote('fn').invoke({}))).toMatchObject({ code: 'LAMBDA_TIMEOUT' })
  })
})

describe('a request', () => {
  test('is signed for the region of the ARN, in real time, whatever region and date there are', async () => {
    setAll({ AWS_REGION: 'us-west-2' })
    vi.useFakeTimers({ now: new Date('2001-02-03'), toFake: ['Date'] })
    await remote('fn').invoke({})
    vi.useRealTimers()
    const { authorization = '', 'x-amz-date': date = '' } = cloud.requests[0]?.headers ?? {}
    expect(authorization).toContain(`/${new Date().toISOString().slice(0, 10).replaceAll('-', '')}/eu-west-1/lambda/`)
    expect(String(date).slice(0, 4)).toBe(String(new Date().getFullYear()))
  })

  test('carries trace id, log type and qualifier, and asks for the function by its whole ARN', async () => {
    await remote('fn').invoke({}, { traceId: 'Root=1-00000000-000000000000000000000000', qualifier: 'live' })
    expect(cloud.requests[0]?.url).toBe(
      `/2015-03-31/functions/${encodeURIComponent(arnOf('fn'))}/invocations?Qualifier=live`,
    )
    expect(cloud.requests[0]?.headers).toMatchObject({
      'x-amzn-trace-id': 'Root=1-00000000-000000000000000000000000',
      'x-amz-log-type': 'Tail',
    })
  })

  test('goes where it went first, with the credentials it had then, also when an endpoint is opened later', async () => {
    const lambda = remote('fn')
    await lambda.prepare()
    setAll({ AWS_ENDPOINT_URL_LAMBDA: 'http://127.0.0.1:1', AWS_ACCESS_KEY_ID: 'ANOTHER' })
    expect(await lambda.invoke({})).toBe('fine')
    expect(cloud.requests[0]?.headers.authorization).toContain(`Credential=${fakeAccount.AWS_ACCESS_KEY_ID}/`)
  })
})

describe('a run says', () => {
  test('once what it calls, and once which options do nothing there', async () => {
    const options = { env: { TABLE: 'orders' }, memorySizeMb: 512, functionName: 'mine', integers: 'string' } as const
    for (const lambda of [remote('told', options), remote('told', options)]) await lambda.invoke({})
    await remote('told', { build: { tags: ['x'] } }).invoke({})
    expect(said).toEqual([
      'use-go-lambda: this run calls the deployed function told (account 123456789012, region eu-west-1, at <cloud>) with your AWS credentials\n',
      'use-go-lambda: env, memorySizeMb of ./cmd/told have no effect on the deployed function told\n',
      'use-go-lambda: build of ./cmd/told has no effect on the deployed function told\n',
    ])
  })
})
