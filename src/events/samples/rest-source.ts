import { asBody } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'
import { base64Body, both, multiValued } from './http-links.ts'

const headers = {
  Accept: 'application/json',
  'Content-Type': 'application/json',
  Host: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
  'User-Agent': 'curl/8.5.0',
  'X-Amzn-Trace-Id': 'Root=1-66432f18-0123456789abcdef01234567',
  'X-Forwarded-For': '192.0.2.1',
  'X-Forwarded-Port': '443',
  'X-Forwarded-Proto': 'https',
}

/** A request to a REST API with Lambda proxy integration, all paths of which go to one function. */
export const restSource = (): SampleSource<'apigateway'> => ({
  sample: {
    resource: '/{proxy+}',
    path: '/orders',
    httpMethod: 'POST',
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]): [string, [string]] => [name, [value]]),
    ),
    queryStringParameters: { dryRun: 'true' },
    multiValueQueryStringParameters: { dryRun: ['true'] },
    pathParameters: { proxy: 'orders' },
    stageVariables: { tableName: 'orders' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      authorizer: { claims: { sub: 'user-1', email: 'daniel@example.com' } },
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'a1b2c3d4e5',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      httpMethod: 'POST',
      identity: { sourceIp: '192.0.2.1', userAgent: 'curl/8.5.0' },
      path: '/prod/orders',
      protocol: 'HTTP/1.1',
      requestId: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
      requestTime: '14/May/2024:09:30:00 +0000',
      requestTimeEpoch: 1715679000000,
      resourceId: 'abc123',
      resourcePath: '/{proxy+}',
      stage: 'prod',
    },
    body: '{"sku":"tea-1","quantity":2}',
    isBase64Encoded: false,
  },
  packed: { body: asBody },
  whole: [
    'queryStringParameters',
    'multiValueQueryStringParameters',
    'pathParameters',
    'stageVariables',
    'requestContext.authorizer',
  ],
  anyCase: ['headers', 'multiValueHeaders'],
  links: [
    base64Body,
    ...multiValued('headers', 'multiValueHeaders'),
    ...multiValued('queryStringParameters', 'multiValueQueryStringParameters'),
    ...both('httpMethod', 'requestContext.httpMethod'),
    ...both('resource', 'requestContext.resourcePath'),
    { from: 'path', to: 'requestContext.path', by: (path) => `/prod${path}` },
    { from: 'path', to: 'pathParameters', by: (path) => ({ proxy: String(path).slice(1) }) },
  ],
})
