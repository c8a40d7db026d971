import { expect, it } from 'vitest'
import type { SQSEvent } from '../../src/events/event-types.gen.ts'
import { type SampleEvent, type SampleEvents, type SampleOverrides, sampleEvent } from '../../src/events/index.ts'

type Misfit<Name extends keyof SampleEvents> = SampleEvent<Name> extends SampleEvents[Name] ? never : Name

/** Names of the samples that a handler could not take. */
const misfits: readonly { [Name in keyof SampleEvents]: Misfit<Name> }[keyof SampleEvents][] = []

// What is red below is proved by tsc, which is a part of the check.
it('the type of a sample is one that a handler takes, with every field there', () => {
  const event: SQSEvent = sampleEvent('sqs')
  const body: string = sampleEvent('sqs').Records[0].body
  const second: string | undefined = sampleEvent('sqs').Records[1]?.body
  const claim: string | undefined = sampleEvent('apigateway-v2').requestContext.authorizer.jwt.claims['sub']
  const source: string = sampleEvent('apigateway').requestContext.identity.sourceIp
  // @ts-expect-error the sample has no certificate
  const absent: object = sampleEvent('apigateway').requestContext.identity.clientCert
  expect([misfits, body, second, claim, source]).toEqual([
    [],
    event.Records?.[0]?.body,
    undefined,
    'user-1',
    '192.0.2.1',
  ])
  expect(absent).toBeUndefined()
})

it('overrides are red where the event has no such field, or another type', () => {
  const right: SampleOverrides<'sqs'> = { Records: [{ body: { a: 1 }, awsRegion: undefined }, {}] }
  // @ts-expect-error messageID is messageId
  const misspelt: SampleOverrides<'sqs'> = { Records: [{ messageID: 'm-1' }] }
  // @ts-expect-error a body of SQS becomes JSON, its receipt handle does not
  const notText: SampleOverrides<'sqs'> = { Records: [{ receiptHandle: { a: 1 } }] }
  // @ts-expect-error there is no such source
  const unknown = () => sampleEvent('sqss')
  expect([right, misspelt, notText]).toHaveLength(3)
  expect(unknown).toThrow("did you mean 'sqs'?")
})
