import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { LambdaFunctionError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
afterAll(() => shop.stopAll())

const releases = readdirSync(lambdaFolder('../lambdas-old'))

it('the first release and newer ones are here', () => {
  expect(releases).toContain('v1.0.0')
  expect(releases.length).toBeGreaterThanOrEqual(3)
})

describe.each(releases)('a function built with aws-lambda-go %s', (release) => {
  const lambda = shop.lambda(join(lambdaFolder('../lambdas-old'), release), { timeoutMs: 5_000 })

  it('answers', async () => {
    expect(await lambda.invoke({ do: 'upper', text: 'daniel' })).toBe('DANIEL')
  })

  it('answers an error', async () => {
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ do: 'fail', text: 'no name' }))
    expect(error.toAwsJson()).toEqual({ errorMessage: 'no name', errorType: 'ValidationError' })
  })

  it('answers a panic with its frames, own code first', async () => {
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ do: 'panic', text: 'no tea' }))
    expect(error).toMatchObject({ errorMessage: 'no tea', errorType: 'string' })
    expect(error.stackTrace.length).toBeGreaterThan(3)
    const frames = (error.stack ?? '').split('\n').filter((line) => /\.go:\d+\)$/.test(line))
    expect(frames[0]).toMatch(new RegExp(`^ {4}at handle \\(.*${release}/main\\.go:\\d+\\)$`))
    expect(await lambda.invoke({ do: 'upper', text: 'on' })).toBe('ON')
  })

  it('reads its context', async () => {
    const { response, requestId } = await lambda.invokeDetailed(
      { do: 'context' },
      {
        traceId: 'Root=1-a;Parent=b',
        cognitoIdentity: { cognitoIdentityId: 'identity', cognitoIdentityPoolId: 'pool' },
        clientContext: { custom: { tenant: 'a' } },
      },
    )
    // The release of 2018 did not pass these on yet.
    const first = release === 'v1.0.0'
    expect(response).toMatchObject({
      lambdaContext: {
        AwsRequestID: requestId,
        InvokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${release}`,
        Identity: first
          ? { CognitoIdentityID: '', CognitoIdentityPoolID: '' }
          : { CognitoIdentityID: 'identity', CognitoIdentityPoolID: 'pool' },
        ClientContext: { custom: { tenant: 'a' } },
      },
      traceId: 'Root=1-a;Parent=b',
      traceIdEnv: first ? '' : 'Root=1-a;Parent=b',
      functionName: release,
    })
    const { deadlineEpochMs } = response as { deadlineEpochMs: number }
    expect(Math.abs(deadlineEpochMs - Date.now() - 5_000)).toBeLessThan(4_000)
  })
})
