import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { thrownBy } from './thrown-by.ts'

const messageOf = (attempt: () => unknown) => (thrownBy(attempt) as Error).message
const bytesOf = (hex: string) => new Uint8Array(Buffer.from(hex, 'hex'))

/** As Go's GobEncode wrote it. */
const raw = gob.gobEncoder<Uint8Array>('big.Int', {
  decode: (bytes) => bytes,
  encode: (bytes) => bytes,
  zero: () => new Uint8Array(0),
})

describe('big.Int', () => {
  it.each([
    ['', 0n],
    ['02', 0n],
    ['03', 0n],
    ['0200', 0n],
    ['02000001', 1n],
    ['037f', -127n],
    ['02ff00', 65280n],
  ])('is read from %s as Go reads it', (sent, value) => {
    expect(gob.decode(gob.bigInt, gob.encode(raw, bytesOf(sent)))).toBe(value)
  })

  it('refuses other versions', () => {
    expect(messageOf(() => gob.decode(gob.bigInt, gob.encode(raw, bytesOf('0401'))))).toBe(
      'gob: big.Int cannot be decoded from its 2 bytes: version 2 is not 1 (byte 19, at value)',
    )
  })

  it('takes bigints only', () => {
    const any = gob.bigInt as gob.GobType<unknown, unknown>
    expect(messageOf(() => gob.encode(any, 7))).toBe('gob: big.Int cannot be encoded: wanted a bigint (at value)')
  })

  it('refuses what no bigint can be, before it makes a text of it', () => {
    const { shape } = gob.bigInt
    const bytes = new Uint8Array(2 ** 27 + 1)
    bytes[0] = 2
    expect(() => shape.kind === 'marshaler' && shape.codec.decode(bytes)).toThrow('a bigint cannot be as large')
  })

  it('may be of hundreds of thousands of bytes', () => {
    const large = (1n << 4_000_000n) - 1n
    expect(gob.decode(gob.bigInt, gob.encode(gob.bigInt, -large)) === -large).toBe(true)
  })
})
