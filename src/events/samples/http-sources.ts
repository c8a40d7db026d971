import { asBody } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'
import { base64Body, both, rawQuery } from './http-links.ts'
import { restSource } from './rest-source.ts'
import { routeLinks } from './route-links.ts'
import { websocketSource } from './websocket-source.ts'

const body = '{"sku":"tea-1","quantity":2}'

const alb = (): SampleSource<'alb'> => ({
  sample: {
    httpMethod: 'POST',
    path: '/orders',
    queryStringParameters: { dryRun: 'true' },
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      host: 'orders.example.com',
      'user-agent': 'curl/8.5.0',
      'x-amzn-trace-id': 'Root=1-66432f18-0123456789abcdef01234567',
      'x-forwarded-for': '192.0.2.1',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
    },
    requestContext: {
      elb: {
        targetGroupArn: 'arn:aws:elasticloadbalancing:us-east-1:123456789012:targetgroup/orders/0123456789abcdef',
      },
    },
    body,
    isBase64Encoded: false,
  },
  packed: { body: asBody },
  whole: ['queryStringParameters', 'multiValueQueryStringParameters'],
  anyCase: ['headers', 'multiValueHeaders'],
  links: [base64Body],
})

const headers = {
  accept: 'application/json',
  'content-type': 'application/json',
  'user-agent': 'curl/8.5.0',
  'x-amzn-trace-id': 'Root=1-66432f18-0123456789abcdef01234567',
  'x-forwarded-for': '192.0.2.1',
  'x-forwarded-port': '443',
  'x-forwarded-proto': 'https',
}

const http = {
  method: 'POST',
  path: '/orders',
  protocol: 'HTTP/1.1',
  sourceIp: '192.0.2.1',
  userAgent: 'curl/8.5.0',
}

const v2 = (): SampleSource<'apigateway-v2'> => ({
  sample: {
    version: '2.0',
    routeKey: 'POST /orders',
    rawPath: '/orders',
    rawQueryString: 'dryRun=true',
    cookies: ['theme=dark', 'session=s-1'],
    headers: { ...headers, host: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com' },
    queryStringParameters: { dryRun: 'true' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      authorizer: {
        jwt: {
          claims: { iss: 'https://example.com/', sub: 'user-1', scope: 'orders:write' },
          scopes: ['orders:write'],
        },
      },
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'a1b2c3d4e5',
      http,
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: 'POST /orders',
      stage: '$default',
      time: '14/May/2024:09:30:00 +0000',
      timeEpoch: 1715679000000,
    },
    stageVariables: { tableName: 'orders' },
    body,
    isBase64Encoded: false,
  },
  packed: { body: asBody },
  whole: ['queryStringParameters', 'pathParameters', 'stageVariables', 'requestContext.authorizer'],
  anyCase: ['headers'],
  links: [base64Body, ...rawQuery, ...routeLinks],
})

const functionUrl = (): SampleSource<'function-url'> => ({
  sample: {
    version: '2.0',
    rawPath: '/orders',
    rawQueryString: 'dryRun=true',
    cookies: ['theme=dark', 'session=s-1'],
    headers: { ...headers, host: 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws' },
    queryStringParameters: { dryRun: 'true' },
    requestContext: {
      accountId: 'anonymous',
      apiId: 'abcdefghijklmnopqrstuvwxyz012345',
      domainName: 'abcdefghijklmnopqrstuvwxyz012345.lambda-url.us-east-1.on.aws',
      domainPrefix: 'abcdefghijklmnopqrstuvwxyz012345',
      http,
      requestId: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
      time: '14/May/2024:09:30:00 +0000',
      timeEpoch: 1715679000000,
    },
    body,
    isBase64Encoded: false,
  },
  packed: { body: asBody },
  whole: ['queryStringParameters', 'requestContext.authorizer'],
  anyCase: ['headers'],
  links: [base64Body, ...rawQuery, ...both('rawPath', 'requestContext.http.path')],
})

/** HTTP requests, by whichever way they come to a function. */
export const httpSources = {
  alb,
  apigateway: restSource,
  'apigateway-v2': v2,
  'apigateway-websocket': websocketSource,
  'function-url': functionUrl,
}
