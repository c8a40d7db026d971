import type { DumpBytes } from './dump-bytes.ts'
import type { DumpOutput } from './dump-output.ts'
import { printableName } from './dump-print.ts'
import type { DumpField } from './dump-types.ts'

/** A struct that is being read. */
export interface DumpStruct {
  readonly name: string
  readonly fields: readonly DumpField[]
  /** Of the field read last; -1 before the first. */
  number: number
}

/** Reads a field's distance from the last; undefined at the struct's end. */
export function nextField(
  input: DumpBytes,
  output: DumpOutput,
  struct: DumpStruct,
  depth: number,
): DumpField | undefined {
  if (input.remaining <= 0) {
    if (input.isCutOff) input.failCutOff()
    output.add('note', depth, `${ending(struct.name)} is left out, the message ends`)
    return undefined
  }
  output.say('field number', '', depth)
  const start = input.position
  const delta = input.uint()
  if (delta === 0n) {
    output.add('end', depth, ending(struct.name))
    return undefined
  }
  const number = BigInt(struct.number) + delta
  const field = struct.fields[Number(number)]
  if (field === undefined) {
    const name = struct.name === '' ? 'the struct' : printableName(struct.name)
    input.fail(`field number ${number}, but ${name} was sent with ${struct.fields.length} fields`, start)
  }
  struct.number = Number(number)
  return field
}

const ending = (name: string) => (name === '' ? 'end of the struct' : `end of ${printableName(name)}`)
