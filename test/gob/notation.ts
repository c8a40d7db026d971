import type { AnyGobType } from '../../src/gob/index.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** A value as test/oracle/notation writes it: nothing is lost, but that a map left out is an empty one. */
export function toJson(type: AnyGobType, value: unknown): Json {
  const { shape } = type
  switch (shape.kind) {
    case 'bool':
    case 'string':
      return value as Json
    case 'int':
    case 'uint':
      return typeof value === 'bigint' ? String(value) : (value as number)
    case 'float':
      return Object.is(value, -0) ? '-0' : Number.isFinite(value) ? (value as number) : String(value)
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
    case 'pointer':
      return value === undefined ? null : toJson(shape.elem, value)
    default:
      return toJson(shape.resolve(), value)
  }
}

const keyBytes = (pair: Json[]) => Buffer.from(JSON.stringify(pair[0]))

/** The value that {@link toJson} wrote. */
export function fromJson(type: AnyGobType, json: Json): unknown {
  const { shape } = type
  switch (shape.kind) {
    case 'int':
    case 'uint':
      return shape.as === 'bigint' ? BigInt(json as string) : json
    case 'float':
      return Number(json)
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
    case 'pointer':
      return json === null ? undefined : fromJson(shape.elem, json)
    case 'lazy':
      return fromJson(shape.resolve(), json)
    default:
      return json
  }
}

/** What Go wrote, as it is here: a nil map is an empty one. */
export const asRead = (type: AnyGobType, json: Json | undefined): Json => toJson(type, fromJson(type, json as Json))
