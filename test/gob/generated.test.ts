import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Rolldown } from 'tsdown'
import { afterAll, expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { type AnyGobType, Decoder, Encoder, GobDecodeError, type GobType } from '../../src/gob/door.ts'
import { type Golden, plainGoldens, typeOf } from './golden-files.ts'
import { knownGaps } from './known-gaps.ts'
import { fromJson, type Json, toJson } from './notation.ts'
import { thrownBy } from './thrown-by.ts'

/** More often than a struct is read and written by the loop. */
const often = 80

const any = (type: AnyGobType) => type as GobType<unknown>
/** Only structs have generated code. What a lazy type resolves to is not looked into: there is one in these, too. */
const holdsStruct = (name: string) => /"struct"|"lazy"/.test(JSON.stringify(typeOf(name).shape))
const exact = plainGoldens.filter(
  ({ name, types, random }) => random !== true && knownGaps[name] === undefined && types.some(holdsStruct),
)

const inputs = ({ types, values }: Golden) =>
  types.map((name, index) => [any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json)] as const)

it.each(exact)('writes what Go writes, by generated code: $name', (golden) => {
  const values = inputs(golden)
  for (let time = 0; time < often; time++) new Encoder().encodeAll(values)
  expect(Buffer.from(new Encoder().encodeAll(values)).toString('hex')).toBe(golden.hex)
})

/** A decoder that has read the golden `often` times, or only stepped over it, and a further message of its values. */
function after(golden: Golden, reads: boolean): { readonly decoder: Decoder; readonly message: Uint8Array } {
  const decoder = new Decoder()
  const encoder = new Encoder()
  const values = inputs(golden)
  for (let time = 0; time < often; time++) {
    decoder.push(encoder.encodeAll(values))
    for (const [type] of values) reads ? decoder.decode(type) : decoder.skip()
  }
  return { decoder, message: encoder.encodeAll(values) }
}

/** What becomes of a message: the values, and the error after them. */
function outcome(decoder: Decoder, golden: Golden, message: Uint8Array): unknown[] {
  decoder.push(message)
  return inputs(golden).map(([type]) => {
    let next: { readonly value: unknown } | undefined
    const error = thrownBy(() => {
      next = decoder.decode(type)
    })
    if (error instanceof GobDecodeError) return error.message
    expect(error).toBeUndefined()
    return next === undefined ? 'not there yet' : toJson(type, next.value)
  })
}

it.each(exact)('reads by generated code what the loop reads, and refuses what it refuses: $name', (golden) => {
  const { decoder: looped, message } = after(golden, false)
  const { decoder: generated } = after(golden, true)
  expect(outcome(generated, golden, message)).toEqual(outcome(looped, golden, message))
  // Not the lengths: what was a value stays one, and the stream goes on behind it.
  const content = message.subarray(1)
  if (message.length > 48 || (message[0] as number) !== content.length) return
  for (let index = 2; index < message.length; index++) {
    for (const byte of [0, 1, 0x7f, 0xf7, 0xff]) {
      const mutated = message.slice()
      mutated[index] = byte
      expect(outcome(generated, golden, mutated)).toEqual(outcome(looped, golden, mutated))
    }
  }
})

it('names the field that cannot be written, and the one that cannot be read', () => {
  const place = gob.struct('Place', { City: gob.string, Zip: gob.int32 })
  const order = gob.struct('Order', { Id: gob.int32, Places: gob.slice(place) })
  const encoder = new Encoder()
  const good = { Id: 1, Places: [{ City: 'Bern', Zip: 3000 }] }
  for (let time = 0; time < often; time++) encoder.encode(order, good)
  const bad = { Id: 1, Places: [{ City: 'Bern', Zip: 'CH-3000' as unknown as number }] }
  expect(thrownBy(() => encoder.encode(order, bad))).toMatchObject({ path: 'Order.Places[0].Zip' })

  const wide = gob.struct('Place', { City: gob.string, Zip: gob.int64 })
  const decoder = new Decoder()
  const sender = new Encoder()
  for (let time = 0; time < often; time++) {
    decoder.push(sender.encode(wide, { City: 'Bern', Zip: 3000n }))
    decoder.decode(place)
  }
  decoder.push(sender.encode(wide, { City: 'Bern', Zip: 2n ** 31n }))
  expect(thrownBy(() => decoder.decode(place))).toMatchObject({ path: 'Place.Zip' })
})

const folder = mkdtempSync(join(tmpdir(), 'use-go-lambda-generated-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('reads and writes where a program forbids code from strings', async () => {
  const bundle = await Rolldown.rolldown({
    input: join(import.meta.dirname, '../../src/gob/door.ts'),
    logLevel: 'silent',
  })
  await bundle.write({ file: join(folder, 'gob.mjs'), format: 'esm' })
  await bundle.close()
  const script = `
    import * as gob from ${JSON.stringify(join(folder, 'gob.mjs'))}
    const point = gob.struct('Point', { X: gob.int32, Y: gob.int32 })
    const encoder = new gob.Encoder()
    const decoder = new gob.Decoder()
    let last
    for (let time = 0; time < ${often}; time++) {
      decoder.push(encoder.encode(point, { X: time, Y: -time }))
      last = decoder.decode(point).value
    }
    let forbidden = false
    try { new Function('') } catch { forbidden = true }
    console.log(JSON.stringify({ last, forbidden }))`
  const flags = ['--disallow-code-generation-from-strings', '--input-type=module', '--eval', script]
  expect(JSON.parse(String(execFileSync(process.execPath, flags)))).toEqual({
    last: { X: often - 1, Y: 1 - often },
    forbidden: true,
  })
})
