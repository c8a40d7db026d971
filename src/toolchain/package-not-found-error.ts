import { type Failure, GoLambdaError } from '../failure/index.ts'

/** No Go package where the path points. `code` is `PACKAGE_NOT_FOUND`. */
export class PackageNotFoundError extends GoLambdaError {
  /** Every folder looked at, in order. */
  readonly places: readonly string[]

  constructor(places: readonly string[], failure: Failure) {
    super('PackageNotFoundError', 'PACKAGE_NOT_FOUND', failure)
    this.places = places
  }
}
