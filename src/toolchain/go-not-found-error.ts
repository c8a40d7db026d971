import { GoLambdaError } from '../failure/index.ts'

/** There is no go command. `code` is `GO_NOT_FOUND`. */
export class GoNotFoundError extends GoLambdaError {
  /** Every file looked for, in order. */
  readonly places: readonly string[]

  constructor(places: readonly string[], reason = 'the go command was not found, and a Go package must be built') {
    super('GoNotFoundError', 'GO_NOT_FOUND', {
      reason,
      evidence: places.map((place) => `looked for ${place}`),
      nextStep:
        'install Go 1.21 or later (https://go.dev/dl/) and put it on the PATH, or give a binary that is already built: { binary }, which needs no Go',
    })
    this.places = places
  }
}
