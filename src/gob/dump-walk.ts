import { DumpBytes, type DumpFault } from './dump-bytes.ts'
import type { DumpLine, DumpScalar } from './dump-line.ts'
import { printableBytes, printableName, printableText } from './dump-print.ts'
import { type DumpField, type DumpRecord, type DumpRecorded, DumpTypes, definitionId } from './dump-types.ts'

const maxDepth = 10_000
const maxTypes = 10_000

/** What is being read, innermost last. A list instead of recursion: no stream can be too deep for the stack. */
type Level = { readonly depth: number } & (
  | { readonly kind: 'struct'; readonly name: string; readonly fields: readonly DumpField[]; number: number }
  | { readonly kind: 'list'; readonly elem: number; readonly count: number; index: number }
  | { readonly kind: 'map'; readonly key: number; readonly elem: number; readonly count: number; index: number }
  | { readonly kind: 'type sequence' }
  | { readonly kind: 'contents'; end: number }
)

/** Walks over one stream. Whoever calls takes the lines after each step. */
export class DumpWalk {
  readonly #in: DumpBytes
  readonly #types = new DumpTypes()
  readonly #levels: Level[] = []
  #lines: DumpLine[] = []
  /** The first byte that no line has covered yet. */
  #from = 0
  /** What begins at `#from`, should it turn out to be corrupt. */
  #about = ''
  #depth = 0
  #defining = false

  constructor(bytes: Uint8Array) {
    this.#in = new DumpBytes(bytes)
  }

  takeLines(): readonly DumpLine[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  /** @returns false at the end of the stream. @throws {DumpFault} where it is corrupt. */
  step(): boolean {
    const level = this.#levels.at(-1)
    if (level === undefined) return this.#message()
    switch (level.kind) {
      case 'struct':
        this.#field(level)
        break
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

  /** The last line of a corrupt stream, and before it what was begun there. */
  corrupt({ reason, offset }: DumpFault): DumpLine {
    this.#in.position = offset
    if (offset > this.#from) this.#line('note', this.#depth, this.#about === '' ? '…' : `${this.#about} …`)
    const end = this.#in.bytes.length
    const meaning = `corrupt at byte ${offset}: ${reason}`
    return { offset, end, depth: 0, kind: 'corrupt', label: '', meaning }
  }

  #message(): boolean {
    const input = this.#in
    this.#endMessage()
    if (input.position >= input.bytes.length) {
      if (this.#defining) input.fail('stream ends after type definitions, before the value they are for')
      return false
    }
    this.#openMessage(0)
    this.#about = 'type id'
    this.#depth = 1
    const id = this.#typeId()
    this.#defining = id < 0
    if (id < 0) {
      this.#definition(-id, 1)
      if (input.remaining > 0) input.fail(`${input.remaining} bytes follow a type definition in its message`)
      return true
    }
    this.#line('type', 1, `value of ${this.#types.nameOf(id)} (type ${id})`)
    this.#topValue(id, '', 2)
    return true
  }

  #endMessage(): void {
    const input = this.#in
    if (input.isCutOff) input.failCutOff()
    input.position = input.messageEnd
    const left = input.position - this.#from
    if (left > 0) this.#line('note', 2, `${left} bytes behind the value, which Go does not look at`)
  }

  #openMessage(depth: number): void {
    const input = this.#in
    const start = input.position
    this.#about = 'message length'
    this.#depth = depth
    input.messageEnd = input.bytes.length
    const length = input.uint()
    if (length === 0n) input.fail('message of 0 bytes, it cannot even hold a type id', start)
    if (length > BigInt(Number.MAX_SAFE_INTEGER)) input.fail(`message of ${length} bytes`, start)
    input.messageEnd = input.position + Number(length)
    this.#line('message', depth, `message of ${length} bytes`)
  }

  #typeId(): number {
    const start = this.#in.position
    const id = this.#in.int()
    if (id > 0x7fff_ffffn || id < -0x7fff_ffffn) this.#in.fail(`type id ${id} is out of range`, start)
    return Number(id)
  }

  #definition(id: number, depth: number): void {
    if (id < 64) this.#in.fail(`type id ${id} cannot be defined, only those from 64 on`, this.#from)
    if (this.#types.get(id) !== undefined) this.#in.fail(`type id ${id} is defined twice`, this.#from)
    if (this.#types.defined >= maxTypes) this.#in.fail(`stream defines more than ${maxTypes} types`, this.#from)
    this.#line('type', depth, `definition of type ${id}`)
    this.#types.define(id, this.#recorded(definitionId, '', depth + 1) as DumpRecord)
    this.#line('definition', depth + 1, `type ${id} is ${this.#types.textOf(id)}`)
  }

  /** A value of one of the types that definitions are made of. These do not contain themselves. */
  #recorded(id: number, label: string, depth: number): DumpRecorded {
    const type = this.#types.get(id)
    this.#say(label, this.#types.nameOf(id), depth)
    if (type?.kind === 'slice') {
      const count = this.#in.count('slice')
      this.#line('value', depth, `${this.#about}, ${count} elements`, label)
      return Array.from({ length: count }, (_, index) => {
        if (this.#in.remaining <= 0) this.#missingElement(count)
        return this.#recorded(type.elem, `[${index}]`, depth + 1)
      })
    }
    if (type?.kind !== 'struct') return this.#scalar(id, label, depth) as DumpRecorded
    if (label !== '') this.#line('value', depth, this.#about, label)
    const record: Record<string, DumpRecorded> = {}
    const level = { kind: 'struct' as const, name: type.name, fields: type.fields, number: -1, depth }
    for (;;) {
      const field = this.#nextField(level, label === '' ? depth : depth + 1)
      if (field === undefined) return record
      record[field.name] = this.#recorded(field.id, printableName(field.name), label === '' ? depth : depth + 1)
    }
  }

  #field(level: Extract<Level, { kind: 'struct' }>): void {
    const field = this.#nextField(level, level.depth + 1)
    if (field === undefined) this.#levels.pop()
    else this.#value(field.id, printableName(field.name), level.depth + 1)
  }

  #nextField(level: Extract<Level, { kind: 'struct' }>, depth: number): DumpField | undefined {
    const input = this.#in
    if (input.remaining <= 0) {
      if (input.isCutOff) input.failCutOff()
      this.#line('note', depth, `${ending(level.name)} is left out, the message ends`)
      return undefined
    }
    this.#say('field number', '', depth)
    const start = input.position
    const delta = input.uint()
    if (delta === 0n) {
      this.#line('end', depth, ending(level.name))
      return undefined
    }
    const number = BigInt(level.number) + delta
    const field = level.fields[Number(number)]
    if (field === undefined) {
      const name = level.name === '' ? 'the struct' : printableName(level.name)
      input.fail(`field number ${number}, but ${name} was sent with ${level.fields.length} fields`, start)
    }
    level.number = Number(number)
    return field
  }

  #element(id: number, label: string, depth: number, count: number): void {
    if (this.#in.remaining <= 0) this.#missingElement(count)
    this.#value(id, label, depth)
  }

  #missingElement(count: number): never {
    if (this.#in.isCutOff) this.#in.failCutOff()
    return this.#in.fail(`message ends before the last of ${count} elements`)
  }

  /** A value behind its type id: one that is no struct comes as if it were field 0 of one. */
  #topValue(id: number, label: string, depth: number): void {
    this.#say(label, this.#types.nameOf(id), depth)
    const kind = this.#types.get(id)?.kind
    if (kind !== undefined && kind !== 'struct') {
      const start = this.#in.position
      const delta = this.#in.uint()
      if (delta !== 0n) this.#in.fail(`value begins with ${delta}, where one that is no struct begins with 0`, start)
    }
    this.#value(id, label, depth)
  }

  /** Reads a value's beginning; what it consists of is left to the next steps. */
  #value(id: number, label: string, depth: number): void {
    const input: DumpBytes = this.#in
    const type = this.#types.get(id)
    this.#say(label, this.#types.nameOf(id), depth)
    if (type === undefined || type.kind === 'nothing') {
      input.fail(type === undefined ? `type ${id} is not defined` : `the definition of type ${id} says nothing`)
    }
    const what = this.#about
    switch (type.kind) {
      case 'struct':
        // At the top the type id's line has said it.
        if (label !== '') this.#line('value', depth, what, label)
        this.#enter({ kind: 'struct', name: type.name, fields: type.fields, number: -1, depth })
        break
      case 'array':
      case 'slice': {
        const start = input.position
        const count = input.count(type.kind)
        if (type.kind === 'array' && count !== type.length) {
          input.fail(`array of ${count} elements, its type has ${type.length}`, start)
        }
        this.#line('value', depth, `${what}, ${count} elements`, label)
        this.#enter({ kind: 'list', elem: type.elem, count, index: 0, depth })
        break
      }
      case 'map': {
        const count = input.count('map')
        this.#line('value', depth, `${what}, ${count} entries`, label)
        this.#enter({ kind: 'map', key: type.key, elem: type.elem, count, index: 0, depth })
        break
      }
      case 'opaque': {
        const bytes = input.run('byte slice')
        const text = type.by === 'TextMarshaler' ? printableText(bytes) : printableBytes(bytes)
        this.#line('value', depth, `${what} by its ${type.by}: ${text}`, label, bytes)
        break
      }
      default:
        if (id === 8) this.#interface(label, depth)
        else this.#scalar(id, label, depth)
    }
  }

  #scalar(id: number, label: string, depth: number): DumpScalar {
    const { value, text } = this.#readScalar(id)
    this.#line('value', depth, `${this.#about} ${text}`, label, value)
    return value
  }

  #readScalar(id: number): { readonly value: DumpScalar; readonly text: string } {
    const input = this.#in
    switch (id) {
      case 1: {
        const value = input.uint() !== 0n
        return { value, text: String(value) }
      }
      case 2: {
        const value = input.int()
        return { value, text: String(value) }
      }
      case 3: {
        const value = input.uint()
        return { value, text: String(value) }
      }
      case 4: {
        const value = input.float()
        return { value, text: floatText(value) }
      }
      case 5: {
        const value = input.run('byte slice')
        return { value, text: printableBytes(value) }
      }
      case 6: {
        const value = input.run('string')
        return { value, text: printableText(value) }
      }
      default: {
        const value = [input.float(), input.float()] as const
        const imaginary = floatText(value[1])
        return { value, text: `(${floatText(value[0])}${/^[-+]/.test(imaginary) ? '' : '+'}${imaginary}i)` }
      }
    }
  }

  #interface(label: string, depth: number): void {
    const name = this.#in.run('type name')
    if (name.length === 0) {
      this.#line('value', depth, `${this.#about} nil`, label)
    } else {
      this.#line('value', depth, `${this.#about} holding ${printableText(name)}`, label)
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
    this.#say('type id', '', depth + 1)
    const id = this.#typeId()
    if (id < 0) {
      this.#definition(-id, depth + 1)
      if (input.remaining > 0) this.#nextPart(depth)
      return
    }
    this.#line('type', depth + 1, `type ${id}, ${this.#types.nameOf(id)}`)
    this.#levels.pop()
    const end = this.#length(depth)
    this.#enter({ kind: 'contents', end, depth })
    this.#topValue(id, '', depth + 1)
  }

  /** What comes behind a definition has its own length, and the length before it ends here. */
  #nextPart(depth: number): void {
    const around = this.#levels.findLast((level) => level.kind === 'contents')
    const before = around?.end
    const end = this.#length(depth)
    if (around === undefined || before === undefined) return
    around.end = end
  }

  #length(depth: number): number {
    this.#say('length', '', depth + 1)
    const length = this.#in.uint()
    this.#line('note', depth + 1, `${length} bytes until the next definition or the value's end`)
    return this.#in.position + Number(length)
  }

  #checkContents(end: number, depth: number): void {
    if (end === this.#in.position) return
    this.#line('note', depth + 1, `the length said byte ${end}, which Go does not look at`)
  }

  #enter(level: Level): void {
    if (level.depth > maxDepth) this.#in.fail(`value is nested deeper than ${maxDepth} levels`)
    this.#levels.push(level)
  }

  #say(label: string, type: string, depth: number): void {
    this.#about = [label, type].filter((part) => part !== '').join(': ')
    this.#depth = depth
  }

  /** Adds the line for all bytes that were read since the last. */
  #line(kind: DumpLine['kind'], depth: number, meaning: string, label = '', scalar?: DumpScalar): void {
    const end = this.#in.position
    const line = { offset: this.#from, end, depth, kind, label, meaning }
    this.#lines.push(scalar === undefined ? line : { ...line, scalar })
    this.#from = end
  }
}

const ending = (name: string) => (name === '' ? 'end of the struct' : `end of ${printableName(name)}`)

const floatText = (value: number) => (Object.is(value, -0) ? '-0' : String(value))
