import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { typesProgram } from './types-program.ts'

const program = typesProgram()
const root = resolve(import.meta.dirname, '../lambdas-types-public')

const proxy = '(events.APIGatewayProxyRequest) events.APIGatewayProxyResponse'
const found = {
  'api-proxy-http': [
    '(*github.com/awslabs/aws-lambda-go-api-proxy/httpadapter.HandlerAdapterV2).ProxyWithContext adapterv2.go:33 (events.APIGatewayV2HTTPRequest) events.APIGatewayV2HTTPResponse',
  ],
  'api-proxy-chi': [`main.Handler main.go:19 ${proxy}`],
  'api-proxy-gorilla': [
    '(*github.com/awslabs/aws-lambda-go-api-proxy/gorillamux.GorillaMuxAdapter).ProxyWithContext adapter.go:42 (core.SwitchableAPIGatewayRequest) *core.SwitchableAPIGatewayResponse',
  ],
  lambdaurl: [
    'github.com/aws/aws-lambda-go/lambdaurl.Wrap.func1 http_handler.go:106 (*events.LambdaFunctionURLRequest) *events.LambdaFunctionURLStreamingResponse',
  ],
  'custom-resource': ['github.com/aws/aws-lambda-go/cfn.lambdaWrapWithClient.func1 wrap.go:28 (cfn.Event) string'],
  'apex-gateway': [`(*github.com/apex/gateway.Gateway).Invoke gateway.go:21 ${proxy}`],
  'otel-function': ['(*main.handler).handle main.go:24 (events.Notification) events.Delivery'],
  'otel-handler': ['main.logged[...].func1 main.go:17 (*events.Notification) events.Delivery'],
  datadog: ['main.handle main.go:12 (events.Notification) events.Delivery'],
  'datadog-handler': ['main.handle main.go:12 (events.Notification)'],
  'new-relic': ['main.handle main.go:9 (events.Notification) events.Delivery'],
  'start-for-one-event': ['github.com/nguyengg/golambda/dynamodbevent.Start.func1 start.go:15 (events.DynamoDBEvent)'],
  'generic-start': [
    '(*github.com/nguyengg/golambda/start.HandlerFuncOptions[...]).Start.func1 start.go:22 (events.Notification) []events.Delivery',
  ],
  'middleware-chain': [`(*github.com/apex/gateway.Gateway).Invoke gateway.go:21 ${proxy}`],
  cobra: ['main.handle main.go:17 (events.Notification) events.Delivery'],
  fx: ['(*main.handler).handle main.go:20 (events.Notification) events.Delivery'],
}

it('finds the handlers of functions as they are written with public libraries', async () => {
  expect(await program.find(root, Object.keys(found))).toEqual(
    Object.fromEntries(
      Object.entries(found).map(([name, handlers]) => [name, { handlers, unresolved: [], warnings: [] }]),
    ),
  )
})

it('says of a library that tells events apart by trying that nothing is sure', async () => {
  expect(await program.find(root, ['algnhsa'])).toEqual({
    algnhsa: {
      handlers: [],
      unresolved: [
        'algnhsa.adapter has an Invoke of its own, and what JSON that takes and gives cannot be told (algnhsa.go:23)',
      ],
      warnings: [],
    },
  })
})
