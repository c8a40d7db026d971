import type { SampleSource } from '../sample-source.ts'

const s3 = (): SampleSource<'s3'> => ({
  sample: {
    Records: [
      {
        eventVersion: '2.1',
        eventSource: 'aws:s3',
        awsRegion: 'us-east-1',
        eventTime: '2024-05-14T09:30:00Z',
        eventName: 'ObjectCreated:Put',
        userIdentity: { principalId: 'AWS:AIDACKCEVSQ6C2EXAMPLE' },
        requestParameters: { sourceIPAddress: '192.0.2.1' },
        responseElements: {
          'x-amz-request-id': 'C3D13FE58DE4C810',
          'x-amz-id-2': 'FMyUVURIY8/IgAtTv8xRjskZQpcIZ9KG4V5Wp6S7S/JRWeUWerMUE5JgHvANOjpD',
        },
        s3: {
          s3SchemaVersion: '1.0',
          configurationId: 'orders',
          bucket: {
            name: 'orders-bucket',
            ownerIdentity: { principalId: 'A3NL1KOZZKEXAMPLE' },
            arn: 'arn:aws:s3:::orders-bucket',
          },
          object: {
            key: 'invoices/May+2024/o-1.pdf',
            size: 1024,
            eTag: 'd41d8cd98f00b204e9800998ecf8427e',
            versionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
            sequencer: '006643330B2A104501',
          },
        },
      },
    ],
  },
  numbered: ['Records[].s3.object.sequencer'],
  linksIn: 'Records',
  links: [
    { from: 's3.object.urlDecodedKey', to: 's3.object.key', by: encodedKey },
    { from: 's3.bucket.name', to: 's3.bucket.arn', by: (name) => `arn:aws:s3:::${name}` },
    {
      from: 's3.bucket.arn',
      to: 's3.bucket.name',
      by: (arn) => String(arn).slice(String(arn).lastIndexOf(':') + 1),
    },
  ],
})

/** As in a form: a space is `+`, and `/` stays. */
function encodedKey(key: unknown): string {
  return encodeURIComponent(String(key)).replaceAll('%2F', '/').replaceAll('%20', '+')
}

const batch = (): SampleSource<'s3-batch'> => ({
  sample: {
    invocationSchemaVersion: '2.0',
    invocationId: 'YXNkbGZqYWRmaiBhc2RmdW9hZHNmZGpmaGFzbGtkaGZza2RmaAo',
    job: {
      id: 'f3cc4f60-61f6-4a2b-8a21-d07600c373ce',
      userArguments: { mode: 'archive' },
    },
    tasks: [
      {
        taskId: 'dGFza2lkZ29lc2hlcmU0001',
        s3Key: 'invoices/o-1.pdf',
        s3VersionId: '096fKKXTRTtl3on89fVO.nfljtsv6qko',
        s3Bucket: 'orders-bucket',
      },
    ],
  },
  whole: ['job.userArguments'],
  numbered: ['tasks[].taskId'],
})

const accessPoint = 'arn:aws:s3-object-lambda:us-east-1:123456789012:accesspoint/orders-olap'

const objectLambda = (): SampleSource<'s3-object-lambda'> => ({
  sample: {
    xAmzRequestId: '1a5ed718-5f53-471d-b6fe-5cf62d88d02a',
    getObjectContext: {
      inputS3Url:
        'https://orders-ap-123456789012.s3-accesspoint.us-east-1.amazonaws.com/invoices/o-1.pdf?X-Amz-Security-Token=example',
      outputRoute: 'io-use1-001',
      outputToken: 'OutputTokenExample',
    },
    configuration: {
      accessPointArn: accessPoint,
      supportingAccessPointArn: 'arn:aws:s3:us-east-1:123456789012:accesspoint/orders-ap',
      payload: '{"watermark":true}',
    },
    userRequest: {
      url: 'https://orders-olap-123456789012.s3-object-lambda.us-east-1.amazonaws.com/invoices/o-1.pdf',
      headers: {
        Accept: '*/*',
        Host: 'orders-olap-123456789012.s3-object-lambda.us-east-1.amazonaws.com',
        'User-Agent': 'curl/8.5.0',
      },
    },
    userIdentity: {
      type: 'IAMUser',
      principalId: 'AIDACKCEVSQ6C2EXAMPLE',
      arn: 'arn:aws:iam::123456789012:user/daniel',
      accountId: '123456789012',
      accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    },
    protocolVersion: '1.00',
  },
  anyCase: ['userRequest.headers'],
})

/** What S3 tells and asks. */
export const storageSources = { s3, 's3-batch': batch, 's3-object-lambda': objectLambda }
