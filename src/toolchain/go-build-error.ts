import { GoLambdaError } from '../failure/index.ts'

/** What kept a package from being built. */
export type GoBuildProblem =
  /** The compiler or linker refused the code. */
  | 'compile'
  | 'not-main'
  | 'no-go-files'
  | 'module-missing'
  | 'go-sum'
  | 'no-go-mod'
  | 'go-too-old'
  /** go.mod, go.work or vendor/ is wrong or out of step. */
  | 'module-files'
  /** A module could not be downloaded. */
  | 'download'
  | 'cgo'
  | 'timeout'
  /** Another process's build of the same package was waited for, and did not end in time. */
  | 'waiting'
  | 'go-vanished'
  | 'other'

/** Plain data, so that one worker's failure can be told to all. */
export interface GoBuildFailure {
  readonly kind: GoBuildProblem
  readonly package: string
  readonly command: string
  readonly reason: string
  readonly lines: readonly string[]
  readonly omitted: number
  readonly nextStep?: string
}

/**
 * A package could not be built. `code` is `GO_BUILD`; `kind` tells the cases apart.
 */
export class GoBuildError extends GoLambdaError {
  readonly kind: GoBuildProblem
  /** The package, as messages name it. */
  readonly package: string
  /** What was run, in the package's folder. */
  readonly command: string
  /** What Go printed, exactly: at most 60 lines. */
  readonly lines: readonly string[]
  readonly #failure: GoBuildFailure

  constructor(failure: GoBuildFailure, cause?: unknown) {
    const { kind, reason, lines, omitted, nextStep } = failure
    super('GoBuildError', 'GO_BUILD', {
      reason,
      evidence: omitted === 0 ? lines : [...lines, `… and ${omitted} more lines`],
      ...(nextStep !== undefined && { nextStep }),
      cause,
    })
    this.kind = kind
    this.package = failure.package
    this.command = failure.command
    this.lines = lines
    this.#failure = failure
  }

  /** What another process needs to throw the same error. */
  static toFailure(error: GoBuildError): GoBuildFailure {
    return error.#failure
  }
}
