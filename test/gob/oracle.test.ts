import { execFile } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type AnyGobType, decode, Encoder, type GobType } from '../../src/gob/door.ts'
import { buildOracle, temporaryFolder } from '../oracle/build.ts'
import { accepted } from './accepted-streams.ts'
import { type Golden, goldenFolder, plainGoldens, typeOf } from './golden-files.ts'
import { asRead, fromJson, type Json, toJson } from './notation.ts'

const any = (type: AnyGobType) => type as GobType<unknown>

interface Stream {
  readonly types: readonly string[]
  readonly hex: string
}

/** Values as our Encoder writes them into one stream. */
function written(goldens: readonly Pick<Golden, 'types' | 'values'>[]): Stream {
  const encoder = new Encoder()
  const parts = goldens.flatMap(({ types, values }) =>
    types.map((name, index) => encoder.encode(any(typeOf(name)), fromJson(typeOf(name), values?.[index] as Json))),
  )
  return { types: goldens.flatMap(({ types }) => types), hex: Buffer.concat(parts).toString('hex') }
}

/** Lists that hold maps or arrays of themselves: Go numbers these types wrongly and cannot read them itself. */
const wrongInGo = [
  { types: ['cases.Shelf'], values: [[[['a', []]], []]] },
  { types: ['cases.Rings'], values: [[[[]], [[[[]]]]]] },
] as const satisfies readonly Pick<Golden, 'types' | 'values'>[]

const folder = temporaryFolder()
const again = temporaryFolder()
/** What Go makes of what we write: each golden, all of them in one stream, then of the others. */
let byGo: ReadonlyMap<unknown, Json>

beforeAll(async () => {
  const rewriting = promisify(execFile)(buildOracle('goldens', folder.path), [again.path])
  const streams = new Map<unknown, Stream>([
    ...[...plainGoldens, ...wrongInGo].map((golden) => [golden, written([golden])] as const),
    ['all', written(plainGoldens)],
    ...accepted.map((stream) => [stream, { types: [stream.type], hex: stream.hex }] as const),
  ])
  const [read] = await Promise.all([readByGo(buildOracle('readback', folder.path), streams), rewriting])
  byGo = read
})

afterAll(() => {
  folder.remove()
  again.remove()
})

async function readByGo(readback: string, streams: ReadonlyMap<unknown, Stream>): Promise<Map<unknown, Json>> {
  const reading = promisify(execFile)(readback, { maxBuffer: 256 * 1024 * 1024 })
  reading.child.stdin?.end([...streams.values()].map((stream) => JSON.stringify(stream)).join('\n'))
  const lines = (await reading).stdout.trim().split('\n')
  expect(lines).toHaveLength(streams.size)
  return new Map([...streams.keys()].map((key, index) => [key, JSON.parse(lines[index] ?? '') as Json]))
}

it('has the files that Go writes, and no others', () => {
  expect(readdirSync(again.path).sort()).toEqual(readdirSync(goldenFolder).sort())
})

it.each(readdirSync(goldenFolder))('has goldens that Go writes again without a difference: %s', (file) => {
  const kept = readFileSync(join(goldenFolder, file), 'utf8').split('\n')
  const fresh = readFileSync(join(again.path, file), 'utf8').split('\n')
  expect(kept.filter((line, index) => line !== fresh[index])).toEqual([])
  expect(kept.length).toBe(fresh.length)
})

it.each(plainGoldens)('writes what Go reads as the same values: $name', (golden) => {
  expect(byGo.get(golden)).toEqual(golden.values)
})

it('writes all goldens as one stream so that Go reads the same values', () => {
  expect(byGo.get('all')).toEqual(plainGoldens.flatMap(({ values }) => values ?? []))
})

it.each(wrongInGo)('writes what Go does not number rightly, and Go reads it: $types', (given) => {
  expect(byGo.get(given)).toEqual(given.values)
})

it.each(accepted)('reads what no encoder writes but Go accepts, and the same: $name', (stream) => {
  const { type, hex, value } = stream
  expect(byGo.get(stream)).toEqual([value])
  expect(toJson(typeOf(type), decode(any(typeOf(type)), Buffer.from(hex, 'hex')))).toEqual(asRead(typeOf(type), value))
})
