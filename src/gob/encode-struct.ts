import { misfit, type ValueWriter } from './encode-scalar.ts'
import { within } from './fault.ts'
import { generate, generateAfter, mostGeneratedFields } from './generate.ts'
import type { AnyGobType, Shape, StructField } from './gob-type.ts'
import { resolved } from './type-identity.ts'
import { zeroOf } from './zero-value.ts'

interface FieldWriter {
  readonly name: string
  readonly writer: ValueWriter
  /** What is sent for a field left out: structs, arrays and what never counts as zero are always there. */
  readonly zero: (() => unknown) | undefined
}

type Write = ValueWriter['write']

/** Gives `writer` what writes a struct: a loop over the fields, and generated code once it is worth it. */
export function completeStruct(
  writer: ValueWriter,
  { fields }: Extract<Shape, { kind: 'struct' }>,
  writerOf: (type: AnyGobType) => ValueWriter,
): void {
  const list = fields.map(
    (field): FieldWriter => ({ name: field.name, writer: writerOf(field.type), zero: sentZero(field) }),
  )
  const byLoop = loop(list)
  let writes = 0
  writer.omits = () => false
  writer.write = (sink, value) => {
    if (++writes === generateAfter) writer.write = generated(list) ?? byLoop
    byLoop(sink, value)
  }
}

function sentZero({ type }: StructField): FieldWriter['zero'] {
  const { shape } = resolved(type)
  const isSent =
    shape.kind === 'struct' ||
    shape.kind === 'array' ||
    (shape.kind === 'marshaler' && shape.codec.isZero === undefined)
  return isSent ? () => emptyOf(type) : undefined
}

/** Go's zero value with everything left out that a struct may leave out: a nil map is not sent, an empty one is. */
function emptyOf(type: AnyGobType): unknown {
  const { shape } = resolved(type)
  if (shape.kind === 'struct') return {}
  return shape.kind === 'array' ? Array.from({ length: shape.length }, () => emptyOf(shape.elem)) : zeroOf(type)
}

function loop(list: readonly FieldWriter[]): Write {
  return (sink, value) => {
    if (typeof value !== 'object' || value === null) throw misfit(value, 'an object')
    sink.enter()
    let last = -1
    for (let number = 0; number < list.length; number++) {
      const { name, writer, zero } = list[number] as FieldWriter
      let field = (value as Readonly<Record<string, unknown>>)[name]
      if (field === undefined) {
        if (zero === undefined) continue
        field = zero()
      }
      if (writer.omits(field)) continue
      sink.writeUint(number - last)
      last = number
      try {
        writer.write(sink, field)
      } catch (error) {
        throw within(`.${name}`, error)
      }
    }
    sink.writeUint(0)
    sink.depth--
  }
}

function generated(list: readonly FieldWriter[]): Write | undefined {
  if (list.length > mostGeneratedFields) return undefined
  const given: Record<string, unknown> = {
    misfit,
    inField: (number: number, error: unknown) => within(`.${list[number]?.name}`, error),
  }
  const writes = list.map(({ name, writer, zero }, number) => {
    given[`writer${number}`] = writer
    if (zero !== undefined) given[`zero${number}`] = zero
    return `
      field = value[${JSON.stringify(name)}]
      ${zero === undefined ? '' : `if (field === undefined) field = zero${number}()`}
      if (field !== undefined && !writer${number}.omits(field)) {
        sink.writeUint(${number} - last)
        last = ${number}
        writer${number}.write(sink, field)
      }`
  })
  return generate<Write>(
    `return (sink, value) => {
      if (typeof value !== 'object' || value === null) throw misfit(value, 'an object')
      sink.enter()
      let field
      let last = -1
      try {
        ${writes.join('\n')}
      } catch (error) {
        throw inField(last, error)
      }
      sink.writeUint(0)
      sink.depth--
    }`,
    given,
  )
}
