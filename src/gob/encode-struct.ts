import { misfit, type ValueWriter } from './encode-scalar.ts'
import { within } from './fault.ts'
import type { AnyGobType, Shape } from './gob-type.ts'
import { resolved } from './type-identity.ts'
import { zeroOf } from './zero-value.ts'

interface FieldWriter {
  readonly name: string
  readonly writer: ValueWriter
  /** What is sent for a field left out: structs and arrays are always there. */
  readonly zero: (() => unknown) | undefined
}

export function structWriter(
  { fields }: Extract<Shape, { kind: 'struct' }>,
  writerOf: (type: AnyGobType) => ValueWriter,
): ValueWriter {
  const list: readonly FieldWriter[] = fields.map(({ name, type }) => {
    const { kind } = resolved(type).shape
    return {
      name,
      writer: writerOf(type),
      zero: kind === 'struct' ? () => ({}) : kind === 'array' ? () => zeroOf(type) : undefined,
    }
  })
  return {
    omits: () => false,
    write(sink, value) {
      if (typeof value !== 'object' || value === null) throw misfit(value, 'an object')
      sink.enter()
      let last = -1
      for (let index = 0; index < list.length; index++) {
        const { name, writer, zero } = list[index] as FieldWriter
        let field = (value as Readonly<Record<string, unknown>>)[name]
        if (field === undefined) {
          if (zero === undefined) continue
          field = zero()
        }
        if (writer.omits(field)) continue
        sink.writeUint(index - last)
        last = index
        try {
          writer.write(sink, field)
        } catch (error) {
          throw within(`.${name}`, error)
        }
      }
      sink.writeUint(0)
      sink.depth--
    },
  }
}
