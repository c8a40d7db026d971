import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deployability, inspectArtifact, LambdaArtifactError, unpackArtifact } from '../../src/artifact/index.ts'
import { ArtefactShop } from './artefacts/artefact-shop.ts'
import { zipOf } from './zip-of.ts'

/** For longer runs: `USE_GO_LAMBDA_FUZZ_ARTIFACTS=600` seconds, or `600:SEED` to repeat one. */
const [seconds = 5, seed = 20_241] = (process.env['USE_GO_LAMBDA_FUZZ_ARTIFACTS'] ?? '')
  .split(':')
  .filter(Boolean)
  .map(Number)
/** No file of this size may take longer, on a machine that does other things as well. */
const longestMs = 30_000

const shop = new ArtefactShop()
let state = seed

function below(limit: number): number {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff
  return (state >>> 8) % limit
}

const words = [0, 1, 0xff, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, 46, 65_535]

/** A copy with some bytes or numbers changed, most of them where `hot` says; or cut off, or with a part of it twice. */
function changed(whole: Buffer, hot: () => number): Buffer {
  let bytes = Buffer.from(whole)
  for (let change = 1 + below(4); change > 0; change--) {
    const at = Math.min(below(4) === 0 ? below(bytes.length) : hot(), Math.max(0, bytes.length - 8))
    const kind = below(10)
    if (bytes.length < 16) break
    if (kind < 4) bytes[at] = below(256)
    else if (kind < 6) bytes.writeUInt32LE(words[below(words.length)] ?? 0, at)
    else if (kind === 6) bytes.writeUInt16LE(words[below(4)] ?? 0, at)
    else if (kind === 7) bytes.writeBigUInt64LE(2n ** BigInt(below(64)), at)
    else if (kind === 8) bytes = Buffer.from(bytes.subarray(0, below(bytes.length)))
    else {
      const end = at + below(bytes.length - at)
      bytes = Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    }
  }
  return bytes
}

/** Fails with what repeats it. */
async function inTime(what: string, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} takes longer than ${longestMs} ms`)), longestMs)
  })
  try {
    await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

const script = '#!/bin/sh\necho hello\n'

function zips(program: Buffer): Buffer[] {
  const plain = [
    { name: 'bootstrap', content: script },
    { name: 'data/', mode: 0o040755 },
    { name: 'data/words.txt', content: 'words '.repeat(200), mode: 0o100644 },
    { name: 'link', content: 'data/words.txt', mode: 0o120777 },
  ]
  return [
    zipOf(plain),
    zipOf(plain, { zip64: true }),
    zipOf([{ name: 'bootstrap', content: program }]),
    zipOf([...plain, { name: '../evil', content: 'evil' }, { name: 'out', content: '../../..', mode: 0o120777 }]),
    zipOf([{ name: 'bootstrap', content: script, size: 5 }, { name: '/evil' }, { name: 'a\\evil' }]),
  ]
}

describe('malformed files', { timeout: (seconds * 2 + 300) * 1000 }, () => {
  it('never hang or crash inspectArtifact and unpackArtifact, nor are written outside of the cache', async () => {
    const place = join(shop.path, 'place')
    const cache = join(place, 'below/cache')
    mkdirSync(cache, { recursive: true })
    const file = join(place, 'a.zip')
    const seeds = zips(readFileSync(shop.go('plain', {}, '-ldflags=-s -w')).subarray(0, 300_000))
    const outcomes = new Map<string, number>()
    const count = (outcome: string) => outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    const end = Date.now() + seconds * 1000
    for (let round = 0; Date.now() < end || round < 200; round++) {
      const begun = state
      const whole = seeds[below(seeds.length)] ?? Buffer.alloc(0)
      const bytes = changed(whole, () => whole.length - below(Math.min(whole.length, 400)))
      writeFileSync(file, bytes)
      await inTime(
        `USE_GO_LAMBDA_FUZZ_ARTIFACTS=${seconds}:${begun}`,
        tryZip(file, cache, count).catch((error: unknown) => {
          throw new Error(`USE_GO_LAMBDA_FUZZ_ARTIFACTS=${seconds}:${begun}`, {
            cause: error,
          })
        }),
      )
      expect(readdirSync(place).sort(), `seed ${begun}`).toEqual(['a.zip', 'below'])
      expect(readdirSync(join(place, 'below')), `seed ${begun}`).toEqual(['cache'])
      expect(readdirSync(cache).filter((name) => name !== 'artifacts')).toEqual([])
      rmSync(join(cache, 'artifacts'), { recursive: true, force: true })
    }
    expect([...outcomes.keys()].sort()).toEqual(expect.arrayContaining(['broken', 'path-leaves', 'unpacked']))
  })

  it('never hang or crash the reading of programs', async () => {
    const seeds = [
      shop.go('plain', {}, '-ldflags=-s -w'),
      shop.go('plain', { GOOS: 'darwin', GOARCH: 'arm64' }),
      dynamic(),
    ]
    const contents = seeds.map((path) => readFileSync(path))
    const file = join(shop.path, 'bootstrap')
    const end = Date.now() + seconds * 1000
    const formats = new Set<string | undefined>()
    for (let round = 0; Date.now() < end || round < 100; round++) {
      const begun = state
      const whole = contents[below(contents.length)] ?? Buffer.alloc(0)
      // Headers at the start, section headers at the end, and what they name early on.
      const bytes = changed(whole, () =>
        below(3) === 0 ? whole.length - below(2000) : below(below(2) === 0 ? 1024 : 16_384),
      )
      writeFileSync(file, bytes)
      const look = async () => {
        const artifact = await inspectArtifact(file)
        formats.add(artifact.program?.format)
        deployability(artifact)
      }
      await inTime(`USE_GO_LAMBDA_FUZZ_ARTIFACTS=${seconds}:${begun}`, look())
    }
    expect([...formats]).toEqual(expect.arrayContaining(['elf', 'mach-o']))
  })
})

async function tryZip(file: string, cache: string, count: (outcome: string) => void): Promise<void> {
  const artifact = await inspectArtifact(file)
  const findings = deployability(artifact)
  try {
    const { folder } = await unpackArtifact(file, cache)
    expect(folder.startsWith(`${cache}/artifacts/`)).toBe(true)
    // What can be unpacked has no faults, and the other way round.
    expect(artifact.faults).toEqual([])
    count('unpacked')
  } catch (error) {
    if (!(error instanceof LambdaArtifactError)) throw error
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true)
    count(error.problem)
  }
}

/** A program with a loader and versions, where there is a compiler for one. */
function dynamic(): string {
  try {
    return shop.c()
  } catch {
    return shop.go('plain', {}, '-buildmode=pie')
  }
}
