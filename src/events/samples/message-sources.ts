import { createHash } from 'node:crypto'
import { asText } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'

const sqs = (): SampleSource<'sqs'> => ({
  sample: {
    Records: [
      {
        messageId: '059f36b4-87a3-44ab-83d2-661975830001',
        receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0001',
        body: '{"orderId":"o-1","quantity":2}',
        attributes: {
          ApproximateReceiveCount: '1',
          SentTimestamp: '1715678999000',
          SenderId: 'AIDACKCEVSQ6C2EXAMPLE',
          ApproximateFirstReceiveTimestamp: '1715679000000',
        },
        messageAttributes: {},
        md5OfBody: '906c84bd67ec85932d5277184879ecb5',
        eventSource: 'aws:sqs',
        eventSourceARN: 'arn:aws:sqs:us-east-1:123456789012:orders',
        awsRegion: 'us-east-1',
      },
    ],
  },
  packed: { 'Records[].body': asText },
  numbered: ['Records[].messageId', 'Records[].receiptHandle'],
  linksIn: 'Records',
  links: [{ from: 'body', to: 'md5OfBody', by: (body) => createHash('md5').update(String(body)).digest('hex') }],
})

const sns = (): SampleSource<'sns'> => ({
  sample: {
    Records: [
      {
        EventVersion: '1.0',
        EventSubscriptionArn: 'arn:aws:sns:us-east-1:123456789012:orders:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55',
        EventSource: 'aws:sns',
        Sns: {
          SignatureVersion: '1',
          Timestamp: '2024-05-14T09:30:00Z',
          Signature: 'c2FtcGxlIHNpZ25hdHVyZQ==',
          SigningCertUrl: 'https://sns.us-east-1.amazonaws.com/SimpleNotificationService-example.pem',
          MessageId: '95df01b4-ee98-5cb9-9903-4c221d410001',
          Message: '{"orderId":"o-1","status":"shipped"}',
          MessageAttributes: {},
          Type: 'Notification',
          UnsubscribeUrl:
            'https://sns.us-east-1.amazonaws.com/?Action=Unsubscribe&SubscriptionArn=arn:aws:sns:us-east-1:123456789012:orders:2bcfbf39-05c3-41de-beaa-fcfcc21c8f55',
          TopicArn: 'arn:aws:sns:us-east-1:123456789012:orders',
          Subject: 'Order shipped',
        },
      },
    ],
  },
  packed: { 'Records[].Sns.Message': asText },
  numbered: ['Records[].Sns.MessageId'],
})

const passed = { status: 'PASS' }

const ses = (): SampleSource<'ses'> => ({
  sample: {
    Records: [
      {
        eventVersion: '1.0',
        eventSource: 'aws:ses',
        ses: {
          mail: {
            timestamp: '2024-05-14T09:30:00Z',
            source: 'daniel@example.com',
            messageId: 'o3vrnil0e2ic28trm7dfhrc2v0clambda4nbp0001',
            destination: ['orders@example.com'],
            headersTruncated: false,
            headers: [
              { name: 'From', value: 'Daniel <daniel@example.com>' },
              { name: 'To', value: 'orders@example.com' },
              { name: 'Subject', value: 'My order' },
              { name: 'Content-Type', value: 'text/plain; charset=UTF-8' },
            ],
            commonHeaders: {
              returnPath: 'daniel@example.com',
              from: ['Daniel <daniel@example.com>'],
              date: 'Tue, 14 May 2024 09:30:00 +0000',
              to: ['orders@example.com'],
              messageId: '<0123456789@example.com>',
              subject: 'My order',
            },
          },
          receipt: {
            timestamp: '2024-05-14T09:30:00Z',
            processingTimeMillis: 574,
            recipients: ['orders@example.com'],
            spamVerdict: { ...passed },
            virusVerdict: { ...passed },
            spfVerdict: { ...passed },
            dkimVerdict: { ...passed },
            dmarcVerdict: { ...passed },
            dmarcPolicy: 'reject',
            action: {
              type: 'Lambda',
              functionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
              invocationType: 'Event',
            },
          },
        },
      },
    ],
  },
  numbered: ['Records[].ses.mail.messageId'],
})

/** Messages and mail. */
export const messageSources = { ses, sns, sqs }
