import { type Cursor, noField } from './decode-cursor.ts'
import type { Read } from './decode-scalar.ts'
import { outOfFields, type Skipper } from './decode-walk.ts'
import { Fault, within } from './fault.ts'
import { generate, generateAfter, mostGeneratedFields } from './generate.ts'
import type { Shape, StructField } from './gob-type.ts'
import { resolved } from './type-identity.ts'
import { zeroOf } from './zero-value.ts'

/** A sent field: read into the field of that name, or stepped over. */
export interface Slot {
  readonly name: string
  readonly reader: { readonly read: Read } | undefined
  readonly skipper: Skipper | undefined
}

/** The kinds whose zero value is an object, made anew for each struct. */
const objectKinds: ReadonlySet<Shape['kind']> = new Set([
  'complex',
  'bytes',
  'slice',
  'array',
  'map',
  'struct',
  'marshaler',
] as const)

function isObject(field: StructField): boolean {
  const { shape } = resolved(field.type)
  return objectKinds.has(shape.kind) || (shape.kind === 'string' && shape.as === 'bytes')
}

/** Gives `reader` what reads a struct: a loop over the sent fields, and generated code once it is worth it. */
export function completeStruct(
  reader: { read: Read },
  name: string,
  slots: readonly Slot[],
  fields: readonly StructField[],
): void {
  const byLoop = loop(name, slots, fields)
  let reads = 0
  reader.read = (cursor) => {
    if (++reads === generateAfter) reader.read = generated(name, slots, fields) ?? byLoop
    return byLoop(cursor)
  }
}

function loop(name: string, slots: readonly Slot[], fields: readonly StructField[]): Read {
  // Cloning one object with all the fields is the fastest way to make another here. What is not a primitive is
  // made only where nothing was sent.
  const template: Record<string, unknown> = {}
  for (const field of fields) template[field.name] = isObject(field) ? undefined : zeroOf(field.type)
  const objects = fields.filter(isObject)
  return (cursor) => {
    cursor.enter()
    const value = { ...template }
    let number = -1
    try {
      for (number = cursor.readField(number); number !== noField; number = cursor.readField(number)) {
        const slot = slots[number]
        if (slot === undefined) return fail(cursor, number, slots, name)
        if (slot.reader !== undefined) value[slot.name] = slot.reader.read(cursor)
        else slot.skipper?.skip(cursor)
      }
    } catch (error) {
      throw inField(slots, number, error)
    }
    for (const field of objects) if (value[field.name] === undefined) value[field.name] = zeroOf(field.type)
    cursor.depth--
    return value
  }
}

/** Fields come in order, so that one comparison for each decides: what is not sent costs next to nothing. */
function generated(name: string, slots: readonly Slot[], fields: readonly StructField[]): Read | undefined {
  if (slots.length + fields.length > mostGeneratedFields) return undefined
  const given: Record<string, unknown> = { noField, fail, inField, name, slots }
  const variables = new Map<string, string>()
  const before: string[] = []
  const after: string[] = []
  for (const [index, field] of fields.entries()) {
    const [variable, zero] = [`value${index}`, `zero${index}`]
    variables.set(field.name, variable)
    given[zero] = isObject(field) ? () => zeroOf(field.type) : zeroOf(field.type)
    before.push(`let ${variable} = ${isObject(field) ? 'undefined' : zero}`)
    if (isObject(field)) after.push(`if (${variable} === undefined) ${variable} = ${zero}()`)
  }
  const reads = slots.map((slot, number) => {
    given[`slot${number}`] = slot.reader ?? slot.skipper
    const read =
      slot.reader === undefined
        ? `slot${number}.skip(cursor)`
        : `${variables.get(slot.name)} = slot${number}.read(cursor)`
    return `if (number === ${number}) { ${read}; number = cursor.readField(${number}) }`
  })
  return generate<Read>(
    `return (cursor) => {
      cursor.enter()
      ${before.join('\n')}
      let number = -1
      try {
        number = cursor.readField(-1)
        ${reads.join('\n')}
        if (number !== noField) fail(cursor, number, slots, name)
      } catch (error) {
        throw inField(slots, number, error)
      }
      ${after.join('\n')}
      cursor.depth--
      return { ${fields.map((field) => `${JSON.stringify(field.name)}: ${variables.get(field.name)}`).join(', ')} }
    }`,
    given,
  )
}

function fail(cursor: Cursor, number: number, slots: readonly Slot[], name: string): never {
  return cursor.fail(outOfFields(number, slots.length, name), cursor.fieldAt)
}

function inField(slots: readonly Slot[], number: number, error: unknown): unknown {
  const slot = slots[number]
  if (slot === undefined) return error
  if (error instanceof Fault && error.betweenFields) {
    error.betweenFields = false
    return error
  }
  return within(`.${slot.name}`, error)
}
