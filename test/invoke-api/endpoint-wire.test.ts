import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EndpointInput } from '../../src/invoke-api/endpoint-target.ts'
import { type Endpoint, startEndpoint } from '../../src/invoke-api/index.ts'
import { type RawAnswer, rawRequest } from './raw-request.ts'

/** What reached the function, in order. */
const seen: EndpointInput[] = []
let endpoint: Endpoint

beforeAll(async () => {
  endpoint = await startEndpoint((name) => {
    if (name !== 'echo') return undefined
    return {
      async send(input) {
        seen.push(input)
        return { StatusCode: 200, Payload: input.Payload, ExecutedVersion: '$LATEST' }
      },
    }
  })
})
afterAll(() => endpoint.stop())

const invokeEcho = 'POST /2015-03-31/functions/echo/invocations HTTP/1.1'

function ask(first: string, headers: readonly string[] = [], body = '{}'): Promise<RawAnswer> {
  const host = `Host: 127.0.0.1:${endpoint.port}`
  return rawRequest(endpoint.port, [first, host, ...headers, `Content-Length: ${body.length}`], body)
}

/** What is told of an answer: status, exception, body. */
function told({ status, headers, body }: RawAnswer): unknown[] {
  return [status, headers['x-amzn-errortype'], body === '' ? '' : JSON.parse(body)]
}

describe('an endpoint answers programs of this machine only', () => {
  test('a request as an SDK sends it is answered, also by the name localhost', async () => {
    expect(told(await ask(invokeEcho))).toEqual([200, undefined, {}])
    const localhost = [invokeEcho, `Host: localhost:${endpoint.port}`, 'Content-Length: 1']
    expect(told(await rawRequest(endpoint.port, localhost, '7'))).toEqual([200, undefined, 7])
  })

  const refused = (why: string) => [
    403,
    'AccessDeniedException',
    { message: `${why}: this endpoint serves programs of this machine only` },
  ]

  test.each([
    ['evil.example', '"evil.example"'],
    ['evil.example:PORT', '"evil.example:PORT"'],
    ['127.0.0.1', '"127.0.0.1"'],
    ['127.0.0.1:1', '"127.0.0.1:1"'],
    ['127.0.0.1:PORT.evil.example', '"127.0.0.1:PORT.evil.example"'],
    ['127.0.0.1:PORT@evil.example', '"127.0.0.1:PORT@evil.example"'],
    ['echo.localhost:PORT', '"echo.localhost:PORT"'],
    ['127.0.0.1:PORT\r\nHost: evil.example', '"127.0.0.1:PORT","evil.example"'],
    ['', '""'],
  ])('a request with the Host header %j is refused', async (host, shown) => {
    const port = String(endpoint.port)
    const before = seen.length
    const lines = [invokeEcho, `Host: ${host.replace('PORT', port)}`, 'Content-Length: 2']
    const answer = await rawRequest(endpoint.port, lines, '{}')
    expect(told(answer)).toEqual(refused(`the Host header is ${shown.replace('PORT', port)}, not 127.0.0.1:${port}`))
    expect(seen.length).toBe(before)
  })

  test('a request without a Host header is refused', async () => {
    const answer = await rawRequest(endpoint.port, [invokeEcho.replace('1.1', '1.0'), 'Content-Length: 2'], '{}')
    expect(told(answer)).toEqual(refused(`the Host header is missing, not 127.0.0.1:${endpoint.port}`))
    const newer = await rawRequest(endpoint.port, [invokeEcho, 'Content-Length: 2', 'Connection: close'], '{}')
    expect(newer.status).toBe(400)
  })

  test.each(['https://evil.example', 'null', 'http://127.0.0.1:PORT', ''])(
    'a request with the header Origin: %s is refused',
    async (origin) => {
      const before = seen.length
      const answer = await ask(invokeEcho, [`Origin: ${origin.replace('PORT', String(endpoint.port))}`])
      expect(told(answer)).toEqual(refused('the request has an Origin header, as those of web pages have'))
      expect(seen.length).toBe(before)
    },
  )

  test.each(['cross-site', 'same-site', 'same-origin'])(
    'a request with the header Sec-Fetch-Site: %s is refused',
    async (site) => {
      const before = seen.length
      const answer = await ask(invokeEcho, [`Sec-Fetch-Site: ${site}`, 'Content-Type: text/plain'])
      expect(told(answer)).toEqual(refused(`the request says Sec-Fetch-Site: ${site}, as those of web pages do`))
      expect(seen.length).toBe(before)
    },
  )
})

describe('an endpoint reads paths', () => {
  const region = 'arn:aws:lambda:us-east-1:123456789012:function'

  test.each([
    ['echo', undefined],
    ['echo:live', 'live'],
    ['echo%3A%24LATEST', '$LATEST'],
    ['function:echo', undefined],
    ['123456789012:function:echo:3', '3'],
    [encodeURIComponent(`${region}:echo`), undefined],
    [`${region}:echo:live`, 'live'],
    [`${region}:echo:live`, 'live', '?Qualifier=live'],
    ['echo', 'live', '?Qualifier=live'],
    ['echo', '$LATEST', '?a=1&Qualifier=%24LATEST'],
    ['echo', undefined, '?Qualifier='],
  ])('%s is echo with the qualifier %s', async (name, qualifier, query = '') => {
    const answer = await ask(`POST /2015-03-31/functions/${name}/invocations${query} HTTP/1.1`)
    expect(answer.status).toBe(200)
    expect(seen.at(-1)?.Qualifier).toBe(qualifier)
  })

  const notFound = (message: string) => [404, 'ResourceNotFoundException', { Type: 'User', Message: message }]
  const pattern =
    '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?'
  const invalid = (name: string) => [
    400,
    'ValidationException',
    {
      message: `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
    },
  ]
  const mismatch = [
    400,
    'InvalidParameterValueException',
    { Type: 'User', message: 'The derived qualifier from the function name does not match the specified qualifier.' },
  ]

  test.each<[string, unknown[]]>([
    ['other', notFound(`Function not found: ${region}:other`)],
    ['other:live', notFound(`Function not found: ${region}:other:live`)],
    ['other/invocations?Qualifier=%24LATEST', notFound(`Function not found: ${region}:other:$LATEST`)],
    [
      'arn:aws:lambda:us-east-1:111122223333:function:other',
      notFound('Function not found: arn:aws:lambda:us-east-1:111122223333:function:other'),
    ],
    [
      'arn:aws:lambda:eu-west-1:123456789012:function:echo',
      notFound("Functions from 'eu-west-1' are not reachable in this region ('us-east-1')"),
    ],
    ['echo:live/invocations?Qualifier=test', mismatch],
    ['e%20cho', invalid('e cho')],
    ['echo%2Fother', invalid('echo/other')],
    ['..%2F..', invalid('../..')],
    ['%00', invalid('\0')],
    [encodeURIComponent('écho'), invalid('écho')],
    [encodeURIComponent('arn:aws:s3:::bucket'), invalid('arn:aws:s3:::bucket')],
  ])('%s is refused as AWS refuses it', async (name, expected) => {
    const path = name.includes('/invocations') ? name : `${name}/invocations`
    expect(told(await ask(`POST /2015-03-31/functions/${path} HTTP/1.1`))).toEqual(expected)
  })

  test('the region is that of the caller’s signature', async () => {
    const signed = [
      'Authorization: AWS4-HMAC-SHA256 Credential=KEY/20261124/eu-west-1/lambda/aws4_request, Signature=0',
    ]
    const own = 'POST /2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:echo/invocations HTTP/1.1'
    expect((await ask(own, signed)).status).toBe(200)
    expect(told(await ask(own.replace(':echo', ':other'), signed))).toEqual(
      notFound('Function not found: arn:aws:lambda:eu-west-1:123456789012:function:other'),
    )
  })

  test.each([
    'GET /2015-03-31/functions/echo/invocations',
    'OPTIONS /2015-03-31/functions/echo/invocations',
    'POST /2015-03-31/functions/echo',
    'POST /2015-03-31/functions//invocations',
    'POST /2015-03-31/functions/%/invocations',
    'POST /2015-03-31/functions/%E0%A4%A/invocations',
    'POST /2015-03-31/functions/%FF/invocations',
    'POST /2015-03-31/functions/echo/invocations/',
    'POST /2015-03-31/functions/../functions/echo/invocations',
    'POST //127.0.0.1/2015-03-31/functions/echo/invocations',
    'POST http://evil.example/2015-03-31/functions/echo/invocations',
    'POST /2014-11-13/functions/echo/invoke-async/',
    'GET /2021-11-15/functions/echo/response-streaming-invocations',
    'POST /2021-11-15/functions/echo/invocations',
    'GET /lambda-url/echo/',
    'POST *',
    'POST /',
  ])('%s is no operation that it has', async (operation) => {
    expect(told(await ask(`${operation} HTTP/1.1`))).toEqual([
      404,
      'UnknownOperationException',
      {
        message: `the endpoint of use-go-lambda answers Invoke (POST /2015-03-31/functions/NAME/invocations) and InvokeWithResponseStream only, not ${operation}`,
      },
    ])
  })

  test('what is no HTTP is not answered by a crash, and the next request is', async () => {
    const answer = await rawRequest(endpoint.port, ['\0\0 nonsense'])
    expect(answer.status).toBe(400)
    expect((await ask(invokeEcho)).status).toBe(200)
  })
})

describe('an endpoint reads bodies', () => {
  const tooLarge = (bytes: number, type: string, limit: number) => [
    413,
    'RequestEntityTooLargeException',
    {
      Type: 'User',
      message: `${bytes} byte payload is too large for the ${type} invocation type (limit ${limit} bytes)`,
    },
  ]

  test('a body that is announced too large is refused before any of it came', async () => {
    const before = seen.length
    const head = [invokeEcho, `Host: 127.0.0.1:${endpoint.port}`]
    const answer = await rawRequest(endpoint.port, [...head, 'Content-Length: 50000000000'])
    expect(told(answer)).toEqual(tooLarge(50_000_000_000, 'RequestResponse', 6_291_456))
    const event = [...head, 'X-Amz-Invocation-Type: Event', 'Content-Length: 6291457']
    expect(told(await rawRequest(endpoint.port, event))).toEqual(tooLarge(6_291_457, 'Event', 1_048_576))
    expect(seen.length).toBe(before)
  })

  test('a body without an end is refused as soon as it is too large', async () => {
    const head = [invokeEcho, `Host: 127.0.0.1:${endpoint.port}`, 'Transfer-Encoding: chunked']
    const chunk = `100000\r\n${'x'.repeat(0x10_0000)}\r\n`
    const { status, headers } = await rawRequest(endpoint.port, head, chunk.repeat(7))
    expect([status, headers['x-amzn-errortype']]).toEqual([413, 'RequestEntityTooLargeException'])
  })

  test('a body of exactly 6 MiB is taken', async () => {
    const body = JSON.stringify('x'.repeat(6_291_454))
    const answer = await ask(invokeEcho, [], body)
    expect(answer.status).toBe(200)
    expect(answer.body === body).toBe(true)
  })

  test('a client that goes away in the midst of its body is let go', async () => {
    const before = seen.length
    const socket = connect({ host: '127.0.0.1', port: endpoint.port })
    const closed = new Promise((resolve) => socket.once('close', resolve))
    const lines = [invokeEcho, `Host: 127.0.0.1:${endpoint.port}`, 'Content-Length: 100']
    await new Promise<void>((resolve) => socket.write(`${lines.join('\r\n')}\r\n\r\nhalf`, () => resolve()))
    socket.destroy()
    await closed
    expect((await ask(invokeEcho)).status).toBe(200)
    expect(seen.length).toBe(before + 1)
  })
})
