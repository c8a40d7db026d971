export { sampleEvent } from './sample-event.ts'
export { SampleEventError } from './sample-event-error.ts'
export type { SampleEvent, SampleEvents, SampleOverrides } from './sample-events.ts'
