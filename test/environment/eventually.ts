import { setTimeout as delay } from 'node:timers/promises'

/** Asks until the answer is the one wanted, for at most ten seconds. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  wanted: (value: T) => boolean,
  what: string,
): Promise<T> {
  const until = performance.now() + 10_000
  for (;;) {
    const value = await ask()
    if (wanted(value)) return value
    if (performance.now() > until) throw new Error(`${what}: still ${JSON.stringify(value)} after 10 s`)
    await delay(10)
  }
}
