import { mergeSample } from '../merge-sample.ts'
import { asBase64, gzipped } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'

const dynamodb = (): SampleSource<'dynamodb'> => ({
  sample: {
    Records: [
      {
        eventID: 'c4ca4238a0b923820dcc509a6f750001',
        eventName: 'INSERT',
        eventVersion: '1.1',
        eventSource: 'aws:dynamodb',
        awsRegion: 'us-east-1',
        dynamodb: {
          ApproximateCreationDateTime: 1715679000,
          Keys: { orderId: { S: 'o-1' } },
          NewImage: {
            orderId: { S: 'o-1' },
            quantity: { N: '2' },
            paid: { BOOL: true },
            tags: { SS: ['gift', 'tea'] },
          },
          SequenceNumber: '4421584500000000017450439091',
          SizeBytes: 59,
          StreamViewType: 'NEW_AND_OLD_IMAGES',
        },
        eventSourceARN: 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2024-05-14T00:00:00.000',
      },
    ],
  },
  whole: ['Keys', 'NewImage', 'OldImage'].map((image) => `Records[].dynamodb.${image}`),
  numbered: ['Records[].eventID', 'Records[].dynamodb.SequenceNumber'],
})

const order = { orderId: 'o-1', quantity: 2 }
const sequenceNumber = '49590338271490256608559692538361571095921575989136588898'

const kinesis = (): SampleSource<'kinesis'> => ({
  sample: {
    Records: [
      {
        kinesis: {
          kinesisSchemaVersion: '1.0',
          partitionKey: 'o-1',
          sequenceNumber,
          data: String(asBase64(order)),
          approximateArrivalTimestamp: 1715679000.5,
          encryptionType: 'NONE',
        },
        eventSource: 'aws:kinesis',
        eventVersion: '1.0',
        eventID: `shardId-000000000006:${sequenceNumber}`,
        eventName: 'aws:kinesis:record',
        invokeIdentityArn: 'arn:aws:iam::123456789012:role/orders-role',
        awsRegion: 'us-east-1',
        eventSourceARN: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders',
      },
    ],
  },
  packed: { 'Records[].kinesis.data': asBase64 },
  numbered: ['Records[].eventID', 'Records[].kinesis.sequenceNumber'],
  linksIn: 'Records',
  links: [{ from: 'kinesis.sequenceNumber', to: 'eventID', by: (number) => `shardId-000000000006:${number}` }],
})

const firehose = (): SampleSource<'kinesis-firehose'> => ({
  sample: {
    invocationId: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
    deliveryStreamArn: 'arn:aws:firehose:us-east-1:123456789012:deliverystream/orders',
    sourceKinesisStreamArn: 'arn:aws:kinesis:us-east-1:123456789012:stream/orders',
    region: 'us-east-1',
    records: [
      {
        recordId: '49546986683135544286507457936321625675700192471156785154',
        approximateArrivalTimestamp: 1715679000000,
        data: String(asBase64(order)),
        kinesisRecordMetadata: {
          shardId: 'shardId-000000000000',
          partitionKey: 'o-1',
          approximateArrivalTimestamp: 1715679000000,
          sequenceNumber: '49546986683135544286507457936321625675700192471156785154',
          subsequenceNumber: 0,
        },
      },
    ],
  },
  packed: { 'records[].data': asBase64 },
  numbered: ['records[].recordId', 'records[].kinesisRecordMetadata.sequenceNumber'],
})

const logData = {
  messageType: 'DATA_MESSAGE',
  owner: '123456789012',
  logGroup: '/aws/lambda/orders',
  logStream: '2024/05/14/[$LATEST]0123456789abcdef0123456789abcdef',
  subscriptionFilters: ['errors'],
  logEvents: [
    {
      id: '38257645930163440131440131440131440131440131440131440001',
      timestamp: 1715679000000,
      message: 'ERROR order o-1: out of stock',
    },
  ],
}

const logs = (): SampleSource<'cloudwatch-logs'> => ({
  sample: { awslogs: { data: gzipped(logData) } },
  packed: {
    'awslogs.data': (given) =>
      typeof given === 'string' ? given : gzipped(mergeSample(logData, given, { numbered: ['logEvents[].id'] })),
  },
})

/** Streams of changes, records and logs. */
export const streamSources = { dynamodb, kinesis, 'kinesis-firehose': firehose, 'cloudwatch-logs': logs }
