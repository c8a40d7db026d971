import { describe, expect, it } from 'vitest'
import { sampleEvent } from '../../src/events/index.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()

describe('a function in Go takes the sample of', () => {
  it('sqs, and gives back the messages that failed', async () => {
    const orders = [{ orderId: 'o-1', quantity: 2 }, { orderId: 'o-2' }, 'no order']
    const event = sampleEvent('sqs', { Records: orders.map((body) => ({ body })) })
    const { response, logs } = await shop.lambda('sqs-batch').invokeDetailed(event)
    const failed = event.Records.slice(1).map(({ messageId }) => ({ itemIdentifier: messageId }))
    expect(response).toEqual({ batchItemFailures: failed })
    expect(logs).toContain('order o-1: packed 2')
  })

  it('s3, with the key decoded', async () => {
    const { Records } = sampleEvent('s3', {
      Records: [{}, { s3: { bucket: { name: 'holiday' }, object: { urlDecodedKey: 'at the sea/é.jpg', size: 7 } } }],
    })
    expect(await shop.lambda('s3-event').invoke({ Records })).toEqual({
      jobs: [
        {
          source: 's3://holiday/at the sea/é.jpg',
          target: 's3://holiday-thumbnails/at the sea/é.jpg',
          bytes: 7,
          createdAt: '2024-05-14T09:30:00.000Z',
        },
      ],
      skipped: ['invoices/May 2024/o-1.pdf'],
    })
  })

  it('sns, with a message as JSON and an attribute', async () => {
    const event = sampleEvent('sns', {
      Records: [
        {
          Sns: {
            Message: { orderId: 'o-7', status: 'lost' },
            MessageAttributes: { channel: { Type: 'String', Value: 'email' } },
          },
        },
      ],
    })
    expect(await shop.lambda('sns-fanout').invoke(event)).toEqual([
      { messageId: event.Records[0].Sns.MessageId, channel: 'email', text: 'Order shipped: order o-7 is lost' },
    ])
  })

  it('dynamodb, with images of its own', async () => {
    const event = sampleEvent('dynamodb', {
      Records: [
        {
          eventName: 'MODIFY',
          dynamodb: {
            Keys: { pk: { S: 'p-1' } },
            OldImage: { pk: { S: 'p-1' }, n: { N: '1' } },
            NewImage: { pk: { S: 'p-1' }, n: { N: '2' } },
          },
        },
        {},
      ],
    })
    expect(await shop.lambda('dynamodb-stream').invoke(event)).toEqual({
      changes: [{ key: 'p-1', event: 'MODIFY', changed: ['n'] }],
      batchItemFailures: [{ itemIdentifier: event.Records[1]?.dynamodb.SequenceNumber }],
    })
  })

  it('apigateway and apigateway-v2, with one set of routes', async () => {
    const api = shop.lambda('api-router')
    const note = { title: 'tea', tags: ['shop'] }
    const created = { statusCode: 201, body: expect.stringContaining('"title":"tea"') }
    expect(await api.invoke(sampleEvent('apigateway', { path: '/notes', body: note }))).toMatchObject(created)
    const body = Buffer.from(JSON.stringify(note))
    expect(await api.invoke(sampleEvent('apigateway-v2', { rawPath: '/notes', body }))).toMatchObject(created)
    const found = sampleEvent('apigateway-v2', { routeKey: 'GET /notes', queryStringParameters: { tag: 'shop' } })
    expect(await api.invoke(found)).toMatchObject({ statusCode: 200, body: expect.stringContaining('"tea"') })
  })

  it('eventbridge-scheduled and both kinds of authorizer', async () => {
    expect(await shop.lambda('eventbridge-rule').invoke(sampleEvent('eventbridge-scheduled'))).toEqual(
      expect.stringMatching(/^2024-05-14T09:30:00Z: swept/),
    )
    const authoriser = shop.lambda('custom-authoriser')
    for (const source of ['apigateway-authorizer-token', 'apigateway-authorizer-request'] as const) {
      const overrides = { authorizationToken: 'Bearer allow-daniel', headers: { authorization: 'Bearer allow-daniel' } }
      expect(await authoriser.invoke(sampleEvent(source, overrides))).toHaveProperty('principalId', 'daniel')
    }
  })
})
