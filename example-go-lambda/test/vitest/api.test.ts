import { sampleEvent } from 'use-go-lambda'
import { useGoLambda } from 'use-go-lambda/vitest'
import { describe, expect, test } from 'vitest'

const api = useGoLambda('./cmd/api')
const requestId = '3f2a6c1e-8d4b-4c5a-9e7f-0123456789ab'

describe('POST /greetings', () => {
  test('greets', async () => {
    const event = sampleEvent('apigateway', {
      httpMethod: 'POST',
      path: '/greetings',
      body: { name: 'Daniel', language: 'de' },
    })
    expect(await api.invoke(event, { requestId })).toMatchSnapshot()
  })

  test('names every field that it refuses', async () => {
    const event = sampleEvent('apigateway', {
      httpMethod: 'POST',
      path: '/greetings',
      body: { name: ' ', language: 'tlh' },
    })
    expect(await api.invoke(event, { requestId })).toMatchSnapshot()
  })

  test.each(['', '{', '"Daniel"', '{"nmae":"Daniel"}'])('answers 400 to the body %j', async (body) => {
    const { statusCode, body: answer } = await api.invoke(
      sampleEvent('apigateway', { httpMethod: 'POST', path: '/greetings', body }),
    )
    expect(statusCode).toBe(400)
    expect(JSON.parse(answer)).toMatchObject({ message: expect.stringMatching(/^the body is not a greeting: /) })
  })
})

describe('GET /greetings/{name}', () => {
  test('greets in the language asked for', async () => {
    const { statusCode, body } = await api.invoke(
      sampleEvent('apigateway', {
        httpMethod: 'GET',
        path: '/greetings/Zoë',
        queryStringParameters: { language: 'fr' },
      }),
    )
    expect(statusCode).toBe(200)
    expect(JSON.parse(body)).toEqual({ greeting: 'Bonjour, Zoë !' })
  })

  test('answers 405 to other methods, with those allowed', async () => {
    const { statusCode, headers } = await api.invoke(
      sampleEvent('apigateway', { httpMethod: 'DELETE', path: '/greetings/Zoë' }),
    )
    expect(statusCode).toBe(405)
    expect(headers?.['Allow']).toBe('GET')
  })
})

test('answers 404 elsewhere', async () => {
  expect(
    await api.invoke(sampleEvent('apigateway', { httpMethod: 'GET', path: '/farewells' }), { requestId }),
  ).toMatchSnapshot()
})

test('fails on an event that is not from API Gateway', async () => {
  // The types would not let it pass: an assertion says that it is meant.
  const event = sampleEvent('sqs') as object
  await expect(api.invoke(event)).rejects.toMatchObject({
    errorType: 'ValidationError',
    errorMessage: 'httpMethod must not be empty: this is no proxy event',
  })
})
