import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'

/** What properties.test.ts found, each as small as it gets. The bytes are Go's. */

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const bytes = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(' ', ''), 'hex'))

it('leaves out a float32 that is zero when it is rounded, and sends it in a list', () => {
  const type = gob.struct('', { F: gob.float32, C: gob.complex64, L: gob.slice(gob.float32) })
  const tiny = -5e-324
  expect(hex(gob.encode(type, { F: tiny, C: { re: tiny, im: tiny }, L: [tiny] }))).toBe(
    '1e7f030102ff80000103010146010800010143010e0001014c01ff8200000017ff81020101095b5d666c6f6174333201ff82000108000007ff800301ff8000',
  )
})

it('sends no empty maps in an array of structs that is left out', () => {
  const part = gob.struct('', { M: gob.map(gob.string, gob.int) })
  expect(hex(gob.encode(gob.struct('', { B: gob.array(1, part) }), {}))).toBe(
    '127f030102ff8000010101014201ff860000002fff850101011e5b315d737472756374207b204d206d61705b737472696e675d696e74207d01ff860001ff820102000013ff81030102ff8200010101014d01ff840000001eff830401010e6d61705b737472696e675d696e7401ff8400010c0104000006ff8001010000',
  )
})

it('reads a list of a type that is its own element as that type', () => {
  interface List extends Array<List> {}
  const list: gob.GobType<List> = gob.named('cases.List', gob.slice(gob.lazy(() => list)) as gob.GobType<List>)
  const stream = bytes('0dff81020102ff820001ff800000127f020101044c69737401ff800001ff80000004ff820000')
  expect(gob.decode(list, stream)).toEqual([])
})

describe('what Go does wrong', () => {
  /** struct{ A struct{ X, Y int }; B struct{ Y, Z int } }{{1, 2}, {3, 4}} */
  const twoStructs = bytes(
    '197f030102ff8000010201014101ff820001014201ff8400000031ff8103010117737472756374207b205820696e743b205920696e74207d01ff82000102010158010400010159010400000031ff8303010117737472756374207b205920696e743b205a20696e74207d01ff8400010201015901040001015a01040000000fff8001010201040001010601080000',
  )

  it('reads two fields of one type from two types that were sent, where Go reads B as { X: 3, Y: 4 }', () => {
    const part = gob.struct('', { X: gob.int, Y: gob.int })
    expect(gob.decode(gob.struct('', { A: part, B: part }), twoStructs)).toEqual({
      A: { X: 1n, Y: 2n },
      B: { X: 0n, Y: 3n },
    })
  })

  it('reads an empty struct as one that has fields in the stream, where Go says "field numbers out of bounds"', () => {
    const empty = gob.struct('', {})
    // struct{ A []struct{}; Name struct{ A int } }{nil, {-1}}
    const stream = bytes(
      '1c7f030102ff8000010201014101ff840001044e616d6501ff860000001aff830201010b5b5d737472756374207b7d01ff840001ff8200000aff81030102ff8200000024ff8503010110737472756374207b204120696e74207d01ff86000101010141010400000007ff800201010000',
    )
    expect(gob.decode(gob.struct('', { A: gob.slice(empty), Name: empty }), stream)).toEqual({ A: [], Name: {} })
  })

  it('refuses a bool as an empty struct also behind another empty struct, where Go takes it', () => {
    const empty = gob.struct('', {})
    // struct{ A struct{}; B bool }{}
    const stream = gob.encode(gob.struct('', { A: empty, B: gob.bool }), {})
    expect(() => gob.decode(gob.struct('', { A: empty, B: empty }), stream)).toThrow(
      'gob: sent as bool, wanted as struct {} (byte 50, at value.B)',
    )
  })

  it('writes a pointer to a pointer to a type with methods, at which Go panics', () => {
    const type = gob.pointer(gob.pointer(gob.bigInt))
    expect(hex(gob.encode(type, 5n))).toBe('097f050102ff8200000006ff8000020205')
    expect(gob.decode(type, bytes('097f050102ff8200000006ff8000020205'))).toBe(5n)
  })
})
