import { expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { Decoder, Encoder } from '../../src/gob/door.ts'
import { randomFrom } from './random.ts'

const inner = gob.struct('In', { A: gob.bytes, B: gob.string, C: gob.slice(gob.bytes) })
const any = gob.iface(gob.registry({ 'main.In': inner }))
const outer = gob.struct('Out', { X: gob.int32, P: gob.bytes, I: any, L: gob.slice(any), Q: gob.bytes })

/** Sizes around the one from which a byte slice is a part of its own, and around what a message's length takes. */
const sizes = [0, 1, 127, 128, 65_535, 65_536, 65_537, 200_000]

function someValue(next: (below: number) => number) {
  const slice = () => new Uint8Array(sizes[next(sizes.length)] as number).fill(next(256))
  const held = () =>
    next(3) === 0
      ? null
      : ({ name: 'main.In', value: { A: slice(), B: 'x'.repeat(next(300)), C: [slice(), slice()] } } as const)
  return { X: next(1000), P: slice(), I: held(), L: [held(), held()], Q: slice() }
}

it('writes in parts the bytes that it writes as one, with large byte slices as they were given', () => {
  const next = randomFrom(7)
  for (let round = 0; round < 50; round++) {
    const [whole, inParts] = [new Encoder(), new Encoder()]
    for (let time = 0; time < 2; time++) {
      const [first, second] = [someValue(next), someValue(next)]
      const values = [
        [outer, first],
        [gob.bytes, first.Q],
        [outer, second],
      ] as const
      const parts = inParts.encodeParts(values)
      expect(Buffer.concat(parts).equals(whole.encodeAll(values))).toBe(true)
      for (const slice of [first.P, first.Q, second.P, second.Q]) {
        expect(parts.includes(slice)).toBe(slice.length >= 65_536)
      }
    }
  }
})

it('leaves the stream as it was when one of the parts cannot be written', () => {
  const encoder = new Encoder()
  const large = new Uint8Array(100_000)
  const bad = { P: large, Q: 'text' as unknown as Uint8Array }
  expect(() => encoder.encodeParts([[outer, bad]])).toThrow(
    'gob: wanted a Uint8Array, got the string "text" (at Out.Q)',
  )
  const parts = encoder.encodeParts([[outer, { P: large }]])
  expect(Buffer.concat(parts).equals(new Encoder().encode(outer, { P: large }))).toBe(true)
})

it('reads a large message from where its bytes were put, as if they had been pushed', () => {
  const value = someValue(randomFrom(3))
  const sent = { ...value, P: new Uint8Array(1_000_000).fill(1), Q: new Uint8Array(70_000).fill(2) }
  const encoder = new Encoder()
  const decoder = new Decoder()
  for (let time = 0; time < 3; time++) {
    const stream = encoder.encode(outer, { ...sent, I: null, L: [] })
    let inRoom = 0
    let read: { readonly value: gob.Infer<typeof outer> } | undefined
    for (let at = 0; at < stream.length; ) {
      const { room } = decoder
      const chunk = stream.subarray(at, at + Math.min(room?.length ?? 65_536, 100_000))
      if (room === undefined) decoder.push(chunk)
      else {
        room.set(chunk)
        decoder.push(room.subarray(0, chunk.length))
        inRoom += chunk.length
      }
      at += chunk.length
      read = decoder.decode(outer)
    }
    expect(inRoom).toBeGreaterThan(800_000)
    if (read === undefined) expect.fail('not there')
    const { P, Q, ...rest } = read.value
    expect(rest).toEqual({ X: sent.X, I: null, L: [] })
    expect([Buffer.compare(P, sent.P), Buffer.compare(Q, sent.Q)]).toEqual([0, 0])
    expect(decoder.unreadBytes).toBe(0)
  }
  decoder.end()
})

it('offers no room where a copy costs little, or nothing has been announced', () => {
  const decoder = new Decoder()
  expect(decoder.room).toBeUndefined()
  decoder.push(new Encoder().encode(gob.bytes, new Uint8Array(1000)).subarray(0, 500))
  expect(decoder.room).toBeUndefined()
})
