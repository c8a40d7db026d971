import type { SampleSource } from '../sample-source.ts'

const custom = (): SampleSource<'eventbridge'> => ({
  sample: {
    version: '0',
    id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
    'detail-type': 'Order Placed',
    source: 'com.example.orders',
    account: '123456789012',
    time: '2024-05-14T09:30:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:dynamodb:us-east-1:123456789012:table/orders'],
    detail: { orderId: 'o-1', quantity: 2 },
  },
  whole: ['detail'],
})

const scheduled = (): SampleSource<'eventbridge-scheduled'> => ({
  sample: {
    version: '0',
    id: '53dc4d37-cffa-4f76-80c9-8b7d4a4d2eaa',
    'detail-type': 'Scheduled Event',
    source: 'aws.events',
    account: '123456789012',
    time: '2024-05-14T09:30:00Z',
    region: 'us-east-1',
    resources: ['arn:aws:events:us-east-1:123456789012:rule/nightly-clean-up'],
    detail: {},
  },
  whole: ['detail'],
})

const stateMachine = 'arn:aws:states:us-east-1:123456789012:stateMachine:fulfil-order'
const execution = 'arn:aws:states:us-east-1:123456789012:execution:fulfil-order:o-1'

const stepFunctions = (): SampleSource<'step-functions'> => ({
  sample: {
    version: '0',
    id: '315c1398-40ff-a850-213b-158f73e60175',
    'detail-type': 'Step Functions Execution Status Change',
    source: 'aws.states',
    account: '123456789012',
    time: '2024-05-14T09:30:00Z',
    region: 'us-east-1',
    resources: [execution],
    detail: {
      executionArn: execution,
      stateMachineArn: stateMachine,
      name: 'o-1',
      status: 'SUCCEEDED',
      startDate: 1715678990000,
      stopDate: 1715679000000,
      input: '{"orderId":"o-1"}',
      output: '{"status":"shipped"}',
      inputDetails: { included: true },
      outputDetails: { included: true },
      error: null,
      cause: null,
    },
  },
})

/** What EventBridge hands on. */
export const eventbridgeSources = {
  eventbridge: custom,
  'eventbridge-scheduled': scheduled,
  'step-functions': stepFunctions,
}
