import { expect, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { bytesOf, goldens, typeOf } from './golden-files.ts'
import { thrownBy } from './thrown-by.ts'

const any = (type: gob.AnyGobType) => type as gob.GobType<unknown>

it('throws nothing but its own error, whatever is changed in what Go wrote', () => {
  let seed = 20240229
  const random = (below: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const seeds = goldens.filter(({ hex: text, as }) => text.length < 3000 && as === undefined)
  let errors = 0
  for (let round = 0; round < 6000; round++) {
    const golden = seeds[random(seeds.length)]
    if (golden === undefined) break
    const bytes = bytesOf(golden)
    for (let change = random(3); change >= 0; change--) {
      const position = random(bytes.length)
      bytes[position] = [random(256), 0xff, 0xf8, 0, (bytes[position] ?? 0) ^ (1 << random(8))][random(5)] ?? 0
    }
    const decoder = new gob.Decoder()
    const skipper = new gob.Decoder()
    decoder.push(bytes)
    skipper.push(bytes)
    for (const attempt of [
      () => golden.types.map((name) => decoder.decode(any(typeOf(name)))),
      () => golden.types.map(() => skipper.skip()),
      () => decoder.end(),
    ]) {
      const error = thrownBy(attempt)
      if (error === undefined) continue
      errors++
      if (!(error instanceof gob.GobDecodeError)) throw error
    }
  }
  expect(errors).toBeGreaterThan(1000)
})
