/** A call under way, which its caller or `end()` may give up. */
export interface PendingCall {
  readonly signal: AbortSignal
  /** Gives it up. */
  abort(reason: unknown): void
  /** Why it was given up; `undefined` where it was not. */
  aborted(): { readonly reason: unknown } | undefined
  /** It is over: the caller's signal is let go of. Idempotent. */
  over(): void
}

/** The calls of one function that are under way. */
export class PendingCalls {
  readonly #pending = new Set<PendingCall>()

  /** @param given the caller's own signal. Its reason is read from it: one of jsdom may be of another realm. */
  begin(given: AbortSignal | undefined): PendingCall {
    const controller = new AbortController()
    let why: { readonly reason: unknown } | undefined
    const abort = (reason: unknown) => {
      why ??= { reason }
      controller.abort()
    }
    const follow = () => abort(given?.reason)
    if (given?.aborted === true) follow()
    given?.addEventListener('abort', follow, { once: true })
    const call: PendingCall = {
      signal: controller.signal,
      abort,
      aborted: () => why,
      over: () => {
        given?.removeEventListener('abort', follow)
        this.#pending.delete(call)
      },
    }
    this.#pending.add(call)
    return call
  }

  /** Gives up all of them. */
  end(reason: unknown): void {
    for (const call of [...this.#pending]) call.abort(reason)
  }
}
