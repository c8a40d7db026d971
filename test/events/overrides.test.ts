import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { SampleEventError, type SampleEvents, sampleEvent } from '../../src/events/index.ts'

const fromBase64 = (text: string) => Buffer.from(text, 'base64').toString('utf8')

describe('overrides', () => {
  it('are merged into objects, replace other values, and remove with undefined', () => {
    const sample = sampleEvent('function-url')
    expect(
      sampleEvent('function-url', {
        cookies: ['a=1'],
        headers: { 'x-shop': 'tea', host: undefined },
        requestContext: { http: { method: 'PUT' } },
      }),
    ).toEqual({
      ...sample,
      cookies: ['a=1'],
      headers: { ...withoutHost(sample.headers), 'x-shop': 'tea' },
      requestContext: { ...sample.requestContext, http: { ...sample.requestContext.http, method: 'PUT' } },
    })
  })

  it('keep null, and values that the sample does not have', () => {
    const event = sampleEvent('apigateway', { pathParameters: null, requestContext: { identity: { user: 'u-1' } } })
    expect(event.pathParameters).toBeNull()
    expect(event.requestContext.identity).toEqual({ sourceIp: '192.0.2.1', userAgent: 'curl/8.5.0', user: 'u-1' })
  })

  it('are not held on to: neither they nor the sample change with the event', () => {
    const detail = { orderId: 'o-2', lines: [{ sku: 'tea-1' }] }
    const before = structuredClone(detail)
    const event = sampleEvent('eventbridge', { detail })
    const changed = event.detail as { lines: { sku: string }[] }
    changed.lines.push({ sku: 'tea-2' })
    expect(detail).toEqual(before)
    event.resources[0] = 'changed'
    expect(sampleEvent('eventbridge').resources).toEqual(['arn:aws:dynamodb:us-east-1:123456789012:table/orders'])
  })

  it('keep what writes its own JSON', () => {
    const amount = { cents: 100, toJSON: () => '1.00' }
    const at = new Date(0)
    expect(JSON.stringify(sampleEvent('eventbridge', { detail: { amount, at } }).detail)).toBe(
      '{"amount":"1.00","at":"1970-01-01T00:00:00.000Z"}',
    )
  })

  it('may have keys that objects have by themselves', () => {
    const overrides = JSON.parse('{"headers":{"__proto__":"x","constructor":"y"}}')
    const { headers } = sampleEvent('apigateway-v2', overrides)
    expect(JSON.stringify(headers)).toContain('"__proto__":"x","constructor":"y"')
    expect(Object.getPrototypeOf(headers)).toBe(Object.prototype)
  })

  it.each([
    ['eventbridge', { detail: { a: 1 } }, { detail: { a: 1 } }],
    ['apigateway-v2', { queryStringParameters: { page: '2' } }, { queryStringParameters: { page: '2' } }],
    [
      'apigateway-v2',
      { requestContext: { authorizer: { lambda: { user: 'u-1' } } } },
      { requestContext: { authorizer: { lambda: { user: 'u-1' } } } },
    ],
    ['dynamodb', newImage({ id: { N: '1' } }), newImage({ id: { N: '1' } })],
  ] as const)('replace what is the caller’s own in %s', (source, overrides, expected) => {
    expect(pick(sampleEvent(source as keyof SampleEvents, overrides as never), expected)).toEqual(expected)
  })
})

describe('records', () => {
  it('are as many as were given, each over the first of the sample', () => {
    const [sample] = sampleEvent('sns').Records
    expect(sampleEvent('sns', { Records: [] }).Records).toEqual([])
    const { Records } = sampleEvent('sns', { Records: [{ Sns: { Subject: 'one' } }, { EventVersion: '2' }, {}] })
    expect(Records).toMatchObject([
      { ...sample, Sns: { ...sample.Sns, Subject: 'one' } },
      { EventVersion: '2', Sns: { Message: sample.Sns.Message } },
      { EventVersion: '1.0' },
    ])
  })

  it.each([
    ['sqs', 'Records', (record: Fields) => [record['messageId'], record['receiptHandle']]],
    ['sns', 'Records', (record: Fields) => [at(record, 'Sns.MessageId')]],
    ['kinesis', 'Records', (record: Fields) => [at(record, 'kinesis.sequenceNumber'), record['eventID']]],
    ['dynamodb', 'Records', (record: Fields) => [at(record, 'dynamodb.SequenceNumber'), record['eventID']]],
    ['s3', 'Records', (record: Fields) => [at(record, 's3.object.sequencer')]],
    ['ses', 'Records', (record: Fields) => [at(record, 'ses.mail.messageId')]],
    ['kinesis-firehose', 'records', (record: Fields) => [record['recordId']]],
    ['s3-batch', 'tasks', (record: Fields) => [record['taskId']]],
    ['activemq', 'messages', (record: Fields) => [record['messageID']]],
  ] as const)('of %s are told apart', (source, list, ids) => {
    const event = sampleEvent(source as 'sqs', { [list]: Array.from({ length: 12 }, () => ({})) })
    const records = (event as unknown as Record<string, Fields[]>)[list] ?? []
    const found = records.map(ids)
    expect(found[0]).toEqual(ids((sampleEvent(source) as unknown as Record<string, Fields[]>)[list]?.[0] ?? {}))
    for (const column of found[0]?.keys() ?? []) {
      expect(new Set(found.map((row) => row[column])).size).toBe(12)
    }
  })

  it('have the id given, where one is', () => {
    const { Records } = sampleEvent('sqs', { Records: [{}, { messageId: 'm-2' }] })
    expect(Records.map(({ messageId }) => messageId)).toEqual(['059f36b4-87a3-44ab-83d2-661975830001', 'm-2'])
  })

  it('of a broker stand under the topics or queues given, and no other', () => {
    const kafka = sampleEvent('kafka', { records: { 'payments-3': [{ topic: 'payments', value: 'one' }, {}] } })
    expect(Object.keys(kafka.records)).toEqual(['payments-3'])
    expect(kafka.records['payments-3']).toMatchObject([
      { topic: 'payments', offset: 15, value: Buffer.from('one').toString('base64'), timestampType: 'CREATE_TIME' },
      { topic: 'orders', offset: 16 },
    ])
    const rabbitmq = sampleEvent('rabbitmq', { rmqMessagesByQueue: { 'q::/': [{ data: { a: 1 } }] } })
    expect(rabbitmq.rmqMessagesByQueue).toMatchObject({ 'q::/': [{ redelivered: false }] })
    expect(fromBase64(rabbitmq.rmqMessagesByQueue['q::/']?.[0].data ?? '')).toBe('{"a":1}')
  })
})

describe('what a producer sent', () => {
  it('is JSON in a body, unless it is text', () => {
    const bodies = [{ a: [1] }, 'text', '', 7, true, null].map((body) => sampleEvent('sqs', { Records: [{ body }] }))
    expect(bodies.map(({ Records }) => Records[0].body)).toEqual(['{"a":[1]}', 'text', '', '7', 'true', null])
    expect(sampleEvent('sns', { Records: [{ Sns: { Message: { a: 1 } } }] }).Records[0].Sns.Message).toBe('{"a":1}')
    expect(sampleEvent('config', { ruleParameters: { a: 1 } }).ruleParameters).toBe('{"a":1}')
    const parameters = { data: { actionConfiguration: { configuration: { UserParameters: { a: 1 } } } } }
    const job = sampleEvent('codepipeline', { 'CodePipeline.job': parameters })['CodePipeline.job']
    expect(job.data.actionConfiguration.configuration).toEqual({
      FunctionName: 'deploy-check',
      UserParameters: '{"a":1}',
    })
  })

  it('is base64 in data', () => {
    const given = [{ a: 1 }, 'grüße', Buffer.from([0, 255]), new Uint8Array([1, 2]).subarray(1)]
    const { Records } = sampleEvent('kinesis', { Records: given.map((data) => ({ kinesis: { data } })) })
    const base64 = ['eyJhIjoxfQ==', 'Z3LDvMOfZQ==', 'AP8=', 'Ag==']
    expect(Records.map(({ kinesis }) => kinesis.data)).toEqual(base64)
    const firehose = sampleEvent('kinesis-firehose', { records: given.map((data) => ({ data })) })
    expect(firehose.records.map(({ data }) => data)).toEqual(base64)
    const activemq = sampleEvent('activemq', { messages: given.map((data) => ({ data })) })
    expect(activemq.messages.map(({ data }) => data)).toEqual(base64)
  })

  it.each(['alb', 'apigateway', 'apigateway-v2', 'apigateway-websocket', 'function-url'] as const)(
    'is the body of %s, bytes as base64',
    (source) => {
      expect(sampleEvent(source, { body: { a: 1 } })).toMatchObject({ body: '{"a":1}', isBase64Encoded: false })
      expect(sampleEvent(source, { body: Buffer.from([0, 255]) })).toMatchObject({
        body: 'AP8=',
        isBase64Encoded: true,
      })
      expect(sampleEvent(source, { body: 'AP8=', isBase64Encoded: true })).toMatchObject({ isBase64Encoded: true })
    },
  )

  it('is log data, over that of the sample and packed', () => {
    const { awslogs } = sampleEvent('cloudwatch-logs', {
      awslogs: { data: { logGroup: '/aws/lambda/pay', logEvents: [{ message: 'a' }, { message: 'b' }] } },
    })
    expect(JSON.parse(gunzipSync(Buffer.from(awslogs.data, 'base64')).toString('utf8'))).toMatchObject({
      owner: '123456789012',
      logGroup: '/aws/lambda/pay',
      logEvents: [
        { id: '38257645930163440131440131440131440131440131440131440001', timestamp: 1715679000000, message: 'a' },
        { id: '38257645930163440131440131440131440131440131440131440002', timestamp: 1715679000000, message: 'b' },
      ],
    })
    expect(sampleEvent('cloudwatch-logs', { awslogs: { data: awslogs.data } }).awslogs.data).toBe(awslogs.data)
  })
})

describe('what the source makes of other fields', () => {
  it('is md5OfBody of SQS, unless it is given', () => {
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    const { Records } = sampleEvent('sqs', {
      Records: [{}, { body: 'grüße' }, { body: 'x', md5OfBody: 'wrong' }, { body: 'x', md5OfBody: undefined }],
    })
    expect(Records.map(({ md5OfBody }) => md5OfBody)).toEqual([md5(Records[0].body), md5('grüße'), 'wrong', undefined])
  })

  it('is the bucket’s ARN of S3, and the event id of Kinesis', () => {
    const [byName, byArn] = sampleEvent('s3', {
      Records: [{ s3: { bucket: { name: 'a' } } }, { s3: { bucket: { arn: 'arn:aws:s3:::b' } } }],
    }).Records
    expect(byName.s3.bucket).toMatchObject({ name: 'a', arn: 'arn:aws:s3:::a' })
    expect(byArn?.s3.bucket).toMatchObject({ name: 'b', arn: 'arn:aws:s3:::b' })
    const { Records } = sampleEvent('kinesis', { Records: [{ kinesis: { sequenceNumber: '5' } }, {}] })
    expect(Records[0].eventID).toBe('shardId-000000000006:5')
    expect(Records[1]?.eventID).toBe(`shardId-000000000006:${Records[1]?.kinesis.sequenceNumber}`)
  })

  it('is the key of S3 as it is sent, of the one that it decodes to', () => {
    const urlDecodedKey = 'café/50% + tea.pdf'
    const { object } = sampleEvent('s3', { Records: [{ s3: { object: { urlDecodedKey } } }] }).Records[0].s3
    expect(object).toMatchObject({ key: 'caf%C3%A9/50%25+%2B+tea.pdf', urlDecodedKey })
  })

  it('is the query of payload format 2.0, either way', () => {
    const asRaw = (parameters: Record<string, string> | undefined | null) =>
      sampleEvent('apigateway-v2', { queryStringParameters: parameters }).rawQueryString
    expect(asRaw({ q: 'tea & milk', page: '2' })).toBe('q=tea+%26+milk&page=2')
    expect([asRaw({}), asRaw(undefined), asRaw(null)]).toEqual(['', '', ''])
    const parsed = sampleEvent('function-url', { rawQueryString: 'tag=a&tag=b&q=x%20y' })
    expect(parsed.queryStringParameters).toEqual({ tag: 'a,b', q: 'x y' })
  })

  it.each([
    [{ routeKey: 'GET /items' }, ['GET /items', 'GET', '/items']],
    [{ routeKey: 'GET /items/{id}', pathParameters: { id: 'i-1' } }, ['GET /items/{id}', 'GET', '/items/i-1']],
    [{ routeKey: 'ANY /{proxy+}', pathParameters: { proxy: 'a/b' } }, ['ANY /{proxy+}', 'POST', '/orders']],
    [{ routeKey: '$default' }, ['$default', 'POST', '/orders']],
    [{ rawPath: '/items' }, ['POST /items', 'POST', '/items']],
    [{ requestContext: { http: { path: '/items' } } }, ['POST /items', 'POST', '/items']],
    [{ requestContext: { http: { method: 'PUT' } } }, ['PUT /orders', 'PUT', '/orders']],
    [{ rawPath: '/items', requestContext: { http: { method: 'PUT' } } }, ['PUT /items', 'PUT', '/items']],
    [{ routeKey: '$default', rawPath: '/items' }, ['$default', 'POST', '/items']],
    [{ requestContext: { routeKey: 'GET /items' } }, ['GET /items', 'GET', '/items']],
  ])('is route, method and path of an HTTP API: %j', (overrides, expected) => {
    const { routeKey, rawPath, requestContext } = sampleEvent('apigateway-v2', overrides)
    expect([routeKey, requestContext.http.method, rawPath]).toEqual(expected)
    expect([requestContext.routeKey, requestContext.http.path]).toEqual([routeKey, rawPath])
  })

  it('is what an authorizer is asked about', () => {
    const request = sampleEvent('apigateway-authorizer-request', { httpMethod: 'PUT', path: '/items' })
    expect(request).toMatchObject({
      methodArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/prod/PUT/items',
      requestContext: { httpMethod: 'PUT', path: '/prod/items' },
    })
    const v2 = sampleEvent('apigateway-v2-authorizer', { routeKey: 'PUT /items', headers: { authorization: 'b' } })
    expect(v2).toMatchObject({
      routeArn: 'arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/$default/PUT/items',
      rawPath: '/items',
      identitySource: ['b'],
      requestContext: { routeKey: 'PUT /items', http: { method: 'PUT', path: '/items' } },
    })
  })

  it('is what a REST API tells twice', () => {
    const event = sampleEvent('apigateway', {
      httpMethod: 'GET',
      path: '/items',
      headers: { accept: 'text/plain' },
      multiValueQueryStringParameters: { tag: ['a', 'b'] },
    })
    expect(event).toMatchObject({
      pathParameters: { proxy: 'items' },
      queryStringParameters: { tag: 'b' },
      requestContext: { httpMethod: 'GET', path: '/prod/items', resourcePath: '/{proxy+}' },
    })
    expect(event.headers['Accept']).toBeUndefined()
    expect(event.multiValueHeaders).toEqual(
      Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name, [value]])),
    )
    const routed = sampleEvent('apigateway', { resource: '/items/{id}', path: '/items/1', pathParameters: { id: '1' } })
    expect(routed).toMatchObject({ pathParameters: { id: '1' }, requestContext: { resourcePath: '/items/{id}' } })
    expect(sampleEvent('apigateway', { queryStringParameters: null }).multiValueQueryStringParameters).toBeNull()
  })
})

describe('a mistake', () => {
  const thrownBy = (run: () => unknown): unknown => {
    try {
      return run()
    } catch (error) {
      return error
    }
  }

  it.each([
    ['apigatewayv2', 'apigateway-v2'],
    ['SQS', 'sqs'],
    ['dynamo', 'dynamodb'],
    ['cognito-presignup', 'cognito-pre-signup'],
    ['firehose', 'kinesis-firehose'],
    ['appsync', 'appsync-authorizer'],
    ['event-bridge', 'eventbridge'],
  ])('in a name is answered with the nearest: %s', (given, meant) => {
    const error = thrownBy(() => sampleEvent(given as 'sqs'))
    expect(error).toBeInstanceOf(SampleEventError)
    expect(error).toMatchObject({ name: 'SampleEventError', code: 'SAMPLE_EVENT' })
    expect(error).toHaveProperty('message', expect.stringMatching(/\n {2}→ there are: .*apigateway, .*sqs/))
    expect(String(error)).toContain(`there is no sample event '${given}'; did you mean '${meant}'?\n`)
  })

  it.each(['xyzzy', 'toString', '', undefined])('in a name like no other is answered with all: %s', (given) => {
    expect(String(thrownBy(() => sampleEvent(given as 'sqs')))).toMatch(
      /^SampleEventError: there is no sample event ('\w*'|undefined)\n {2}→ there are: activemq, /,
    )
  })

  it('in overrides is named', () => {
    expect(String(thrownBy(() => sampleEvent('sqs', [{ body: 'x' }] as never)))).toBe(
      "SampleEventError: overrides of 'sqs' are an array\n  → give them as an object: the event's fields",
    )
    const circle: Record<string, unknown> = {}
    circle['self'] = circle
    expect(String(thrownBy(() => sampleEvent('sqs', { Records: [{ body: circle }] })))).toBe(
      "SampleEventError: overrides of 'sqs' cannot be sent: Converting circular structure to JSON\n  → give what JSON can hold",
    )
    expect(String(thrownBy(() => sampleEvent('eventbridge', { detail: circle })))).toMatch(/^SampleEventError: /)
  })
})

type Fields = Readonly<Record<string, unknown>>

function at(value: Fields, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, name) => (inside as Fields)[name], value)
}

/** The fields of `value` that `like` has, at each depth but the last. */
function pick(value: unknown, like: unknown): unknown {
  if (Array.isArray(value) && Array.isArray(like)) return value.map((item, index) => pick(item, like[index]))
  const names = Object.keys(like as Fields)
  const [only] = names
  const deeper = ['Records', 'dynamodb', 'requestContext']
  if (only === undefined || names.length !== 1) return value
  const inside = (value as Fields)[only]
  return { [only]: deeper.includes(only) ? pick(inside, (like as Fields)[only]) : inside }
}

function newImage(NewImage: Fields): Fields {
  return { Records: [{ dynamodb: { NewImage } }] }
}

function withoutHost(headers: Readonly<Record<string, string>>): Fields {
  const { host, ...others } = headers
  return others
}
