import { DumpBytes, type DumpFault } from './dump-bytes.ts'
import { DumpDefinitions } from './dump-definition.ts'
import { type DumpStruct, nextField } from './dump-field.ts'
import type { DumpLine } from './dump-line.ts'
import { DumpOutput } from './dump-output.ts'
import { printableBytes, printableName, printableText } from './dump-print.ts'
import { dumpScalar } from './dump-scalar.ts'
import { type DumpType, DumpTypes } from './dump-types.ts'

const maxDepth = 10_000

/** What is being read, innermost last. A list instead of recursion: no stream can be too deep for the stack. */
type Level = { readonly depth: number } & (
  | ({ readonly kind: 'struct' } & DumpStruct)
  | { readonly kind: 'list'; readonly elem: number; readonly count: number; index: number }
  | { readonly kind: 'map'; readonly key: number; readonly elem: number; readonly count: number; index: number }
  | { readonly kind: 'type sequence' }
  | { readonly kind: 'contents'; end: number }
)

/** Walks over one stream. Whoever calls takes the lines after each step. */
export class DumpWalk {
  readonly #in: DumpBytes
  readonly #out: DumpOutput
  readonly #types = new DumpTypes()
  readonly #definitions: DumpDefinitions
  readonly #levels: Level[] = []
  #defining = false

  constructor(bytes: Uint8Array) {
    this.#in = new DumpBytes(bytes)
    this.#out = new DumpOutput(this.#in)
    this.#definitions = new DumpDefinitions(this.#in, this.#out, this.#types)
  }

  takeLines(): readonly DumpLine[] {
    return this.#out.take()
  }

  /** Adds what is wrong as the last line. */
  corrupt(fault: DumpFault): void {
    this.#out.corrupt(fault)
  }

  /** @returns false at the end of the stream. @throws {DumpFault} where it is corrupt. */
  step(): boolean {
    const level = this.#levels.at(-1)
    if (level === undefined) return this.#message()
    switch (level.kind) {
      case 'struct': {
        const field = nextField(this.#in, this.#out, level, level.depth + 1)
        if (field === undefined) this.#levels.pop()
        else this.#value(field.id, printableName(field.name), level.depth + 1)
        break
      }
      case 'list':
        if (level.index === level.count) this.#levels.pop()
        else this.#element(level.elem, `[${level.index++}]`, level.depth + 1, level.count)
        break
      case 'map': {
        if (level.index === 2 * level.count) {
          this.#levels.pop()
          break
        }
        const isKey = level.index % 2 === 0
        const label = `[${Math.floor(level.index / 2)}] ${isKey ? 'key' : 'value'}`
        level.index++
        this.#element(isKey ? level.key : level.elem, label, level.depth + 1, level.count)
        break
      }
      case 'type sequence':
        this.#typeOfInterface(level.depth)
        break
      default:
        this.#levels.pop()
        this.#checkContents(level.end, level.depth)
    }
    return true
  }

  #message(): boolean {
    const input = this.#in
    this.#endMessage()
    if (input.position >= input.bytes.length) {
      if (this.#defining) input.fail('stream ends after type definitions, before the value they are for')
      return false
    }
    this.#openMessage(0)
    this.#out.say('type id', '', 1)
    const id = this.#typeId()
    this.#defining = id < 0
    if (id < 0) {
      this.#definitions.read(-id, 1)
      if (input.remaining > 0) input.fail(`${input.remaining} bytes follow a type definition in its message`)
      return true
    }
    this.#out.add('type', 1, `value of ${this.#types.nameOf(id)} (type ${id})`)
    this.#topValue(id, 2)
    return true
  }

  #endMessage(): void {
    const input = this.#in
    if (input.isCutOff) input.failCutOff()
    input.position = input.messageEnd
    const left = input.position - this.#out.from
    if (left > 0) this.#out.add('note', 2, `${left} bytes behind the value, which Go does not look at`)
  }

  #openMessage(depth: number): void {
    const input = this.#in
    const start = input.position
    this.#out.say('message length', '', depth)
    input.messageEnd = input.bytes.length
    const length = input.uint()
    if (length === 0n) input.fail('message of 0 bytes, it cannot even hold a type id', start)
    if (length > BigInt(Number.MAX_SAFE_INTEGER)) input.fail(`message of ${length} bytes`, start)
    input.messageEnd = input.position + Number(length)
    this.#out.add('message', depth, `message of ${length} bytes`)
  }

  #typeId(): number {
    const start = this.#in.position
    const id = this.#in.int()
    if (id > 0x7fff_ffffn || id < -0x7fff_ffffn) this.#in.fail(`type id ${id} is out of range`, start)
    return Number(id)
  }

  #element(id: number, label: string, depth: number, count: number): void {
    this.#in.needElement(count)
    this.#value(id, label, depth)
  }

  /** A value behind its type id: one that is no struct comes as if it were field 0 of one. */
  #topValue(id: number, depth: number): void {
    this.#out.say('', this.#types.nameOf(id), depth)
    const kind = this.#types.get(id)?.kind
    if (kind !== undefined && kind !== 'struct') {
      const start = this.#in.position
      const delta = this.#in.uint()
      if (delta !== 0n) this.#in.fail(`value begins with ${delta}, where one that is no struct begins with 0`, start)
    }
    this.#value(id, '', depth)
  }

  /** Reads a value's beginning; what it consists of is left to the next steps. */
  #value(id: number, label: string, depth: number): void {
    const type = this.#types.get(id)
    this.#out.say(label, this.#types.nameOf(id), depth)
    if (type === undefined) this.#in.fail(`type ${id} is not defined`)
    if (type.kind === 'basic') {
      if (id === 8) this.#interface(label, depth)
      else {
        const { value, text } = dumpScalar(this.#in, id)
        this.#out.add('value', depth, `${this.#out.about} ${text}`, label, value)
      }
    } else this.#composite(id, type, label, depth)
  }

  #composite(id: number, type: Exclude<DumpType, { kind: 'basic' }>, label: string, depth: number): void {
    const input: DumpBytes = this.#in
    const what = this.#out.about
    switch (type.kind) {
      case 'struct':
        // At the top the type id's line has said it.
        if (label !== '') this.#out.add('value', depth, what, label)
        this.#enter({ kind: 'struct', name: type.name, fields: type.fields, number: -1, depth })
        break
      case 'array':
      case 'slice': {
        const start = input.position
        const count = input.count(type.kind)
        if (type.kind === 'array' && count !== type.length) {
          input.fail(`array of ${count} elements, its type has ${type.length}`, start)
        }
        this.#out.add('value', depth, `${what}, ${count} elements`, label)
        this.#enter({ kind: 'list', elem: type.elem, count, index: 0, depth })
        break
      }
      case 'map': {
        const count = input.count('map')
        this.#out.add('value', depth, `${what}, ${count} entries`, label)
        this.#enter({ kind: 'map', key: type.key, elem: type.elem, count, index: 0, depth })
        break
      }
      case 'opaque': {
        const bytes = input.run('byte slice')
        const text = type.by === 'TextMarshaler' ? printableText(bytes) : printableBytes(bytes)
        this.#out.add('value', depth, `${what} by its ${type.by}: ${text}`, label, bytes)
        break
      }
      default:
        input.fail(`the definition of type ${id} says nothing`)
    }
  }

  #interface(label: string, depth: number): void {
    const name = this.#in.run('type name')
    if (name.length === 0) {
      this.#out.add('value', depth, `${this.#out.about} nil`, label)
    } else {
      this.#out.add('value', depth, `${this.#out.about} holding ${printableText(name)}`, label)
      this.#enter({ kind: 'type sequence', depth })
    }
  }

  /**
   * The type id of what an interface value holds, before it any definitions. A definition ends the message or, in an
   * interface value within another, the count of bytes that it stands in; what follows has a length of its own.
   *
   * @see GOROOT/src/encoding/gob/decoder.go, `decodeTypeSequence`
   */
  #typeOfInterface(depth: number): void {
    const input = this.#in
    if (input.remaining <= 0) {
      if (input.isCutOff) input.failCutOff()
      if (input.position >= input.bytes.length) input.fail('stream ends inside an interface value')
      this.#openMessage(depth + 1)
    }
    this.#out.say('type id', '', depth + 1)
    const id = this.#typeId()
    if (id < 0) {
      this.#definitions.read(-id, depth + 1)
      if (input.remaining > 0) this.#nextPart(depth)
      return
    }
    this.#out.add('type', depth + 1, `type ${id}, ${this.#types.nameOf(id)}`)
    this.#levels.pop()
    const end = this.#length(depth)
    this.#enter({ kind: 'contents', end, depth })
    this.#topValue(id, depth + 1)
  }

  /** What comes behind a definition has its own length, and the length before it ends here. */
  #nextPart(depth: number): void {
    const around = this.#levels.findLast((level) => level.kind === 'contents')
    const end = this.#length(depth)
    if (around !== undefined) around.end = end
  }

  #length(depth: number): number {
    this.#out.say('length', '', depth + 1)
    const length = this.#in.uint()
    this.#out.add('note', depth + 1, `${length} bytes until the next definition or the value's end`)
    return this.#in.position + Number(length)
  }

  #checkContents(end: number, depth: number): void {
    if (end === this.#in.position) return
    this.#out.add('note', depth + 1, `the length said byte ${end}, which Go does not look at`)
  }

  #enter(level: Level): void {
    if (level.depth > maxDepth) this.#in.fail(`value is nested deeper than ${maxDepth} levels`)
    this.#levels.push(level)
  }
}
