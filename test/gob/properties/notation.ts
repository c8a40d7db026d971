import type { AnyGobType, Complex, Time } from '../../../src/gob/door.ts'
import type { Json } from '../notation.ts'

/**
 * A value as test/oracle/notation writes it, but that a nil map is an empty one, and maps are in one order.
 *
 * @param when `here`: as it is. `arrived`: as it is after it was encoded and decoded, by what gob's documentation says
 *   of it: a struct's fields that are zero are not sent, and so pointers to zero are nil; text is well-formed.
 */
export function notation(type: AnyGobType, value: unknown, when: 'here' | 'arrived'): Json {
  const { shape } = type
  const part = (of: AnyGobType, it: unknown) => notation(of, it, when)
  switch (shape.kind) {
    case 'bool':
      return value as boolean
    case 'string':
      if (shape.as === 'bytes') return rawText(value as Uint8Array)
      return when === 'here' ? (value as string) : Buffer.from(value as string).toString()
    case 'marshaler':
      return shape.name.name === 'Time' ? timeText(value as Time) : String(value)
    case 'int':
    case 'uint':
      return shape.bits === 64 ? String(value) : (value as number)
    case 'float':
      return float(value as number, shape.bits)
    case 'complex': {
      const { re, im } = value as Complex
      const bits = shape.bits === 64 ? 32 : 64
      return [float(re, bits), float(im, bits)]
    }
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('hex')
    case 'slice':
    case 'array':
      return (value as unknown[]).map((item) => part(shape.elem, item))
    case 'map':
      return sorted(
        [...(value as Map<unknown, unknown>)].map(([key, elem]) => [part(shape.key, key), part(shape.elem, elem)]),
      )
    case 'struct': {
      const fields = shape.fields.map(({ name, type: of }) => {
        const field = (value as Readonly<Record<string, unknown>>)[name]
        return [name, when === 'arrived' && isLeftOut(of, field) ? zero(of) : part(of, field)]
      })
      return Object.fromEntries(fields) as Json
    }
    case 'interface': {
      if (value === null) return null
      const { name, value: concrete } = value as { name: string; value: unknown }
      return [name, part(shape.types[name] as AnyGobType, concrete)]
    }
    case 'pointer':
      return value === undefined ? null : part(shape.elem, value)
    case 'lazy':
      return part(shape.resolve(), value)
    default:
      throw new Error(`no notation for ${JSON.stringify(shape)}`)
  }
}

/** What test/oracle/notation wrote, in the same form. */
export function fromGo(type: AnyGobType, json: Json): Json {
  const { shape } = type
  switch (shape.kind) {
    case 'slice':
    case 'array':
      return (json as Json[]).map((item) => fromGo(shape.elem, item))
    case 'map': {
      const pairs = (json ?? []) as [Json, Json][]
      // -0 is 0 to a Map.
      const key = (it: Json) => (shape.key.shape.kind === 'float' && it === '-0' ? 0 : fromGo(shape.key, it))
      return sorted(pairs.map(([itsKey, elem]) => [key(itsKey), fromGo(shape.elem, elem)]))
    }
    case 'struct': {
      const fields = json as Readonly<Record<string, Json>>
      return Object.fromEntries(shape.fields.map(({ name, type: of }) => [name, fromGo(of, fields[name] as Json)]))
    }
    case 'interface': {
      if (json === null) return null
      const [name, concrete] = json as [string, Json]
      return [name, fromGo(shape.types[name] as AnyGobType, concrete)]
    }
    case 'pointer':
      return json === null ? null : fromGo(shape.elem, json)
    case 'lazy':
      return fromGo(shape.resolve(), json)
    default:
      return json
  }
}

/**
 * Whether we write the bytes that Go writes: all maps have one entry at most (Go writes others in any order), and none is
 * nil in Go (ours are empty ones then, which are sent).
 */
export function isDeterministic(type: AnyGobType, json: Json): boolean {
  const { shape } = type
  switch (shape.kind) {
    case 'slice':
    case 'array':
      return (json as Json[]).every((item) => isDeterministic(shape.elem, item))
    case 'map': {
      const pairs = json as [Json, Json][] | null
      return (
        pairs !== null &&
        pairs.length < 2 &&
        pairs.every(([key, elem]) => isDeterministic(shape.key, key) && isDeterministic(shape.elem, elem))
      )
    }
    case 'struct':
      return shape.fields.every(({ name, type: of }) =>
        isDeterministic(of, (json as Readonly<Record<string, Json>>)[name] as Json),
      )
    case 'interface':
      return (
        json === null ||
        isDeterministic(shape.types[(json as string[])[0] as string] as AnyGobType, (json as Json[])[1] as Json)
      )
    case 'pointer':
      return json === null || isDeterministic(shape.elem, json)
    case 'lazy':
      return isDeterministic(shape.resolve(), json)
    default:
      return true
  }
}

/** Pairs in one order. */
export function sorted(pairs: [Json, Json][]): Json[] {
  const keyed = pairs.map((pair) => [JSON.stringify(pair), pair] as const)
  return keyed.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, pair]) => pair)
}

/** Text that is not UTF-8 as its bytes. */
function rawText(bytes: Uint8Array): Json {
  const text = Buffer.from(bytes).toString()
  return Buffer.from(text).equals(bytes) ? text : { hex: Buffer.from(bytes).toString('hex') }
}

function timeText({ epochNanoseconds, offsetSeconds }: Time): Json {
  const nanoseconds = ((epochNanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
  return [String((epochNanoseconds - nanoseconds) / 1_000_000_000n), Number(nanoseconds), offsetSeconds]
}

function float(value: number, bits: 32 | 64): Json {
  const exact = rounded(value, bits)
  return Object.is(exact, -0) ? '-0' : Number.isFinite(exact) ? exact : String(exact)
}

const rounded = (value: number, bits: 32 | 64): number => (bits === 32 ? Math.fround(value) : value)

/** Whether a struct's field is not sent. */
export function isLeftOut(type: AnyGobType, value: unknown): boolean {
  const { shape } = type
  if (value === undefined) return true
  switch (shape.kind) {
    case 'pointer':
      // A type with methods has them as a pointer, too, which is zero where it is nil.
      return !isMarshaler(shape.elem) && isLeftOut(shape.elem, value)
    case 'marshaler':
      return shape.name.name === 'Time' && JSON.stringify(timeText(value as Time)) === JSON.stringify(zero(type))
    case 'lazy':
      return isLeftOut(shape.resolve(), value)
    case 'slice':
    case 'bytes':
    case 'string':
      return (value as ArrayLike<unknown>).length === 0
    case 'float':
      return rounded(value as number, shape.bits) === 0
    case 'complex': {
      const { re, im } = value as Complex
      return [re, im].every((half) => rounded(half, shape.bits === 64 ? 32 : 64) === 0)
    }
    case 'interface':
      return value === null
    case 'array':
    case 'map':
    case 'struct':
      return false
    default:
      return value === false || value === 0 || value === 0n
  }
}

function isMarshaler({ shape }: AnyGobType): boolean {
  return shape.kind === 'marshaler' || (shape.kind === 'pointer' && isMarshaler(shape.elem))
}

/** The notation of the zero value. */
function zero(type: AnyGobType): Json {
  const { shape } = type
  switch (shape.kind) {
    case 'bool':
      return false
    case 'int':
    case 'uint':
      return shape.bits === 64 ? '0' : 0
    case 'float':
      return 0
    case 'complex':
      return [0, 0]
    case 'string':
    case 'bytes':
      return ''
    case 'marshaler':
      return shape.name.name === 'Time' ? ['-62135596800', 0, null] : '0'
    case 'slice':
    case 'map':
      return []
    case 'array':
      return Array.from({ length: shape.length }, () => zero(shape.elem))
    case 'struct':
      return Object.fromEntries(shape.fields.map(({ name, type: of }) => [name, zero(of)]))
    case 'lazy':
      return zero(shape.resolve())
    default:
      return null
  }
}
