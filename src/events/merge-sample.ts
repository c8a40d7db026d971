import type { Pack } from './pack.ts'

/**
 * What is not merged as all else is. Paths are of the event: `Records[].body`, with `*` for the names of a map in `lists`.
 */
export interface MergeRules {
  /** Fields that take what a producer sent, and hold it in another form. */
  readonly packed?: Readonly<Record<string, Pack>>
  /** Objects whose fields are the caller's own, not AWS's: replaced. */
  readonly whole?: readonly string[]
  /** Objects in which names are the same in any case: HTTP headers. */
  readonly anyCase?: readonly string[]
  /** Maps of lists: replaced, with the items of each list like the sample's first of any. */
  readonly lists?: readonly string[]
  /** What tells the items of a list apart: counts up from item to item. */
  readonly numbered?: readonly string[]
}

type Fields = Readonly<Record<string, unknown>>

/** A value of its own: the sample with what was given put over it. */
export function mergeSample(sample: unknown, given: unknown, rules: MergeRules, path = ''): unknown {
  const pack = rules.packed?.[path]
  if (pack !== undefined) return pack(given)
  if (rules.whole?.includes(path)) return copy(given)
  if (Array.isArray(given)) return given.map((item, index) => mergeItem(sample, item, index, rules, path))
  if (!isFields(given)) return given
  if (rules.lists?.includes(path)) return mergeLists(sample, given, rules, path)
  const under = isFields(sample) ? sample : {}
  return mergeFields(rules.anyCase?.includes(path) ? withoutNames(under, given) : under, given, rules, path)
}

function mergeFields(sample: Fields, given: Fields, rules: MergeRules, path: string): Fields {
  const merged = new Map(Object.entries(sample).map(([name, value]) => [name, copy(value)]))
  for (const [name, value] of Object.entries(given)) {
    const inside = path === '' ? name : `${path}.${name}`
    if (value === undefined) merged.delete(name)
    else merged.set(name, mergeSample(Object.hasOwn(sample, name) ? sample[name] : undefined, value, rules, inside))
  }
  return Object.fromEntries(merged)
}

/** An item that is an object goes over the sample's first; any other stands for itself. */
function mergeItem(sample: unknown, item: unknown, index: number, rules: MergeRules, path: string): unknown {
  if (!isFields(item)) return copy(item)
  const first = Array.isArray(sample) ? sample[0] : undefined
  return mergeSample(numbered(first, index, rules, `${path}[].`), item, rules, `${path}[]`)
}

function mergeLists(sample: unknown, given: Fields, rules: MergeRules, path: string): Fields {
  const list = isFields(sample) ? Object.values(sample)[0] : undefined
  const entries = Object.entries(given).filter(([, value]) => value !== undefined)
  return Object.fromEntries(entries.map(([name, value]) => [name, mergeSample(list, value, rules, `${path}.*`)]))
}

/** The sample's first item as the one at `index`: none has the id of another. */
function numbered(first: unknown, index: number, rules: MergeRules, prefix: string): unknown {
  const paths = (rules.numbered ?? []).filter((path) => path.startsWith(prefix))
  return paths.reduce((item, path) => countUp(item, path.slice(prefix.length).split('.'), index), first)
}

function countUp(value: unknown, [name, ...rest]: readonly string[], by: number): unknown {
  if (name !== undefined) return isFields(value) ? { ...value, [name]: countUp(value[name], rest, by) } : value
  if (typeof value === 'number') return value + by
  return String(value).replace(/\d+(?=\D*$)/, (digits) =>
    String(BigInt(digits) + BigInt(by)).padStart(digits.length, '0'),
  )
}

function withoutNames(sample: Fields, given: Fields): Fields {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()))
  return Object.fromEntries(Object.entries(sample).filter(([name]) => !names.has(name.toLowerCase())))
}

/** By its tag: objects of a Jest sandbox have another realm's prototype. What writes its own JSON is a value. */
export function isFields(value: unknown): value is Fields {
  return (
    Object.prototype.toString.call(value) === '[object Object]' && typeof (value as Fields)['toJSON'] !== 'function'
  )
}

/** With everything in it copied, and what is `undefined` left out. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy)
  if (!isFields(value)) return value
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  return Object.fromEntries(entries.map(([name, item]) => [name, copy(item)]))
}
