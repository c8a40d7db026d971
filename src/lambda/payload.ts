import { Buffer } from 'node:buffer'
import { stringify } from 'lossless-json'
import { formatPath } from '../failure/index.ts'
import { LambdaPayloadError } from './errors.ts'

/** How integers beyond ±(2^53 − 1) cross between JSON and JavaScript. Left out: they are an error that names the path. */
export type Integers = 'bigint' | 'string' | 'number'

/** Beyond this depth the walk looks for a cycle: cheaper than remembering every ancestor of every payload. */
const suspiciousDepth = 200

/**
 * Writes a payload as the JSON that the function receives.
 *
 * `Date` and `toJSON()` are written as `JSON.stringify` does. What JSON would drop or change without a word is
 * refused: `undefined`, functions, symbols, NaN, ±Infinity, `Map`, `Set`, bytes, cycles, and `bigint` unless
 * `integers` is `'bigint'`.
 *
 * @throws {LambdaPayloadError} with the path of the value (`$.items[3].price`).
 */
export function encodePayload(payload: unknown, integers?: Integers): Uint8Array {
  const bigints = integers === 'bigint'
  try {
    const found = findUnsendable(payload, bigints, 0, undefined)
    if (found !== undefined) throw refuse(found.cycle ? nearest(payload, bigints, found) : found)
    return Buffer.from((bigints ? stringify(payload) : JSON.stringify(payload)) as string)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    throw new LambdaPayloadError('$', 'a value nested too deeply', 'Go stops at 10,000 levels, JavaScript before')
  }
}

/** The walk found a cycle late; from the root on it is found where it first closes. */
function nearest(payload: unknown, bigints: boolean, found: Unsendable): Unsendable {
  return findUnsendable(payload, bigints, 0, new Set()) ?? found
}

interface Unsendable {
  /** From the value outwards: keys are pushed while the walk returns, so that the good path builds no strings. */
  readonly path: (string | number)[]
  readonly what: string
  readonly nextStep: string
  readonly cycle?: boolean
}

function refuse(found: Unsendable): LambdaPayloadError {
  return new LambdaPayloadError(formatPath(found.path.toReversed()), found.what, found.nextStep)
}

function unsendable(what: string, nextStep: string): Unsendable {
  return { path: [], what, nextStep }
}

function findUnsendable(
  value: unknown,
  bigints: boolean,
  depth: number,
  ancestors: Set<object> | undefined,
): Unsendable | undefined {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return undefined
    case 'number':
      return Number.isFinite(value)
        ? undefined
        : unsendable(String(value), 'JSON has finite numbers only: send null or a string')
    case 'bigint':
      return bigints
        ? undefined
        : unsendable(`the bigint ${value}n`, "set { integers: 'bigint' }, or send a number or a string")
    case 'undefined':
      return unsendable('undefined', 'leave the field out, or send null')
    case 'function':
    case 'symbol':
      return unsendable(`a ${typeof value}`, 'JSON cannot hold it: leave it out')
    default:
      return value === null ? undefined : findInObject(value as object, bigints, depth, ancestors)
  }
}

function findInObject(
  value: object,
  bigints: boolean,
  depth: number,
  ancestors: Set<object> | undefined,
): Unsendable | undefined {
  if (depth >= suspiciousDepth && ancestors === undefined) return findInObject(value, bigints, depth, new Set())
  if (ancestors?.has(value))
    return { ...unsendable('a cycle', 'JSON is a tree: send a copy without the reference back'), cycle: true }
  if (Array.isArray(value)) {
    ancestors?.add(value)
    for (let index = 0; index < value.length; index++) {
      const found = findUnsendable(value[index], bigints, depth + 1, ancestors)
      if (found !== undefined) return at(index, found)
    }
    ancestors?.delete(value)
    return undefined
  }
  // Most are plain objects of this realm: they are none of what a tag tells, and asking for it costs as much as their fields.
  const tag = Object.getPrototypeOf(value) === Object.prototype ? 'Object' : tagOf(value)
  if (tag === 'ArrayBuffer' || (tag !== 'Object' && ArrayBuffer.isView(value))) {
    return unsendable(`bytes (${tag})`, 'use invokeRaw to send bytes as they are, or encode them as base64')
  }
  if (tag === 'Map' || tag === 'Set') {
    const plain = tag === 'Map' ? 'Object.fromEntries(map)' : '[...set]'
    return unsendable(`a ${tag}`, `JSON would make {} of it: send ${plain}`)
  }
  const { toJSON } = value as { toJSON?: unknown }
  if (typeof toJSON === 'function') {
    const json: unknown = toJSON.call(value)
    return json === value ? undefined : findUnsendable(json, bigints, depth + 1, ancestors)
  }
  // JSON.stringify unwraps these: new Number(1) is 1.
  if (tag === 'Number' || tag === 'String' || tag === 'Boolean') {
    return findUnsendable(value.valueOf(), bigints, depth, ancestors)
  }
  ancestors?.add(value)
  // Not Object.keys: V8 reads the fields of a `for in` by their places. What is inherited is sorted out where it matters.
  for (const key in value) {
    const found = findUnsendable((value as Record<string, unknown>)[key], bigints, depth + 1, ancestors)
    if (found !== undefined && Object.hasOwn(value, key)) return at(key, found)
  }
  ancestors?.delete(value)
  return undefined
}

function at(key: string | number, found: Unsendable): Unsendable {
  found.path.push(key)
  return found
}

/** Not `instanceof`: jsdom and Jest's sandbox have classes of their own. */
function tagOf(value: object): string {
  return Object.prototype.toString.call(value).slice(8, -1)
}
