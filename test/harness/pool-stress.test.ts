import { execFile } from 'node:child_process'
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { expectNothingLeft } from './left-behind.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
const invocations = 1_000
const heldBytes = 5 * 2 ** 20
/** Of a run that failed: `USE_GO_LAMBDA_STRESS_SEED=… npx vitest run test/harness/pool-stress.test.ts`. */
const seed = process.env['USE_GO_LAMBDA_STRESS_SEED'] ?? String(Math.trunc(Math.random() * 2 ** 31))

/** What the program prints; see test/environment/programs/pool-stress.ts. */
interface Seen {
  readonly counts: Readonly<Record<string, number>>
  readonly wrong: readonly string[]
  readonly tooManyBystanders: boolean
  readonly environments: number
  readonly left: readonly string[]
  readonly stoppedBefore: Held
  readonly before: Held
  readonly after: Held
  readonly stoppedAfter: Held
}

interface Held {
  readonly files: number
  readonly heap: number
}

describe(`1,000 invocations through a pool of 8, failures of every kind among them (seed ${seed})`, () => {
  let seen: Seen
  beforeAll(async () => {
    const dist = join(shop.folder, 'dist')
    renameSync(await bundleReapScript(dist), join(dist, 'reap.mjs'))
    const program = await bundle('programs/pool-stress.ts', dist)
    const marks = join(shop.folder, 'marks')
    mkdirSync(marks)
    const args = ['--expose-gc', program, await shop.binary('fails-at-will'), seed, String(invocations), marks]
    const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 300_000, killSignal: 'SIGKILL' })
    seen = JSON.parse(stdout)
  })
  afterAll(() => expectNothingLeft(shop.cacheFolder))

  test('every answer is right, every failure of its class', () => {
    expect(seen.wrong).toEqual([])
    expect(seen.tooManyBystanders).toBe(false)
    const { counts } = seen
    expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(invocations)
    for (const kind of ['error', 'panic', 'panic in goroutine', 'exit', 'timeout', 'killed from outside']) {
      expect(counts[kind], kind).toBeGreaterThan(10)
    }
  })

  test('the pool has its eight environments at the end, and nothing is left of them after stop()', () => {
    expect(seen.environments).toBe(8)
    expect(seen.left).toEqual([])
  })

  test('as many files are open after as before', () => {
    expect(seen.after.files).toBe(seen.before.files)
    expect(seen.stoppedAfter.files).toBe(seen.stoppedBefore.files)
  })

  test('heapUsed after gc is within 5 MiB', () => {
    expect(seen.after.heap - seen.before.heap).toBeLessThan(heldBytes)
    expect(seen.stoppedAfter.heap - seen.stoppedBefore.heap).toBeLessThan(heldBytes)
  })
})
