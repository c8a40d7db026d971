import { integerRange, isJsonNumber, isNumber, isNumberText, isWideInteger, type NumberRules } from './check-number.ts'
import type { GoNumber, MapKey, Shape } from './go-types.ts'
import { isBase64 } from './text-formats.ts'

type Leaf = Extract<Shape, { kind: 'boolean' | 'string' | 'number' | 'json-number' | 'bytes' }>

/** Whether a value that has no parts is what JSON holds for a shape without parts. */
export function isLeaf(shape: Leaf, value: unknown, rules: NumberRules): boolean {
  switch (shape.kind) {
    case 'boolean':
      return shape.quoted ? value === 'true' || value === 'false' : typeof value === 'boolean'
    case 'string':
      return typeof value === 'string' && (!shape.quoted || isStringInJson(value))
    case 'number':
      if (shape.quoted) return typeof value === 'string' && isNumberText(value, shape.go)
      return isNumber(value, shape.go, rules)
    case 'json-number': {
      const asText = typeof value === 'string' && isJsonNumber(value)
      if (shape.quoted) return asText
      const asNumber = isNumber(value, 'float64', rules) || isWideInteger(value, rules) // it holds any digits
      return asNumber || (rules.direction === 'request' && asText)
    }
    case 'bytes':
      return typeof value === 'string' && isBase64(value)
  }
}

export function isKey(key: string, kind: MapKey): boolean {
  return kind === 'string' || kind === 'text' || isNumberText(key, kind)
}

function isStringInJson(text: string): boolean {
  try {
    return typeof JSON.parse(text) === 'string'
  } catch {
    return false
  }
}

/** Completes "expected …". */
export function describeShape(shape: Shape): string {
  switch (shape.kind) {
    case 'boolean':
      return shape.quoted ? '"true" or "false"' : 'true or false'
    case 'string':
      return shape.quoted ? 'a string in JSON within a string' : 'a string'
    case 'number':
      return shape.quoted ? `${describeNumber(shape.go)} within a string` : describeNumber(shape.go)
    case 'json-number':
      return shape.quoted ? 'a number within a string' : 'a number'
    case 'bytes':
      return 'a string of base64'
    case 'list':
      return shape.length === undefined ? 'a list' : `a list of ${shape.length}`
    case 'map':
    case 'object':
      return 'an object'
    case 'never':
      return shape.nullable ? 'null' : `nothing: ${shape.why}`
    case 'ref':
    case 'any':
    case 'custom':
      return 'a value'
  }
}

export function describeKey(kind: MapKey): string {
  return kind === 'string' || kind === 'text' ? 'a key' : `a key that is ${describeNumber(kind)}`
}

function describeNumber(go: GoNumber): string {
  const range = integerRange(go)
  return range === undefined ? `a number (${go})` : `a whole number from ${range[0]} to ${range[1]} (${go})`
}

const longestShown = 40

/** What a value is, in words: long texts are cut. */
export function describeValue(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (typeof value === 'string') {
    const shown = JSON.stringify(value.length > longestShown ? `${value.slice(0, longestShown)}…` : value)
    return `the string ${shown}`
  }
  if (Array.isArray(value)) return `a list of ${value.length}`
  if (typeof value === 'object') return value === null ? 'null' : 'an object'
  return typeof value === 'bigint' ? `${value}n` : String(value)
}
