import type { Direction } from './direction.ts'
import type { GoNumber } from './go-types.ts'

/** How integers beyond ±(2^53 − 1) stand in the values that are checked, as `invoke()` has them by its option of this name. */
export type Integers = 'bigint' | 'string' | 'number'

export interface NumberRules {
  readonly direction: Direction
  readonly integers: Integers
}

type GoInteger = Exclude<GoNumber, 'float32' | 'float64'>

const signed = (bits: bigint): readonly [bigint, bigint] => [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]
const unsigned = (bits: bigint): readonly [bigint, bigint] => [0n, (1n << bits) - 1n]

/** The least and the greatest of each; `int` and its like have 64 bits on Lambda. */
const integerRanges: Readonly<Record<GoInteger, readonly [bigint, bigint]>> = {
  int: signed(64n),
  int8: signed(8n),
  int16: signed(16n),
  int32: signed(32n),
  int64: signed(64n),
  uint: unsigned(64n),
  uint8: unsigned(8n),
  uint16: unsigned(16n),
  uint32: unsigned(32n),
  uint64: unsigned(64n),
  uintptr: unsigned(64n),
}

export function integerRange(go: GoNumber): readonly [bigint, bigint] | undefined {
  return go === 'float32' || go === 'float64' ? undefined : integerRanges[go]
}

/** Whether a value is a number that JSON holds for this type of Go. */
export function isNumber(value: unknown, go: GoNumber, rules: NumberRules): boolean {
  const range = integerRange(go)
  if (typeof value === 'number') return range === undefined ? isFloat(value, go) : isInteger(value, range, rules)
  const wide = wideInteger(value, rules)
  if (wide === undefined) return false
  return range === undefined ? isFloat(Number(wide), go) : wide >= range[0] && wide <= range[1]
}

/** Whether a text is such a number, as the tag `,string` wants it. */
export function isNumberText(text: string, go: GoNumber): boolean {
  const range = integerRange(go)
  if (range === undefined) return isJsonNumber(text) && isFloat(Number(text), go)
  if (!isIntegerText(text)) return false
  const value = BigInt(text)
  return value >= range[0] && value <= range[1]
}

export function isJsonNumber(text: string): boolean {
  return /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/.test(text)
}

/** As Go writes integers, also as keys of maps. */
function isIntegerText(text: string): boolean {
  return /^(0|-?[1-9]\d*)$/.test(text)
}

function isFloat(value: number, go: GoNumber): boolean {
  return Number.isFinite(go === 'float32' ? Math.fround(value) : value)
}

function isInteger(value: number, [least, greatest]: readonly [bigint, bigint], { direction }: NumberRules): boolean {
  if (!Number.isInteger(value)) return false
  // What came may have been rounded, at the ends as well; what is sent is what JavaScript writes of it.
  if (direction === 'response') return value >= Number(least) && value <= Number(greatest)
  const text = JSON.stringify(value)
  return isIntegerText(text) && BigInt(text) >= least && BigInt(text) <= greatest
}

/** Whether a value is an integer that is no number of JavaScript's, as it stands by option `integers`. */
export function isWideInteger(value: unknown, rules: NumberRules): boolean {
  return wideInteger(value, rules) !== undefined
}

/** An integer that is no number of JavaScript's: of any size as bigint, as a string only where it does not fit a number. */
function wideInteger(value: unknown, { direction, integers }: NumberRules): bigint | undefined {
  if (typeof value === 'bigint') return integers === 'bigint' ? value : undefined
  if (typeof value !== 'string' || integers !== 'string' || direction !== 'response') return undefined
  return isIntegerText(value) && !Number.isSafeInteger(Number(value)) ? BigInt(value) : undefined
}
