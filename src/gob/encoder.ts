import { SentTypes } from './encode-definitions.ts'
import type { ValueWriter } from './encode-scalar.ts'
import { Sink } from './encode-sink.ts'
import { writerOf } from './encode-value.ts'
import { Fault, isStackOverflow } from './fault.ts'
import { GobEncodeError } from './gob-encode-error.ts'
import type { AnyGobType, GobType } from './gob-type.ts'
import { type Limits, limitsFrom } from './limits.ts'
import { baseType, resolved } from './type-identity.ts'

/** Smaller byte slices are copied: that costs less than one more write. */
const leastPart = 64 * 1024

/** What is known of a type that the receiver knows. */
interface Known {
  readonly id: number
  readonly isStruct: boolean
  readonly writer: ValueWriter
}

/** A value with its type. */
export type Typed<In> = readonly [type: GobType<unknown, In>, value: In]

/**
 * Writes the values of one gob stream. Each type is defined once per stream, before its first value, in Go's order and
 * with Go's ids (from 64 on), so that the bytes equal those of a fresh Go program, but for the order in maps.
 *
 * Send everything that `encode` gives, in that order: later values rely on the definitions in earlier ones. A call that
 * throws leaves the stream as it was.
 */
export class Encoder {
  readonly #sink: Sink
  readonly #types = new SentTypes()
  /** Of the types whose definitions have been sent. */
  readonly #known = new Map<AnyGobType, Known>()

  /** @param options.limits only `maxDepth` and `maxMessageBytes` matter here. */
  constructor(options: { readonly limits?: Partial<Limits> | undefined } = {}) {
    this.#sink = new Sink(limitsFrom(options.limits), (sink, type) => this.#types.send(sink, type))
  }

  /**
   * Encodes one value.
   *
   * @returns the messages to send: definitions that are still to be sent, then the value. The caller's own.
   * @throws {GobEncodeError} if the type cannot hold the value; the path says which part of it.
   */
  encode<In>(type: GobType<unknown, In>, value: In): Uint8Array {
    return this.encodeAll([[type, value]])
  }

  /**
   * Encodes several values into one array: all or, when one of them throws, none.
   *
   * @throws {GobEncodeError} as {@link encode} does.
   */
  encodeAll<const Ins extends readonly unknown[]>(values: { readonly [I in keyof Ins]: Typed<Ins[I]> }): Uint8Array {
    this.#sink.reset()
    this.#encode(values as readonly Typed<never>[])
    return this.#sink.take()
  }

  /**
   * As {@link encodeAll}, in parts to be sent one behind the other: byte slices from 64 KiB on are not copied, but are
   * given back as they are. They must not be changed before they have been sent.
   *
   * @throws {GobEncodeError} as {@link encode} does.
   */
  encodeParts<const Ins extends readonly unknown[]>(
    values: { readonly [I in keyof Ins]: Typed<Ins[I]> },
  ): readonly Uint8Array[] {
    this.#sink.reset(leastPart)
    this.#encode(values as readonly Typed<never>[])
    return this.#sink.takeParts()
  }

  #encode(values: readonly Typed<never>[]): void {
    const mark = this.#types.mark()
    const fresh: AnyGobType[] = []
    let current: AnyGobType | undefined
    try {
      for (const [type, value] of values) {
        current = type
        this.#encodeOne(type, value, fresh)
      }
    } catch (error) {
      this.#types.restore(mark)
      for (const type of fresh) this.#known.delete(type)
      this.#sink.take()
      throw toEncodeError(error, current)
    }
  }

  #encodeOne(type: AnyGobType, value: unknown, fresh: AnyGobType[]): void {
    const sink = this.#sink
    const known = this.#known.get(type)
    sink.begin()
    const { id, isStruct, writer } = known ?? this.#define(type, fresh)
    sink.writeInt(id)
    // A value that is no struct travels as if it were field 0 of one, written even where it is zero.
    if (!isStruct) sink.writeUint(0)
    writer.write(sink, value)
    sink.end()
  }

  #define(type: AnyGobType, fresh: AnyGobType[]): Known {
    const writer = writerOf(type)
    const isStruct = baseType(type).shape.kind === 'struct'
    const known = { id: this.#types.send(this.#sink, type), isStruct, writer }
    this.#known.set(type, known)
    fresh.push(type)
    return known
  }
}

function toEncodeError(thrown: unknown, type: AnyGobType | undefined): unknown {
  if (isStackOverflow(thrown)) {
    return new GobEncodeError('value is nested deeper than the stack allows, or contains itself', rootOf(type))
  }
  if (!(thrown instanceof Fault)) return thrown
  const { reason, path, cause } = thrown
  return new GobEncodeError(reason, rootOf(type) + path, cause === undefined ? undefined : { cause })
}

function rootOf(type: AnyGobType | undefined): string {
  return type === undefined ? 'value' : rootPath(type)
}

/** What a path begins with: a struct's name, else `value`. */
export function rootPath(type: AnyGobType): string {
  const { shape } = resolved(baseType(type))
  return (shape.kind === 'struct' && shape.name?.name) || 'value'
}

/**
 * Encodes one value as a stream of its own.
 *
 * @throws {GobEncodeError} if the type cannot hold the value.
 */
export function encode<In>(type: GobType<unknown, In>, value: In): Uint8Array {
  return new Encoder().encode(type, value)
}
