import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { isAlive } from '../../src/environment/process-table.ts'
import { namesIn } from '../../src/environment/registration.ts'
import { bundle, bundleReapScript } from './bundle.ts'
import { eventually } from './eventually.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const modules = join(import.meta.dirname, '../../node_modules')
let reapScript: string
let count = 0

beforeAll(async () => {
  symlinkSync(modules, join(folder, 'node_modules'))
  reapScript = await bundleReapScript(folder)
  await bundle('programs/probe.ts', folder, 'cjs')
  await bundle('programs/probe.ts', folder, 'esm')
})

interface Seen {
  readonly fakeDate: number
  readonly realNow: number
  readonly main: number
  readonly pid: number
  readonly watchers: readonly number[]
}

/** Runs a runner over two test files that both probe; gives what they saw and the runner's own pid. */
async function run(
  testFile: (options: string, seen: string) => string,
  extension: string,
  command: string[],
): Promise<{ pid: number; seen: Seen[]; cache: string }> {
  count += 1
  const project = join(folder, `project-${count}`)
  const cache = join(project, 'cache')
  const seen = join(project, 'seen.jsonl')
  mkdirSync(project)
  const content = testFile(JSON.stringify({ cacheFolder: cache, reapScript }), JSON.stringify(seen))
  for (const name of ['a', 'b']) writeFileSync(join(project, `${name}.test.${extension}`), content)
  const child = spawn(process.execPath, command, {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, CI: '1' },
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Error(output)
  const lines = readFileSync(seen, 'utf8').trim().split('\n')
  return { pid: child.pid ?? 0, cache, seen: lines.map((line) => JSON.parse(line)) }
}

async function nothingIsLeft({ cache, seen }: { cache: string; seen: Seen[] }): Promise<void> {
  const watchers = seen.flatMap((each) => each.watchers)
  expect(watchers).not.toEqual([])
  await eventually(
    () => watchers.filter((pid) => isAlive(pid)),
    ({ length }) => length === 0,
    'watchers',
  )
  expect(namesIn(join(cache, 'runs'))).toEqual([])
}

const jestFile = (options: string, seen: string) => `
const { probe } = require(${JSON.stringify(join(folder, 'probe.cjs'))})
test('probes', () => {
  jest.useFakeTimers({ now: 0 })
  require('node:fs').appendFileSync(${seen}, JSON.stringify(probe(${options})) + '\\n')
})`
const orderlyFile = (options: string, seen: string) => `
const { useInOrder } = require(${JSON.stringify(join(folder, 'probe.cjs'))})
test('uses', async () => {
  await useInOrder(${options})
  require('node:fs').appendFileSync(${seen}, '{}\\n')
})`
const jest = [
  join(modules, 'jest/bin/jest.js'),
  '--rootDir',
  '.',
  '--config',
  '{"transform":{},"workerIdleMemoryLimit":"1GB"}',
]

describe('in Jest', () => {
  it('shares one watcher between the sandboxes of a process', async () => {
    const { pid, seen, cache } = await run(jestFile, 'cjs', [...jest, '--testMatch', '**/*.test.cjs', '-i'])
    expect(seen).toHaveLength(2)
    for (const each of seen) expect(each).toMatchObject({ fakeDate: 0, main: pid, pid })
    expect(new Set(seen.flatMap(({ watchers }) => watchers)).size).toBe(1)
    for (const { realNow } of seen) expect(Math.abs(realNow - Date.now())).toBeLessThan(60_000)
    await nothingIsLeft({ seen, cache })
  })

  it('keeps no sandbox in memory that gave its environments back', async () => {
    const { cache } = await run(orderlyFile, 'cjs', [...jest, '--testMatch', '**/*.test.cjs', '-i', '--detectLeaks'])
    expect(namesIn(join(cache, 'runs'))).toHaveLength(0)
  })

  it('knows the main process from its workers', async () => {
    const { pid, seen, cache } = await run(jestFile, 'cjs', [...jest, '--testMatch', '**/*.test.cjs', '-w', '2'])
    for (const each of seen) expect(each).toMatchObject({ fakeDate: 0, main: pid })
    expect(seen.map((each) => each.pid)).not.toContain(pid)
    await nothingIsLeft({ seen, cache })
  })
})

const vitestFile = (options: string, seen: string) => `
import { appendFileSync } from 'node:fs'
import { test, vi } from 'vitest'
import { probe } from ${JSON.stringify(join(folder, 'probe.mjs'))}
test('probes', () => {
  vi.useFakeTimers({ now: 0, toFake: ['Date', 'performance', 'hrtime'] })
  appendFileSync(${seen}, JSON.stringify(probe(${options})) + '\\n')
})`

describe('in Vitest', () => {
  it.each(['forks', 'threads', 'vmThreads', 'vmForks'])('knows the main process from its %s', async (pool) => {
    const command = [join(modules, 'vitest/vitest.mjs'), 'run', '--root', '.', '--pool', pool, '--no-file-parallelism']
    const { pid, seen, cache } = await run(vitestFile, 'mjs', command)
    expect(seen).toHaveLength(2)
    for (const each of seen) expect(each).toMatchObject({ fakeDate: 0, main: pid })
    const own = seen.map((each) => each.pid === pid)
    expect(own).toEqual(pool.endsWith('hreads') ? [true, true] : [false, false])
    await nothingIsLeft({ seen, cache })
  })
})
