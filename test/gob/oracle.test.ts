import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AnyGobType, decode, Encoder, type GobType } from '../../src/gob/index.ts'
import { buildOracle, temporaryFolder } from '../oracle/build.ts'
import { accepted } from './accepted-streams.ts'
import { goldenFolder, plainGoldens, typeOf } from './golden-files.ts'
import { asRead, fromJson, type Json, toJson } from './notation.ts'

const folder = temporaryFolder()
let readback: string

beforeAll(() => {
  readback = buildOracle('readback', folder.path)
})

afterAll(() => folder.remove())

const any = (type: AnyGobType) => type as GobType<unknown>

/** What Go makes of streams that our Encoder wrote. */
function readByGo(streams: readonly { types: readonly string[]; hex: string }[]): Json[] {
  const input = streams.map((stream) => JSON.stringify(stream)).join('\n')
  const output = execFileSync(readback, { input, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 })
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Json)
}

it('has goldens that Go writes again without a difference', () => {
  const goldens = temporaryFolder()
  try {
    execFileSync(buildOracle('goldens', folder.path), [goldens.path])
    expect(readdirSync(goldens.path).sort()).toEqual(readdirSync(goldenFolder).sort())
    for (const file of readdirSync(goldenFolder)) {
      expect(readFileSync(join(goldens.path, file), 'utf8')).toBe(readFileSync(join(goldenFolder, file), 'utf8'))
    }
  } finally {
    goldens.remove()
  }
})

it('writes every golden so that Go reads the same values', () => {
  const streams = plainGoldens.map(({ types, values }) => {
    const encoder = new Encoder()
    const parts = types.map((name, index) =>
      encoder.encode(any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json)),
    )
    return { types, hex: Buffer.concat(parts).toString('hex') }
  })
  const read = readByGo(streams)
  expect(read).toHaveLength(plainGoldens.length)
  for (const [index, { values }] of plainGoldens.entries()) expect(read[index]).toEqual(values)
})

it('writes all goldens as one stream so that Go reads the same values', () => {
  const encoder = new Encoder()
  const parts: Uint8Array[] = []
  for (const { types, values } of plainGoldens) {
    for (const [index, name] of types.entries()) {
      parts.push(encoder.encode(any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json)))
    }
  }
  const types = plainGoldens.flatMap((golden) => golden.types)
  const [read] = readByGo([{ types, hex: Buffer.concat(parts).toString('hex') }])
  expect(read).toEqual(plainGoldens.flatMap(({ values }) => values ?? []))
})

it.each(accepted)('reads what no encoder writes but Go accepts, and the same: $name', ({ type, hex, value }) => {
  expect(readByGo([{ types: [type], hex }])).toEqual([[value]])
  expect(toJson(typeOf(type), decode(any(typeOf(type)), Buffer.from(hex, 'hex')))).toEqual(asRead(typeOf(type), value))
})
