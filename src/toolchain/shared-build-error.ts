import { type Failure, GoLambdaError } from '../failure/index.ts'

/** What is wrong with the folder that `USE_GO_LAMBDA_BINARIES` names, or with a binary in it. */
export type SharedBuildProblem =
  /** No such folder, or one that `use-go-lambda build` has not made. */
  | 'no-manifest'
  /** The function, or the function built in this way, is not in it. */
  | 'missing'
  /** It is there for other systems and processors. */
  | 'other-system'
  /** It was built of other sources than those that are here. */
  | 'stale'
  /** The file is not the one that was built. */
  | 'damaged'

/**
 * A binary of `use-go-lambda build --out` cannot be used. Nothing is built in its place: what was built for the test is
 * what is tested. `code` is `SHARED_BUILD`; `problem` tells the cases apart.
 */
export class SharedBuildError extends GoLambdaError {
  readonly problem: SharedBuildProblem

  constructor(problem: SharedBuildProblem, failure: Failure) {
    super('SharedBuildError', 'SHARED_BUILD', failure)
    this.problem = problem
  }
}
