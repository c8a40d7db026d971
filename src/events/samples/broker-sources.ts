import { asBase64 } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'

const data = String(asBase64({ orderId: 'o-1', quantity: 2 }))

const kafka = (): SampleSource<'kafka'> => ({
  sample: {
    eventSource: 'aws:kafka',
    eventSourceArn: 'arn:aws:kafka:us-east-1:123456789012:cluster/orders/751d2973-a626-431c-9d4e-d7975eb44dd7-2',
    bootstrapServers: 'b-1.orders.example.com:9092,b-2.orders.example.com:9092',
    records: {
      'orders-0': [
        {
          topic: 'orders',
          partition: 0,
          offset: 15,
          timestamp: 1715679000000,
          timestampType: 'CREATE_TIME',
          key: String(asBase64('o-1')),
          value: data,
          headers: [{ source: [119, 101, 98] }],
        },
      ],
    },
  },
  packed: { 'records.*[].key': asBase64, 'records.*[].value': asBase64 },
  whole: ['records.*[].headers'],
  lists: ['records'],
  numbered: ['records.*[].offset'],
})

const rabbitmq = (): SampleSource<'rabbitmq'> => ({
  sample: {
    eventSource: 'aws:rmq',
    eventSourceArn: 'arn:aws:mq:us-east-1:123456789012:broker:orders:b-9bcfa592-423a-4942-879d-eb284b418fc8',
    rmqMessagesByQueue: {
      'orders::/': [
        {
          basicProperties: {
            contentType: 'application/json',
            contentEncoding: 'utf-8',
            headers: { attempt: 1 },
            deliveryMode: 1,
            priority: 0,
            correlationId: 'c-1',
            replyTo: 'answers',
            expiration: '60000',
            messageId: 'm-1',
            timestamp: 'May 14, 2024, 9:30:00 AM',
            type: 'order',
            userId: 'daniel',
            appId: 'shop',
            clusterId: 'cluster-1',
            bodySize: 30,
          },
          redelivered: false,
          data,
        },
      ],
    },
  },
  packed: { 'rmqMessagesByQueue.*[].data': asBase64 },
  whole: ['rmqMessagesByQueue.*[].basicProperties.headers'],
  lists: ['rmqMessagesByQueue'],
  numbered: ['rmqMessagesByQueue.*[].basicProperties.messageId'],
})

const activemq = (): SampleSource<'activemq'> => ({
  sample: {
    eventSource: 'aws:amq',
    eventSourceArn: 'arn:aws:mq:us-east-1:123456789012:broker:orders:b-9bcfa592-423a-4942-879d-eb284b418fc8',
    messages: [
      {
        messageID:
          'ID:b-9bcfa592-423a-4942-879d-eb284b418fc8-1.mq.us-east-1.amazonaws.com-37557-1234520418293-4:1:1:1:1',
        messageType: 'jms/text-message',
        deliveryMode: 1,
        replyTo: 'queue://answers',
        type: 'order',
        expiration: 60000,
        priority: 1,
        correlationID: 'c-1',
        redelivered: false,
        destination: { physicalName: 'orders' },
        data,
        timestamp: 1715678999000,
        brokerInTime: 1715678999500,
        brokerOutTime: 1715679000000,
        properties: { source: 'web' },
      },
    ],
  },
  packed: { 'messages[].data': asBase64 },
  whole: ['messages[].properties'],
  numbered: ['messages[].messageID'],
})

/** Message brokers. */
export const brokerSources = { activemq, kafka, rabbitmq }
