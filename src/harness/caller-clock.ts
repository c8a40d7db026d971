/**
 * Milliseconds since 1970 on the caller's clock, which fake timers may hold or move: a Date that he gives us was made by
 * that one. What we measure ourselves is never on it.
 */
export function callerNow(): number {
  return Date.now()
}
