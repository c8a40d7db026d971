/** Throws the reason of a signal that has aborted. Not by a method of its own, which those of older test environments lack. */
export function heed(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw signal.reason
}
