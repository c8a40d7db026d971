import { valueAt } from '../link-fields.ts'
import type { SampleSource } from '../sample-source.ts'
import { both, multiValued, rawQuery } from './http-links.ts'
import { routeLinks } from './route-links.ts'

const api = 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5'
const methodArn = `${api}/prod/GET/orders`

const token = (): SampleSource<'apigateway-authorizer-token'> => ({
  sample: { type: 'TOKEN', authorizationToken: 'Bearer token-1', methodArn },
})

const headers = {
  Accept: 'application/json',
  Authorization: 'Bearer token-1',
  Host: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
  'User-Agent': 'curl/8.5.0',
  'X-Forwarded-For': '192.0.2.1',
}

const request = (): SampleSource<'apigateway-authorizer-request'> => ({
  sample: {
    type: 'REQUEST',
    methodArn,
    resource: '/orders',
    path: '/orders',
    httpMethod: 'GET',
    headers,
    multiValueHeaders: Object.fromEntries(
      Object.entries(headers).map(([name, value]): [string, [string]] => [name, [value]]),
    ),
    queryStringParameters: { page: '2' },
    multiValueQueryStringParameters: { page: ['2'] },
    pathParameters: {},
    stageVariables: { tableName: 'orders' },
    requestContext: {
      path: '/prod/orders',
      accountId: '123456789012',
      resourceId: 'abc123',
      stage: 'prod',
      requestId: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
      identity: {
        sourceIp: '192.0.2.1',
        clientCert: {
          clientCertPem: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIBATAKBg==\n-----END CERTIFICATE-----',
          subjectDN: 'CN=client.example.com',
          issuerDN: 'CN=ca.example.com',
          serialNumber: '01:23:45:67:89:ab:cd:ef',
          validity: { notBefore: 'May 14 09:30:00 2024 GMT', notAfter: 'May 14 09:30:00 2034 GMT' },
        },
      },
      resourcePath: '/orders',
      httpMethod: 'GET',
      apiId: 'a1b2c3d4e5',
    },
  },
  whole: ['queryStringParameters', 'multiValueQueryStringParameters', 'pathParameters', 'stageVariables'],
  anyCase: ['headers', 'multiValueHeaders'],
  links: [
    ...multiValued('headers', 'multiValueHeaders'),
    ...multiValued('queryStringParameters', 'multiValueQueryStringParameters'),
    ...both('httpMethod', 'requestContext.httpMethod'),
    ...both('resource', 'requestContext.resourcePath'),
    { from: 'path', to: 'requestContext.path', by: (path) => `/prod${path}` },
    { from: 'httpMethod', to: 'methodArn', by: (_, { event }) => methodArnOf(event) },
    { from: 'path', to: 'methodArn', by: (_, { event }) => methodArnOf(event) },
  ],
})

const v2 = (): SampleSource<'apigateway-v2-authorizer'> => ({
  sample: {
    version: '2.0',
    type: 'REQUEST',
    routeArn: `${api}/$default/GET/orders`,
    identitySource: ['Bearer token-1'],
    routeKey: 'GET /orders',
    rawPath: '/orders',
    rawQueryString: 'page=2',
    cookies: ['theme=dark', 'session=s-1'],
    headers: {
      accept: 'application/json',
      authorization: 'Bearer token-1',
      host: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      'user-agent': 'curl/8.5.0',
      'x-forwarded-for': '192.0.2.1',
    },
    queryStringParameters: { page: '2' },
    requestContext: {
      accountId: '123456789012',
      apiId: 'a1b2c3d4e5',
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      domainPrefix: 'a1b2c3d4e5',
      http: {
        method: 'GET',
        path: '/orders',
        protocol: 'HTTP/1.1',
        sourceIp: '192.0.2.1',
        userAgent: 'curl/8.5.0',
      },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: 'GET /orders',
      stage: '$default',
      time: '14/May/2024:09:30:00 +0000',
      timeEpoch: 1715679000000,
    },
    stageVariables: { tableName: 'orders' },
  },
  whole: ['queryStringParameters', 'pathParameters', 'stageVariables'],
  anyCase: ['headers'],
  links: [
    ...rawQuery,
    ...routeLinks,
    { from: 'routeKey', to: 'routeArn', by: routeArnOf },
    { from: 'headers.authorization', to: 'identitySource', by: (token) => [token] },
  ],
})

const appsync = (): SampleSource<'appsync-authorizer'> => ({
  sample: {
    authorizationToken: 'token-1',
    requestContext: {
      apiId: 'abcdefghijklmnopqrstuvwxyz',
      accountId: '123456789012',
      requestId: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
      queryString: 'query GetOrder($id: ID!) { getOrder(id: $id) { id total } }',
      operationName: 'GetOrder',
      variables: { id: 'o-1' },
    },
  },
  whole: ['requestContext.variables'],
})

function methodArnOf(event: unknown): string {
  return `${api}/prod/${valueAt(event, 'httpMethod')}${valueAt(event, 'path')}`
}

function routeArnOf(routeKey: unknown): string | undefined {
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(String(routeKey)) ?? []
  return method === undefined ? undefined : `${api}/$default/${method}${path}`
}

/** Questions whether a caller may. */
export const authorizerSources = {
  'apigateway-authorizer-request': request,
  'apigateway-authorizer-token': token,
  'apigateway-v2-authorizer': v2,
  'appsync-authorizer': appsync,
}
