import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { bytesOf, plainGoldens, typeOf } from './golden-files.ts'
import { thrownBy } from './thrown-by.ts'

const hex = (text: string) => new Uint8Array(Buffer.from(text.replaceAll(/\s/g, ''), 'hex'))
const any = (type: gob.AnyGobType) => type as gob.GobType<unknown>

const point = gob.struct('Point', { X: gob.int, Y: gob.int })
/** The definitions that go before a value of a type. */
const definitions = (type: gob.GobType<unknown, never>, value: unknown) => {
  const encoder = new gob.Encoder()
  const first = encoder.encode(any(type), value)
  return first.subarray(0, first.length - encoder.encode(any(type), value).length)
}
const pointDefinition = definitions(point, {})

describe('a truncated stream', () => {
  const picked = plainGoldens.filter(({ hex: text }) => text.length < 2000).filter((_, index) => index % 4 === 0)

  /** Reads what has arrived; gives the error of `end()` then. Neither changes what comes next. */
  function endsIn(decoder: gob.Decoder, types: readonly string[], read: { count: number }): unknown {
    for (; read.count < types.length; read.count++) {
      if (decoder.decode(any(typeOf(types[read.count] as string))) === undefined) break
    }
    return thrownBy(() => decoder.end())
  }

  function expectTruncated(error: unknown, offset: number): void {
    expect(error).toBeInstanceOf(gob.GobDecodeError)
    expect((error as gob.GobDecodeError).offset).toBe(offset)
    expect((error as gob.GobDecodeError).message).toMatch(/^gob: stream ends /)
  }

  it.each(picked)('is not complete, and its end is an error, at every byte: $name', (golden) => {
    const bytes = bytesOf(golden)
    const decoder = new gob.Decoder()
    const skipper = new gob.Decoder()
    const read = { count: 0 }
    // Where values end, the stream may end.
    const ends = [0]
    for (let cut = 1; cut <= bytes.length; cut++) {
      const byte = bytes.subarray(cut - 1, cut)
      decoder.push(byte)
      skipper.push(byte)
      if (skipper.skip()) ends.push(cut)
      const error = endsIn(decoder, golden.types, read)
      if (ends.at(-1) === cut) expect(error).toBe(undefined)
      else expectTruncated(error, cut)
    }
    expect(read.count).toBe(golden.types.length)
    expect(ends).toHaveLength(golden.types.length + 1)
    // The same for streams that arrive at once, cut off at some of the bytes.
    const step = Math.max(1, Math.floor(bytes.length / 5))
    for (let cut = bytes.length % step; cut < bytes.length; cut += step) {
      const whole = new gob.Decoder()
      whole.push(bytes.subarray(0, cut))
      const error = endsIn(whole, golden.types, { count: 0 })
      if (ends.includes(cut)) expect(error).toBe(undefined)
      else expectTruncated(error, cut)
    }
  })

  it('says how much of the message arrived', () => {
    const decoder = new gob.Decoder()
    decoder.push(hex('0a 04 00'))
    expect(decoder.decode(gob.int)).toBe(undefined)
    expect(thrownBy(() => decoder.end())).toMatchObject({
      message: 'gob: stream ends inside a message: 2 of 10 bytes arrived (byte 3)',
    })
    const inLength = new gob.Decoder()
    inLength.push(hex('fc 00'))
    expect(thrownBy(() => inLength.end())).toMatchObject({
      message: 'gob: stream ends inside the length of a message (byte 2)',
    })
    const defined = new gob.Decoder()
    defined.push(pointDefinition)
    expect(defined.decode(point)).toBe(undefined)
    expect(thrownBy(() => defined.end())).toMatchObject({
      message: `gob: stream ends after type definitions, before the value they are for (byte ${pointDefinition.length})`,
    })
  })
})
