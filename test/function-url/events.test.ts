import { describe, expect, test } from 'vitest'
import { now, site } from './site.ts'

const { port, events, ask } = site()
const url = '/lambda-url/fn'

/** The event of a request. */
async function eventOf(...given: Parameters<typeof ask>): Promise<Record<string, unknown>> {
  expect((await ask(...given)).status).toBe(200)
  return events.at(-1) ?? {}
}

describe('the event of a function URL', () => {
  test('is the whole request in payload format 2.0', async () => {
    const headers = ['User-Agent', 'agent/1', 'Content-Type', 'application/json', 'X-Amzn-Trace-Id', 'Root=1-2-3']
    const { headers: answered } = await ask(`${url}/my/path?b=2&a=1&b=3`, { method: 'POST', headers, body: '{"a":1}' })
    expect(events.at(-1)).toEqual({
      version: '2.0',
      routeKey: '$default',
      rawPath: '/my/path',
      rawQueryString: 'b=2&a=1&b=3',
      headers: {
        'content-length': '7',
        'content-type': 'application/json',
        host: `127.0.0.1:${port()}`,
        'user-agent': 'agent/1',
        'x-amzn-trace-id': 'Root=1-2-3',
        'x-forwarded-for': '127.0.0.1',
        'x-forwarded-port': String(port()),
        'x-forwarded-proto': 'http',
      },
      queryStringParameters: { b: '2,3', a: '1' },
      requestContext: {
        accountId: 'anonymous',
        apiId: 'fn',
        domainName: `127.0.0.1:${port()}`,
        domainPrefix: 'fn',
        http: { method: 'POST', path: '/my/path', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'agent/1' },
        requestId: answered['x-amzn-requestid'],
        routeKey: '$default',
        stage: '$default',
        time: '12/Mar/2026:19:03:58 +0000',
        timeEpoch: now.getTime(),
      },
      body: '{"a":1}',
      isBase64Encoded: false,
    })
  })

  test('has no cookies, parameters and body where the request has none', async () => {
    const event = await eventOf(`${url}/`)
    expect(Object.keys(event).sort()).toEqual(
      ['headers', 'isBase64Encoded', 'rawPath', 'rawQueryString', 'requestContext', 'routeKey', 'version'].sort(),
    )
    expect(event['isBase64Encoded']).toBe(false)
    expect((event['headers'] as Record<string, string>)['x-amzn-trace-id']).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/)
  })

  test.each([
    [url, '/', ''],
    [`${url}?`, '/', ''],
    [`${url}/`, '/', ''],
    [`${url}//`, '//', ''],
    [`${url}/a%2Fb/%C3%BC/`, '/a%2Fb/%C3%BC/', ''],
    [`${url}/pa2%Fth/1`, '/pa2%Fth/1', ''],
    [`${url}/../x`, '/../x', ''],
    [`${url}/x?a=%20+&&b&c=?`, '/x', 'a=%20+&&b&c=?'],
    [`${url}?x=/y`, '/', 'x=/y'],
    ['/lambda-url/f%6E/x', '/x', ''],
  ])('%s has the path %s and the query %j, as they were sent', async (target, rawPath, rawQueryString) => {
    expect(await eventOf(target)).toMatchObject({
      rawPath,
      rawQueryString,
      requestContext: { http: { path: rawPath } },
    })
  })

  test.each([
    ['?multi=foo&q=1&multi=/bar', { multi: 'foo,/bar', q: '1' }],
    ['?a=%20+%2B&b=&c', { a: '  +', b: '', c: '' }],
    ['?__proto__=1&constructor=2', JSON.parse('{"__proto__":"1","constructor":"2"}')],
  ])('%s is read as parameters, repeats joined by commas', async (query, parameters) => {
    const event = await eventOf(`${url}/${query}`)
    expect(JSON.stringify(event['queryStringParameters'])).toBe(JSON.stringify(parameters))
  })

  test('has header names in small letters, repeats joined by commas, and none of the connection’s own', async () => {
    const headers = ['ExTrA', 'With WeiRd CapS', 'X-A', '1', 'x-a', '2', 'Accept', 'a/b', 'accept', 'c/d']
    const ofConnection = ['Connection', 'keep-alive, X-B', 'Keep-Alive', 'timeout=5', 'Range', 'a', 'range', 'b']
    const event = await eventOf(`${url}/`, { headers: [...headers, ...ofConnection] })
    const { 'x-amzn-trace-id': _, ...given } = event['headers'] as Record<string, string>
    expect(given).toEqual({
      accept: 'a/b,c/d',
      extra: 'With WeiRd CapS',
      host: `127.0.0.1:${port()}`,
      range: 'a,b',
      'x-a': '1,2',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-port': String(port()),
      'x-forwarded-proto': 'http',
    })
  })

  test('does not believe what a caller says of his address', async () => {
    const event = await eventOf(`${url}/`, { headers: ['X-Forwarded-For', '1.2.3.4', 'X-Forwarded-Proto', 'https'] })
    expect(event['headers']).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' })
    expect(event['requestContext']).toMatchObject({ http: { sourceIp: '127.0.0.1' } })
  })

  test('has each cookie by itself, and no Cookie header', async () => {
    const event = await eventOf(`${url}/`, { headers: ['Cookie', 'a=1; b="x; y"', 'cookie', ' c=3;', 'COOKIE', ';'] })
    expect(event['cookies']).toEqual(['a=1', 'b="x', 'y"', 'c=3'])
    expect(event['headers']).not.toHaveProperty('cookie')
  })

  test.each([
    ['text/plain', 'grüße', false],
    ['TEXT/HTML; charset=utf-8', '<p>', false],
    ['application/json', '{"ü":1}', false],
    ['application/problem+json', '{}', false],
    ['application/xml', '<a/>', false],
    ['image/svg+xml', '<svg/>', false],
    ['application/javascript', 'x', false],
    ['application/x-www-form-urlencoded', 'a=1', true],
    ['multipart/form-data; boundary=x', '--x--', true],
    ['application/octet-stream', 'x', true],
    ['application/jsonx', '{}', true],
    [undefined, 'x', true],
  ])('a body of type %s is %j, base64: %s', async (type, body, isBase64Encoded) => {
    const headers = type === undefined ? [] : ['Content-Type', type]
    const event = await eventOf(`${url}/`, { method: 'POST', headers, body })
    expect([event['body'], event['isBase64Encoded']]).toEqual([
      isBase64Encoded ? Buffer.from(body).toString('base64') : body,
      isBase64Encoded,
    ])
  })

  test('a text that is no UTF-8 comes byte for byte', async () => {
    const body = Buffer.from([0x7b, 0xff, 0x00, 0x7d])
    const event = await eventOf(`${url}/`, { method: 'PUT', headers: ['Content-Type', 'application/json'], body })
    expect([event['body'], event['isBase64Encoded']]).toEqual([body.toString('base64'), true])
  })

  test('comes by a Host of the function too, and then the path is the function’s from its begin', async () => {
    const host = `fn.localhost:${port()}`
    const event = await eventOf('/x?y=1', { host })
    expect(event).toMatchObject({ rawPath: '/x', rawQueryString: 'y=1', headers: { host } })
    expect(event['requestContext']).toMatchObject({ domainName: host, domainPrefix: 'fn', apiId: 'fn' })
    expect(await eventOf(`${url}/x`, { host })).toMatchObject({ rawPath: '/lambda-url/fn/x' })
  })

  test.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD'])('%s is a method like another', async (method) => {
    expect(await eventOf(`${url}/`, { method })).toMatchObject({ requestContext: { http: { method } } })
  })
})
