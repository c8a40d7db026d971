import { type Failure, GoLambdaError } from '../failure/index.ts'

/** What is wrong with a zip file or folder that was given as a function. */
export type ArtifactProblem =
  | 'missing'
  | 'unreadable'
  /** A device, pipe or socket. */
  | 'special-file'
  /** No zip file, or a damaged one. */
  | 'broken'
  | 'encrypted'
  /** Packed by another method than deflate. */
  | 'unsupported-compression'
  /** An entry's name is absolute, has `..` or a backslash in it, or is none. */
  | 'path-leaves'
  | 'duplicate-name'
  /** A symbolic link that leads out of the folder, nowhere, or around in circles. */
  | 'link-leaves'
  /** An entry that is a device, pipe or socket. */
  | 'special-entry'
  /** Over 250 MB unpacked. */
  | 'too-large'
  | 'too-many-entries'
  /** Nothing named `bootstrap` is at its top. */
  | 'no-bootstrap'
  /** The zip file was written to while it was read. */
  | 'changed'
  /** The folder of the cache for it is not this user's alone. */
  | 'cache-folder'

/**
 * A zip file, folder or binary given as a function cannot be read or unpacked; nothing of it was executed, and nothing
 * half unpacked is left.
 *
 * `code` is `LAMBDA_ARTIFACT`; `problem` tells the cases apart.
 */
export class LambdaArtifactError extends GoLambdaError {
  readonly problem: ArtifactProblem
  /** The file, as it was given. */
  readonly path: string
  /** The entry that it is about, where it is about one. */
  readonly entry?: string

  constructor(problem: ArtifactProblem, path: string, failure: Failure, entry?: string) {
    super('LambdaArtifactError', 'LAMBDA_ARTIFACT', failure)
    this.problem = problem
    this.path = path
    if (entry !== undefined) this.entry = entry
  }
}
