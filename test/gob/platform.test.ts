import { afterEach, expect, it, vi } from 'vitest'
import { plainGoldens, typeOf } from './golden-files.ts'
import { asRead, toJson } from './notation.ts'

const realBuffer = globalThis.Buffer

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

it('reads and writes the same without Node’s Buffer', async () => {
  const streams = plainGoldens.map((golden) => ({ golden, bytes: new Uint8Array(realBuffer.from(golden.hex, 'hex')) }))
  vi.resetModules()
  vi.stubGlobal('Buffer', undefined)
  const { Decoder, Encoder } = await import('../../src/gob/door.ts')
  const results = streams.map(({ golden, bytes }) => {
    const decoder = new Decoder()
    decoder.push(bytes)
    const values = golden.types.map((name) => decoder.decode(typeOf(name) as never)?.value)
    decoder.end()
    const encoder = new Encoder()
    const again = new Decoder()
    return golden.types.map((name, index) => {
      again.push(encoder.encode(typeOf(name) as never, values[index] as never))
      return { name, value: values[index], again: again.decode(typeOf(name) as never)?.value }
    })
  })
  vi.unstubAllGlobals()
  for (const [index, { golden }] of streams.entries()) {
    for (const [position, { name, value, again }] of (results[index] ?? []).entries()) {
      const expected = asRead(typeOf(name), golden.values?.[position])
      expect(toJson(typeOf(name), value)).toEqual(expected)
      expect(toJson(typeOf(name), again)).toEqual(expected)
    }
  }
})

it('needs no TextEncoder where there is a Buffer, as in jsdom', async () => {
  vi.resetModules()
  vi.stubGlobal('TextEncoder', undefined)
  vi.stubGlobal('TextDecoder', undefined)
  const gob = await import('../../src/gob/door.ts')
  expect(gob.decode(gob.string, gob.encode(gob.string, 'Grüße 世界'.repeat(10)))).toBe('Grüße 世界'.repeat(10))
})
