import { describe, expect, it } from 'vitest'
import * as gob from '../../src/gob/index.ts'
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

  it.each(picked)('is not complete, and its end is an error, at every byte: $name', (golden) => {
    const bytes = bytesOf(golden)
    // Where values end, the stream may end: where a decoder fed byte by byte has nothing left.
    const ends = new Set([0])
    const whole = new gob.Decoder()
    for (let index = 0; index < bytes.length; index++) {
      whole.push(bytes.subarray(index, index + 1))
      if (whole.skip()) ends.add(index + 1)
    }
    for (let cut = 0; cut <= bytes.length; cut++) {
      const decoder = new gob.Decoder()
      decoder.push(bytes.subarray(0, cut))
      for (const name of golden.types) if (decoder.decode(any(typeOf(name))) === undefined) break
      const error = thrownBy(() => decoder.end())
      if (ends.has(cut)) expect(error).toBe(undefined)
      else {
        expect(error).toBeInstanceOf(gob.GobDecodeError)
        expect(error).toMatchObject({ offset: cut, message: expect.stringMatching(/^gob: stream ends /) })
      }
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
