import type { DumpBytes } from './dump-bytes.ts'
import { type DumpStruct, nextField } from './dump-field.ts'
import type { DumpOutput } from './dump-output.ts'
import { printableName } from './dump-print.ts'
import { dumpScalar } from './dump-scalar.ts'
import { type DumpRecord, type DumpRecorded, type DumpTypes, definitionId } from './dump-types.ts'

const maxTypes = 10_000

/** Reads what a stream says of its types. */
export class DumpDefinitions {
  readonly #in: DumpBytes
  readonly #out: DumpOutput
  readonly #types: DumpTypes

  constructor(input: DumpBytes, output: DumpOutput, types: DumpTypes) {
    this.#in = input
    this.#out = output
    this.#types = types
  }

  /** Reads the definition of a type behind its id. */
  read(id: number, depth: number): void {
    const at = this.#out.from
    if (id < 64) this.#in.fail(`type id ${id} cannot be defined, only those from 64 on`, at)
    if (this.#types.get(id) !== undefined) this.#in.fail(`type id ${id} is defined twice`, at)
    if (this.#types.defined >= maxTypes) this.#in.fail(`stream defines more than ${maxTypes} types`, at)
    this.#out.add('type', depth, `definition of type ${id}`)
    this.#types.define(id, this.#recorded(definitionId, '', depth + 1) as DumpRecord)
    this.#out.add('definition', depth + 1, `type ${id} is ${this.#types.textOf(id)}`)
  }

  /** A value of one of the types that definitions are made of. These do not contain themselves. */
  #recorded(id: number, label: string, depth: number): DumpRecorded {
    const type = this.#types.get(id)
    this.#out.say(label, this.#types.nameOf(id), depth)
    if (type?.kind === 'slice') {
      const count = this.#in.count('slice')
      this.#out.add('value', depth, `${this.#out.about}, ${count} elements`, label)
      // Not made at once: the count of a stream that is cut off can be anything.
      const list: DumpRecorded[] = []
      while (list.length < count) {
        this.#in.needElement(count)
        list.push(this.#recorded(type.elem, `[${list.length}]`, depth + 1))
      }
      return list
    }
    if (type?.kind !== 'struct') {
      const { value, text } = dumpScalar(this.#in, id)
      this.#out.add('value', depth, `${this.#out.about} ${text}`, label, value)
      return value as DumpRecorded
    }
    if (label !== '') this.#out.add('value', depth, this.#out.about, label)
    const record: Record<string, DumpRecorded> = {}
    const struct: DumpStruct = { name: type.name, fields: type.fields, number: -1 }
    const inner = label === '' ? depth : depth + 1
    for (;;) {
      const field = nextField(this.#in, this.#out, struct, inner)
      if (field === undefined) return record
      record[field.name] = this.#recorded(field.id, printableName(field.name), inner)
    }
  }
}
