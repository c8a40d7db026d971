import { type Failure, GoLambdaError } from '../failure/index.ts'

/** What is wrong with a file that was given as a function's binary. */
export type BinaryProblem =
  | 'missing'
  | 'folder'
  | 'special-file'
  | 'unreadable'
  | 'not-executable'
  | 'empty'
  | 'truncated'
  | 'other-system'
  | 'other-processor'
  | 'no-loader'
  | 'archive'
  | 'object-file'
  | 'shared-library'
  | 'go-source'
  | 'text'
  | 'zip'
  | 'unknown-format'

/**
 * The file given as a function's binary cannot run here. It was found by its header: nothing was started.
 *
 * `code` is `LAMBDA_BINARY`; `problem` tells the cases apart; `errorType` is what AWS Lambda says of an entry point
 * that it cannot execute.
 */
export class LambdaBinaryError extends GoLambdaError {
  readonly problem: BinaryProblem
  /** The file, as it was given. */
  readonly path: string
  readonly errorType = 'Runtime.InvalidEntrypoint'

  constructor(problem: BinaryProblem, path: string, failure: Failure) {
    super('LambdaBinaryError', 'LAMBDA_BINARY', failure)
    this.problem = problem
    this.path = path
  }
}

/** What is wrong with the `bootstrap` of a zip: the file that was unpacked is ours, and not the user's to mend. */
export function ofZip(error: unknown, zip: string): unknown {
  if (!(error instanceof LambdaBinaryError)) return error
  const { problem, path } = error
  const nextStep =
    problem === 'not-executable'
      ? `chmod 755 bootstrap before it is zipped (a zip keeps the mode), or have the zipper set it; use-go-lambda check ${zip} says more`
      : `build and zip it again; use-go-lambda check ${zip} says more`
  const [first = ''] = error.message.split('\n')
  const reason = first.replace(path, `bootstrap in ${zip}`)
  return new LambdaBinaryError(problem, zip, { reason, nextStep, cause: error })
}
