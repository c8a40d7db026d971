import { misfit, type ValueWriter } from './encode-scalar.ts'
import { Fault, within } from './fault.ts'
import type { AnyGobType } from './gob-type.ts'
import { baseType } from './type-identity.ts'

/**
 * The writer of an interface: a registered name ('' for nil), the definitions that are still to be sent, the type id
 * and the value as a message of its own.
 *
 * @see GOROOT/src/encoding/gob/encode.go, `encodeInterface`
 */
export function interfaceWriter(
  types: Readonly<Record<string, AnyGobType>>,
  writerOf: (type: AnyGobType) => ValueWriter,
): ValueWriter {
  return {
    omits: (value) => value === null,
    write(sink, value) {
      if (value === null) {
        sink.writeUint(0)
        return
      }
      if (typeof value !== 'object' || !('name' in value) || !('value' in value)) {
        throw misfit(value, 'null or an object with name and value')
      }
      const { name, value: concrete } = value
      const type = typeof name === 'string' ? types[name] : undefined
      if (typeof name !== 'string' || type === undefined) {
        throw new Fault(`type ${JSON.stringify(String(name))} is not registered for interfaces`)
      }
      try {
        if (concrete === undefined) throw new Fault('a nil pointer cannot be sent inside an interface')
        const { kind } = baseType(type).shape
        if (kind === 'interface') throw new Fault('an interface cannot hold another, only a concrete type')
        sink.enter()
        sink.writeString(name)
        sink.writeInt(sink.define(type))
        sink.message(() => {
          if (kind !== 'struct') sink.writeUint(0)
          writerOf(type).write(sink, concrete)
        })
        sink.depth--
      } catch (error) {
        throw within(`.(${name})`, error)
      }
    },
  }
}
