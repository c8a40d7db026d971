import { GoLambdaError } from '../failure/index.ts'

/** A source of events that is not known, or overrides that no event can be made of. `code`: `SAMPLE_EVENT`. */
export class SampleEventError extends GoLambdaError {
  constructor(reason: string, nextStep: string) {
    super('SampleEventError', 'SAMPLE_EVENT', { reason, nextStep })
  }
}
