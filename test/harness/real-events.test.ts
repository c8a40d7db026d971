import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { LambdaFunctionError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
afterAll(() => shop.stopAll())

/** An event as AWS sends it. */
function event(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(lambdaFolder('events'), `${name}.json`), 'utf8'))
}

describe('an API behind API Gateway', () => {
  const api = shop.lambda('api-router')

  it('serves REST proxy events', async () => {
    const created = await api.invoke(event('api-gateway-rest-post'))
    expect(created).toMatchSnapshot()
    expect(await api.invoke(event('api-gateway-rest-get'))).toMatchSnapshot()
    const get = event('api-gateway-rest-get')
    expect(await api.invoke({ ...get, path: '/notes', resource: '/notes', pathParameters: null })).toMatchSnapshot()
    expect(await api.invoke({ ...get, path: '/notes/n1/image' })).toMatchSnapshot()
  })

  it('serves events of an HTTP API, with cookies and a base64 body', async () => {
    expect(await api.invoke(event('api-gateway-http-v2'))).toMatchSnapshot()
  })

  it.each([
    ['an unknown path', { path: '/nowhere' }, 404],
    ['a wrong method', { httpMethod: 'DELETE', path: '/notes' }, 405],
    ['a body that is no JSON', { body: '{' }, 400],
    ['another content type', { headers: { 'Content-Type': 'text/plain' }, multiValueHeaders: {} }, 415],
  ])('answers %s with its status', async (_, change, statusCode) => {
    const answer = await api.invoke({ ...event('api-gateway-rest-post'), ...change })
    expect(answer).toMatchObject({ statusCode })
    expect(answer).toMatchSnapshot()
  })

  it('fails for what is neither', async () => {
    const error = await failureOf<LambdaFunctionError>(api.invoke({ version: '3.0' }))
    expect(error.toAwsJson()).toEqual({
      errorMessage: 'the event is neither a REST proxy event nor one of an HTTP API: version "3.0"',
      errorType: 'errorString',
    })
  })
})

describe('a custom authoriser', () => {
  const authoriser = shop.lambda('custom-authoriser')

  it.each(['custom-authoriser-token', 'custom-authoriser-request'])('decides a %s', async (name) => {
    expect(await authoriser.invoke(event(name))).toMatchSnapshot()
  })

  it('refuses with the word that API Gateway turns into a 401', async () => {
    const refused = authoriser.invoke({ ...event('custom-authoriser-token'), authorizationToken: 'Basic x' })
    expect((await failureOf<LambdaFunctionError>(refused)).toAwsJson()).toEqual({
      errorMessage: 'Unauthorized',
      errorType: 'errorString',
    })
  })
})

describe('a consumer', () => {
  it('of an SQS batch answers what failed, and logs why', async () => {
    const { response, logs } = await shop.lambda('sqs-batch').invokeDetailed(event('sqs-batch'))
    expect(response).toMatchSnapshot()
    expect(logs).toMatchSnapshot()
  })

  it.each([
    ['s3-event', 's3-put'],
    ['sns-fanout', 'sns-notification'],
    ['dynamodb-stream', 'dynamodb-stream'],
    ['eventbridge-rule', 'eventbridge-state-change'],
    ['eventbridge-rule', 'eventbridge-schedule'],
  ])('%s serves %s', async (name, eventName) => {
    expect(await shop.lambda(name).invoke(event(eventName))).toMatchSnapshot()
  })

  it('of SNS fails as a whole at a bad message', async () => {
    const { Records } = event('sns-notification') as { Records: { Sns: Record<string, unknown> }[] }
    const broken = Records.map((record) => ({
      ...record,
      Sns: { ...record.Sns, MessageId: 'm-1', Message: 'no JSON' },
    }))
    const error = await failureOf<LambdaFunctionError>(shop.lambda('sns-fanout').invoke({ Records: broken }))
    expect(error.toAwsJson()).toEqual({
      errorMessage: "message m-1: invalid character 'o' in literal null (expecting 'u')",
      errorType: 'BadMessageError',
    })
  })
})
