import type { SampleEvents } from './sample-events.ts'
import type { SampleSource } from './sample-source.ts'
import { authorizerSources } from './samples/authorizer-sources.ts'
import { brokerSources } from './samples/broker-sources.ts'
import { cognitoSources } from './samples/cognito-sources.ts'
import { eventbridgeSources } from './samples/eventbridge-sources.ts'
import { httpSources } from './samples/http-sources.ts'
import { messageSources } from './samples/message-sources.ts'
import { serviceSources } from './samples/service-sources.ts'
import { storageSources } from './samples/storage-sources.ts'
import { streamSources } from './samples/stream-sources.ts'

/** All that there are samples of. Each is made when it is asked for: most who import the package ask for none. */
export const sources: { readonly [Name in keyof SampleEvents]: () => SampleSource<Name> } = {
  ...httpSources,
  ...authorizerSources,
  ...messageSources,
  ...storageSources,
  ...eventbridgeSources,
  ...streamSources,
  ...brokerSources,
  ...cognitoSources,
  ...serviceSources,
}
