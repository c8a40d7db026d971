/** A signal that aborts with the first of several; `AbortSignal.any` is missing in older jsdom. */
export interface EitherSignal {
  readonly signal: AbortSignal
  /** The reason of the first that aborted. */
  reason(): { readonly reason: unknown } | undefined
  /** Lets go of the others. */
  release(): void
}

export function eitherSignal(signals: readonly (AbortSignal | undefined)[]): EitherSignal {
  const given = signals.filter((signal) => signal !== undefined)
  const either = new AbortController()
  const abort = () => either.abort()
  for (const signal of given) {
    if (signal.aborted) abort()
    signal.addEventListener('abort', abort, { once: true })
  }
  return {
    signal: either.signal,
    reason: () => given.find(({ aborted }) => aborted),
    release() {
      for (const signal of given) signal.removeEventListener('abort', abort)
    },
  }
}
