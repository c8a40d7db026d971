import { describe, expect, expectTypeOf, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const messageOf = (attempt: () => unknown) => (thrownBy(attempt) as Error).message

describe('stringBytes', () => {
  const raws = gob.struct('main.Raws', {
    F: gob.stringBytes,
    List: gob.slice(gob.stringBytes),
    Map: gob.map(gob.stringBytes, gob.int),
    Pointer: gob.pointer(gob.stringBytes),
  })
  const latin = Uint8Array.of(0x63, 0x61, 0x66, 0xe9)

  it('loses nothing where a string is not UTF-8', () => {
    const value = { F: latin, List: [latin, new Uint8Array(0)], Map: new Map([[latin, 1n]]), Pointer: latin }
    expect(gob.decode(raws, gob.encode(raws, value))).toEqual(value)
    expect(gob.decode(raws, gob.encode(raws, {}))).toEqual({
      F: new Uint8Array(0),
      List: [],
      Map: new Map(),
      Pointer: undefined,
    })
    expectTypeOf<gob.Infer<typeof raws>['Map']>().toEqualTypeOf<Map<Uint8Array, bigint>>()
  })

  it('is a string to Go: read as one and from one, but not as bytes', () => {
    expect(gob.decode(gob.string, gob.encode(gob.stringBytes, Buffer.from('é')))).toBe('é')
    expect(gob.decode(gob.stringBytes, gob.encode(gob.string, 'é'))).toEqual(Uint8Array.of(0xc3, 0xa9))
    expect(gob.encode(gob.slice(gob.stringBytes), [])).toEqual(gob.encode(gob.slice(gob.string), []))
    expect(messageOf(() => gob.decode(gob.bytes, gob.encode(gob.stringBytes, latin)))).toBe(
      'gob: sent as string, wanted as []uint8 (byte 2, at value)',
    )
    expect(gob.decode(gob.string, gob.encode(gob.stringBytes, latin))).toBe('caf\ufffd')
    expect(gob.decode(gob.stringBytes, gob.encode(gob.string, '\ud800'))).toEqual(Uint8Array.of(0xef, 0xbf, 0xbd))
  })

  it('takes a Uint8Array only', () => {
    const any = gob.stringBytes as gob.GobType<unknown, unknown>
    expect(messageOf(() => gob.encode(any, 'text'))).toBe('gob: wanted a Uint8Array, got the string "text" (at value)')
  })
})
