import { interfaceWriter } from './encode-interface.ts'
import { marshalerWriter } from './encode-marshaler.ts'
import { misfit, scalarWriter, type ValueWriter } from './encode-scalar.ts'
import type { Sink } from './encode-sink.ts'
import { completeStruct } from './encode-struct.ts'
import { Fault, keyPart, within } from './fault.ts'
import type { AnyGobType, Shape } from './gob-type.ts'
import { baseType, resolved } from './type-identity.ts'

const writers = new WeakMap<Shape, ValueWriter>()

/**
 * The writer of a type, made once. It follows Go's encoder: a struct leaves out zero values but not nested structs,
 * arrays and maps that are empty; inside slices, arrays and maps everything is sent.
 *
 * @see GOROOT/src/encoding/gob/encode.go, `encOpFor`
 */
export function writerOf(type: AnyGobType): ValueWriter {
  const { shape } = resolved(type)
  const known = writers.get(shape)
  if (known !== undefined) return known
  // Entered before its parts are made, for types that contain themselves.
  const writer: ValueWriter = { omits: never, write: neverWritten }
  writers.set(shape, writer)
  try {
    if (shape.kind === 'struct') completeStruct(writer, shape, writerOf)
    else Object.assign(writer, make(shape))
    return writer
  } catch (error) {
    writers.delete(shape)
    throw error
  }
}

const never = () => false
const neverWritten = () => {
  throw new Fault('its type is used before it is complete')
}

function make(shape: Exclude<Shape, Kind<'struct'>>): ValueWriter {
  switch (shape.kind) {
    case 'slice':
      return sliceWriter(shape)
    case 'array':
      return arrayWriter(shape)
    case 'map':
      return mapWriter(shape)
    case 'interface':
      return interfaceWriter(shape.types, writerOf)
    case 'marshaler':
      return marshalerWriter(shape)
    case 'pointer':
      return pointerWriter(shape)
    case 'lazy':
      return writerOf(shape.resolve())
    default:
      return scalarWriter(shape)
  }
}

type Kind<K extends Shape['kind']> = Extract<Shape, { kind: K }>

function sliceWriter({ elem }: Kind<'slice'>): ValueWriter {
  const writer = writerOf(elem)
  return {
    omits: (value) => Array.isArray(value) && value.length === 0,
    write(sink, value) {
      if (!Array.isArray(value)) throw misfit(value, 'an array')
      writeElements(sink, writer, value)
    },
  }
}

function arrayWriter({ length, elem }: Kind<'array'>): ValueWriter {
  const writer = writerOf(elem)
  return {
    omits: never,
    write(sink, value) {
      if (!Array.isArray(value)) throw misfit(value, 'an array')
      if (value.length !== length) throw new Fault(`wanted an array of ${length} elements, got one of ${value.length}`)
      writeElements(sink, writer, value)
    },
  }
}

function writeElements(sink: Sink, writer: ValueWriter, list: readonly unknown[]): void {
  sink.enter()
  sink.writeUint(list.length)
  let index = 0
  try {
    for (; index < list.length; index++) writer.write(sink, list[index])
  } catch (error) {
    throw within(`[${index}]`, error)
  }
  sink.depth--
}

function mapWriter({ key, elem }: Kind<'map'>): ValueWriter {
  const keyWriter = writerOf(key)
  const elemWriter = writerOf(elem)
  return {
    // Go sends an empty map that is not nil, because the receiver may want to put something into it.
    omits: never,
    write(sink, value) {
      if (!isMap(value)) throw misfit(value, 'a Map')
      sink.enter()
      sink.writeUint(value.size)
      let index = 0
      for (const [itsKey, itsElem] of value) {
        try {
          keyWriter.write(sink, itsKey)
          elemWriter.write(sink, itsElem)
        } catch (error) {
          throw within(keyPart(itsKey, index), error)
        }
        index++
      }
      sink.depth--
    },
  }
}

/** Also one of another realm. */
function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return value instanceof Map || Object.prototype.toString.call(value) === '[object Map]'
}

function pointerWriter({ elem }: Kind<'pointer'>): ValueWriter {
  const writer = writerOf(elem)
  // Go asks a type with methods of its own behind a pointer for nothing but nil.
  const sendsZero = baseType(elem).shape.kind === 'marshaler'
  return {
    omits: (value) => value === undefined || (!sendsZero && writer.omits(value)),
    write(sink, value) {
      if (value === undefined) throw new Fault('a nil pointer can only be sent as a field of a struct')
      writer.write(sink, value)
    },
  }
}
