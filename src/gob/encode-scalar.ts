import type { Sink } from './encode-sink.ts'
import { Fault, within } from './fault.ts'
import type { Shape } from './gob-type.ts'

/** How values of one type are written. */
export interface ValueWriter {
  /** Whether a struct leaves the value out (Go's zero value). Other values answer false, right or wrong. */
  omits(value: unknown): boolean
  /** @throws {Fault} if the type cannot hold the value. */
  write(sink: Sink, value: unknown): void
}

type ScalarShape = Extract<Shape, { kind: 'bool' | 'int' | 'uint' | 'float' | 'complex' | 'string' | 'bytes' }>

/** The largest finite float32; a float64 beyond it would become infinite. */
export const maxFloat32 = 3.4028234663852886e38

/** The writer of a scalar type. The mirror of `scalarReader`. */
export function scalarWriter(shape: ScalarShape): ValueWriter {
  switch (shape.kind) {
    case 'bool':
      return boolWriter
    case 'string':
      return shape.as === 'text' ? stringWriter : bytesWriter
    case 'bytes':
      return bytesWriter
    case 'float':
      return floatWriter(shape.bits)
    case 'complex':
      return complexWriter(floatWriter(shape.bits === 64 ? 32 : 64))
    default:
      return shape.as === 'bigint' ? bigintWriter(shape) : numberWriter(shape)
  }
}

const boolWriter: ValueWriter = {
  omits: (value) => value === false,
  write(sink, value) {
    if (typeof value !== 'boolean') throw misfit(value, 'a boolean')
    sink.writeUint(value ? 1 : 0)
  },
}

const stringWriter: ValueWriter = {
  omits: (value) => value === '',
  write(sink, value) {
    if (typeof value !== 'string') throw misfit(value, 'a string')
    sink.writeString(value)
  },
}

const bytesWriter: ValueWriter = {
  omits: (value) => isBytes(value) && value.length === 0,
  write(sink, value) {
    if (!isBytes(value)) throw misfit(value, 'a Uint8Array')
    sink.writeBytes(value)
  },
}

/** Go's math.NaN(), 7ff8000000000001, with its bytes reversed. JavaScript has one NaN, and it is another. */
const goNaN = [0x0100_0000, 0xf87f] as const

function floatWriter(bits: 32 | 64): ValueWriter {
  return {
    // As Go sees it: what float32 rounds to zero is zero.
    omits: bits === 64 ? (value) => value === 0 : (value) => typeof value === 'number' && Math.fround(value) === 0,
    write(sink, value) {
      if (typeof value !== 'number') throw misfit(value, 'a number')
      if (bits === 64) {
        if (Number.isNaN(value)) sink.writeUint64(...goNaN)
        else sink.writeFloat(value)
      } else if (Number.isFinite(value) && Math.abs(value) > maxFloat32) {
        throw new Fault(`${value} is out of range for float32`)
      } else sink.writeFloat(Math.fround(value))
    },
  }
}

/** The real part, then the imaginary one. */
function complexWriter(part: ValueWriter): ValueWriter {
  return {
    omits: (value) => isPair(value) && part.omits(value.re) && part.omits(value.im),
    write(sink, value) {
      if (!isPair(value)) throw misfit(value, 'an object with re and im')
      for (const name of ['re', 'im'] as const) {
        try {
          part.write(sink, value[name])
        } catch (error) {
          throw within(`.${name}`, error)
        }
      }
    },
  }
}

function isPair(value: unknown): value is { readonly re: unknown; readonly im: unknown } {
  return typeof value === 'object' && value !== null && 're' in value && 'im' in value
}

type IntegerShape = Extract<ScalarShape, { kind: 'int' | 'uint' }>

function numberWriter({ kind, bits, go, as }: IntegerShape): ValueWriter {
  const signed = kind === 'int'
  const safe = as === 'safe'
  const most = safe ? Number.MAX_SAFE_INTEGER : 2 ** (signed ? bits - 1 : bits) - 1
  const least = safe && signed ? -most : signed ? -most - 1 : 0
  return {
    omits: (value) => value === 0,
    write(sink, value) {
      if (typeof value !== 'number') throw misfit(value, 'a number')
      if (!Number.isInteger(value)) throw new Fault(`${value} is not an integer, as ${go} must be`)
      if (value < least || value > most) {
        throw new Fault(
          safe && Math.abs(value) > most
            ? `${value} is beyond the safe integers of safeInteger(${go}): use ${go}, a bigint`
            : `${value} is out of range for ${go}`,
        )
      }
      if (signed) sink.writeInt(value)
      else sink.writeUint(value)
    },
  }
}

const mostSafe = BigInt(Number.MAX_SAFE_INTEGER)

function bigintWriter({ kind, go }: IntegerShape): ValueWriter {
  const signed = kind === 'int'
  const most = signed ? 2n ** 63n - 1n : 2n ** 64n - 1n
  const least = signed ? -(2n ** 63n) : 0n
  return {
    omits: (value) => value === 0n,
    write(sink, value) {
      if (typeof value !== 'bigint') throw misfit(value, 'a bigint')
      if (value < least || value > most) throw new Fault(`${value} is out of range for ${go}`)
      if (value <= mostSafe && value >= -mostSafe) {
        if (signed) sink.writeInt(Number(value))
        else sink.writeUint(Number(value))
        return
      }
      const bits = signed ? (value < 0n ? (~value << 1n) | 1n : value << 1n) : value
      sink.writeUint64(Number(bits >> 32n), Number(bits & 0xffff_ffffn))
    },
  }
}

/** Also one of another realm: a Jest sandbox and jsdom have a Uint8Array of their own. */
export function isBytes(value: unknown): value is Uint8Array {
  return value instanceof Uint8Array || Object.prototype.toString.call(value) === '[object Uint8Array]'
}

/** What was given in place of what the type takes. */
export function misfit(value: unknown, wanted: string): Fault {
  return new Fault(`wanted ${wanted}, got ${describe(value)}`)
}

function describe(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return `the string ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`
    case 'number':
    case 'boolean':
      return `the ${typeof value} ${value}`
    case 'bigint':
      return `the bigint ${value}n`
    case 'object':
      return value === null ? 'null' : `an object (${Object.prototype.toString.call(value).slice(8, -1)})`
    case 'undefined':
      return 'undefined'
    default:
      return `a ${typeof value}`
  }
}
