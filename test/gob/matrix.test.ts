import { describe, expect, it } from 'vitest'
import { type AnyGobType, Decoder, GobDecodeError, type GobType, struct } from '../../src/gob/door.ts'
import { type MatrixRow, matrix, typeOf } from './golden-files.ts'
import { deviations } from './known-gaps.ts'
import { asRead, type Json, toJson } from './notation.ts'

const holders = new Map<AnyGobType, AnyGobType>()
function holderOf(type: AnyGobType): AnyGobType {
  const holder = holders.get(type) ?? struct('', { F: type })
  holders.set(type, holder)
  return holder
}

/** What we make of a row's value as a type: it, or 'refused'. */
function ours({ hex, field }: MatrixRow, wanted: string): Json {
  const type = typeOf(wanted)
  const decoder = new Decoder()
  decoder.push(Buffer.from(hex, 'hex'))
  try {
    const value = decoder.decode((field ? holderOf(type) : type) as GobType<unknown>)?.value
    decoder.end()
    return { value: toJson(type, field ? Reflect.get(value as object, 'F') : value) }
  } catch (error) {
    expect(error).toBeInstanceOf(GobDecodeError)
    return 'refused'
  }
}

const name = ({ sent, field }: MatrixRow) => (field ? `a field of ${sent}` : sent)

describe('what was sent as one type and is wanted as another', () => {
  const wanted = new Set(matrix.map(({ sent }) => sent))

  it('is a table of every type with every other', () => {
    expect(wanted.size).toBeGreaterThanOrEqual(60)
    expect(matrix.length).toBe(2 * wanted.size)
    for (const { read, refused } of matrix) {
      expect(new Set([...Object.keys(read), ...Object.values(refused).flat()])).toEqual(wanted)
    }
  })

  it.each(matrix.map((row) => ({ sent: name(row), row })))('is read or refused as by Go: $sent', ({ row }) => {
    const differences: Record<string, unknown> = {}
    for (const type of wanted) {
      const words = Object.entries(row.refused).find(([, types]) => types.includes(type))?.[0]
      const go = words === undefined ? { value: asRead(typeOf(type), row.read[type]) } : 'refused'
      const we = ours(row, type)
      if (JSON.stringify(we) === JSON.stringify(go)) continue
      differences[type] = deviations[name(row)]?.[type] ?? { go: words ?? go, we }
    }
    expect(differences).toEqual(deviations[name(row)] ?? {})
  })

  it('has no deviation listed that is none', () => {
    expect(matrix.map(name)).toEqual(expect.arrayContaining(Object.keys(deviations)))
  })
})
