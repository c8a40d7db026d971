/** Between two looks, at least; the more often where something has just changed. */
const leastMs = 500
const mostMs = 5_000
/** No more than a tenth of the time is spent looking at what stays the same. */
const restFactor = 9

/** How long to wait before files are looked at again, in a mode that watches: there is no watching all of a tree at no cost. */
export function restBetweenLooks(tookMs: number, changed: boolean): number {
  return changed ? leastMs : Math.min(mostMs, Math.max(leastMs, tookMs * restFactor))
}
