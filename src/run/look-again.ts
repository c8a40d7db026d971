import { performance } from 'node:perf_hooks'
import { setTimeout as sleep } from 'node:timers/promises'

/** Between two looks, at least; the more often where something has just changed. */
const leastMs = 500
const mostMs = 5_000
/** No more than a tenth of the time is spent looking at what stays the same. */
const restFactor = 9

/** What a look has found. */
export interface Look {
  /** What is to be told; `''` where all is well. */
  readonly said: string
  /** Whether something was not as it was at the look before. */
  readonly changed: boolean
}

export interface LookAgainOptions {
  readonly tell: (said: string) => void
  readonly signal: AbortSignal
  /** Whether the rests keep the process alive. */
  readonly ref: boolean
}

/**
 * Looks again and again, until the signal aborts, and tells what the look before has not said: there is no watching all
 * of a tree at no cost.
 */
export async function lookAgain(look: () => Promise<Look>, { tell, signal, ref }: LookAgainOptions): Promise<void> {
  for (let told = ''; !signal.aborted; ) {
    const begun = performance.now()
    const { said, changed } = await look()
    if (said !== '' && (changed || said !== told)) tell(said)
    told = said
    const tookMs = performance.now() - begun
    const restMs = changed ? leastMs : Math.min(mostMs, Math.max(leastMs, tookMs * restFactor))
    await sleep(restMs, undefined, { signal, ref }).catch(() => undefined)
  }
}
