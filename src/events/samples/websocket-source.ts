import { asBody } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'
import { base64Body } from './http-links.ts'

/** A message from a client of a WebSocket API. */
export const websocketSource = (): SampleSource<'apigateway-websocket'> => ({
  sample: {
    requestContext: {
      apiId: 'a1b2c3d4e5',
      authorizer: { principalId: 'user-1' },
      connectedAt: 1715678940000,
      connectionId: 'L0SM9cOFvHcCIhw=',
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      eventType: 'MESSAGE',
      extendedRequestId: 'JKJaXmPLvHcESHA=',
      identity: { sourceIp: '192.0.2.1', userAgent: 'curl/8.5.0' },
      messageDirection: 'IN',
      messageId: 'L0SM9cOFvHcCIhx=',
      requestId: 'JKJaXmPLvHcESHA=',
      requestTime: '14/May/2024:09:30:00 +0000',
      requestTimeEpoch: 1715679000000,
      routeKey: '$default',
      stage: 'prod',
    },
    body: '{"action":"send","text":"hello"}',
    isBase64Encoded: false,
  },
  packed: { body: asBody },
  whole: ['requestContext.authorizer', 'queryStringParameters', 'multiValueQueryStringParameters'],
  anyCase: ['headers', 'multiValueHeaders'],
  links: [base64Body],
})
