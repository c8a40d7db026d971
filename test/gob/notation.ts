import type { AnyGobType, Complex, Time } from '../../src/gob/door.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** A value as test/oracle/notation writes it: nothing is lost, but that a map left out is an empty one. */
export function toJson(type: AnyGobType, value: unknown): Json {
  const { shape } = type
  switch (shape.kind) {
    case 'string':
      return shape.as === 'bytes' ? stringJson(value as Uint8Array) : (value as Json)
    case 'marshaler':
      return marshalerJson(type, shape.name.name, value)
    case 'bool':
      return value as Json
    case 'int':
    case 'uint':
      return typeof value === 'bigint' ? String(value) : (value as number)
    case 'float':
      return floatJson(value as number)
    case 'complex':
      return [floatJson((value as Complex).re), floatJson((value as Complex).im)]
    case 'bytes':
      return Buffer.from(value as Uint8Array).toString('hex')
    case 'slice':
    case 'array':
      return (value as unknown[]).map((item) => toJson(shape.elem, item))
    case 'map': {
      if (value === undefined) return []
      const pairs = [...(value as Map<unknown, unknown>)].map(([k, v]) => [toJson(shape.key, k), toJson(shape.elem, v)])
      return pairs.sort((a, b) => Buffer.compare(keyBytes(a), keyBytes(b)))
    }
    case 'struct': {
      const fields = shape.fields.map((field) => [
        field.name,
        toJson(field.type, Reflect.get(value as object, field.name)),
      ])
      return Object.fromEntries(fields) as Json
    }
    case 'interface': {
      if (value === null) return null
      const { name, value: concrete } = value as { name: string; value: unknown }
      return [name, toJson(shape.types[name] as AnyGobType, concrete)]
    }
    case 'pointer':
      return value === undefined ? null : toJson(shape.elem, value)
    default:
      return toJson(shape.resolve(), value)
  }
}

const floatJson = (value: number) => (Object.is(value, -0) ? '-0' : Number.isFinite(value) ? value : String(value))

/** A string that is not UTF-8 as its bytes. */
function stringJson(bytes: Uint8Array): Json {
  const text = Buffer.from(bytes).toString('utf8')
  return Buffer.from(text).equals(bytes) ? text : { hex: Buffer.from(bytes).toString('hex') }
}

function stringBytes(json: Json): Uint8Array {
  const bytes = typeof json === 'string' ? Buffer.from(json) : Buffer.from((json as { hex: string }).hex, 'hex')
  return new Uint8Array(bytes)
}

/** A time as seconds, nanoseconds and offset, a big.Int as its digits, of other types the bytes that their method gives. */
function marshalerJson({ shape }: AnyGobType, name: string, value: unknown): Json {
  if (name === 'Int') return String(value)
  if (name === 'Time') {
    const { epochNanoseconds, offsetSeconds } = value as Time
    const nanoseconds = ((epochNanoseconds % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n
    return [String((epochNanoseconds - nanoseconds) / 1_000_000_000n), Number(nanoseconds), offsetSeconds]
  }
  return shape.kind === 'marshaler' ? Buffer.from(shape.codec.encode(value as never)).toString('hex') : null
}

function fromMarshalerJson({ shape }: AnyGobType, name: string, json: Json): unknown {
  if (name === 'Int') return BigInt(json as string)
  if (name === 'Time') {
    const [seconds, nanoseconds, offsetSeconds] = json as [string, number, number | null]
    return { epochNanoseconds: BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds), offsetSeconds }
  }
  const bytes = new Uint8Array(Buffer.from(json as string, 'hex'))
  return shape.kind === 'marshaler' ? shape.codec.decode(bytes) : null
}

const keyBytes = (pair: Json[]) => Buffer.from(JSON.stringify(pair[0]))

/** The value that {@link toJson} wrote. */
export function fromJson(type: AnyGobType, json: Json): unknown {
  const { shape } = type
  switch (shape.kind) {
    case 'int':
    case 'uint':
      return shape.as === 'bigint' ? BigInt(json as string) : json
    case 'string':
      return shape.as === 'bytes' ? stringBytes(json) : json
    case 'marshaler':
      return fromMarshalerJson(type, shape.name.name, json)
    case 'float':
      return Number(json)
    case 'complex':
      return { re: Number((json as Json[])[0]), im: Number((json as Json[])[1]) }
    case 'bytes':
      return new Uint8Array(Buffer.from(json as string, 'hex'))
    case 'slice':
    case 'array':
      return (json as Json[]).map((item) => fromJson(shape.elem, item))
    case 'map':
      if (json === null) return undefined
      return new Map((json as [Json, Json][]).map(([k, v]) => [fromJson(shape.key, k), fromJson(shape.elem, v)]))
    case 'struct':
      return Object.fromEntries(
        shape.fields.map((field) => [
          field.name,
          fromJson(field.type, (json as Record<string, Json>)[field.name] as Json),
        ]),
      )
    case 'interface': {
      if (json === null) return null
      const [name, concrete] = json as [string, Json]
      return { name, value: fromJson(shape.types[name] as AnyGobType, concrete) }
    }
    case 'pointer':
      return json === null && shape.elem.shape.kind !== 'interface' ? undefined : fromJson(shape.elem, json)
    case 'lazy':
      return fromJson(shape.resolve(), json)
    default:
      return json
  }
}

/** What Go wrote, as it is here: a nil map is an empty one. */
export const asRead = (type: AnyGobType, json: Json | undefined): Json => toJson(type, fromJson(type, json as Json))
