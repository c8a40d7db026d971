/** Where a command reads and writes. */
export interface Streams {
  readonly stdin: NodeJS.ReadableStream
  readonly stdout: { write(data: string | Uint8Array): unknown }
  readonly stderr: { write(data: string | Uint8Array): unknown }
}

/** A command line that cannot be carried out: exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}
