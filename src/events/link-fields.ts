import { isFields } from './merge-sample.ts'

/**
 * A field that the source makes of another: once `from` is no longer the sample's, and `to` still is, `to` becomes what
 * `by` says. Where both were given they stay as they are.
 */
export interface Link {
  readonly from: string
  readonly to: string
  /** Of `from` as the event has it; where it gives `undefined`, `to` stays. By default `to` becomes the same. */
  readonly by?: (value: unknown, about: { readonly event: unknown; readonly given: unknown }) => unknown
  /** What `to` becomes where `from` was removed; by default it stays. */
  readonly without?: unknown
}

/** Brings what was not given into line with what was, in place. */
export function linkFields(links: readonly Link[], event: unknown, sample: unknown, given: unknown): void {
  for (const { from, to, by = (value: unknown) => value, without } of links) {
    const value = valueAt(event, from)
    if (isSame(value, valueAt(sample, from)) || !isSame(valueAt(event, to), valueAt(sample, to))) continue
    const made = value === undefined ? without : by(value, { event, given: valueAt(given, from) })
    if (made !== undefined) put(event, to, made)
  }
}

export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((inside, name) => (isFields(inside) ? inside[name] : undefined), value)
}

function put(event: unknown, path: string, value: unknown): void {
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.length === 0 ? event : valueAt(event, names.join('.'))
  if (isFields(holder)) (holder as Record<string, unknown>)[last] = value
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
