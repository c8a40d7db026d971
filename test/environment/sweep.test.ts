import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { identityOf, isAlive } from '../../src/environment/process-table.ts'
import { namesIn, register } from '../../src/environment/registration.ts'
import { runFolder } from '../../src/environment/run-folder.ts'
import { sweepRun, sweepStaleRuns } from '../../src/environment/sweep.ts'
import { type Family, startFamily } from './family.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const families: Family[] = []
afterEach(() => {
  for (const { pids } of families.splice(0)) {
    for (const pid of Object.values(pids)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
})

/** An environment's folder with its processes, registered or killed before that. */
async function leftOver(run: string, worker: string, registered: boolean): Promise<Family> {
  const environment = join(run, worker, '1')
  mkdirSync(join(environment, 'tmp'), { recursive: true })
  const family = await startFamily(join(environment, 'tmp'))
  families.push(family)
  const { root } = family.pids
  const startTime = identityOf(root)?.startTime ?? ''
  if (registered) register({ folder: environment, pid: root, startTime, label: 'cmd/greet' })
  return family
}

it('ends what the workers of a run have left, and tells what it was', async () => {
  const run = runFolder(join(folder, 'living'))
  const [known, unknown] = [await leftOver(run, '1-0-00000a', true), await leftOver(run, '2-0-00000b', false)]
  mkdirSync(join(run, '1-0-00000a', 'read-only', 'inner'), { recursive: true, mode: 0o500 })
  const swept = await sweepRun(run)
  expect(
    swept
      .filter(({ label }) => label === 'cmd/greet')
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual(Object.values(known.pids).sort())
  expect(
    swept
      .filter(({ label }) => label === 'node')
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual(Object.values(unknown.pids).sort())
  expect(Object.values({ ...known.pids, ...unknown.pids }).filter((pid) => isAlive(pid))).toEqual([])
  expect(namesIn(join(folder, 'living', 'runs'))).toEqual([])
  expect(await sweepRun(run)).toEqual([])
})

it('sweeps runs whose main process is dead, and leaves living ones and those it cannot ask', async () => {
  const cache = join(folder, 'stale')
  const main = spawn('sleep', ['1000'], { stdio: 'ignore' })
  const stale = runFolder(cache, identityOf(main.pid ?? 0))
  const living = runFolder(cache)
  const [left, used] = [await leftOver(stale, '1-0-00000a', true), await leftOver(living, '2-0-00000b', true)]
  const foreign = ['1-000000-ffff', '2-000000-ffff', 'something else'].map((name) => join(cache, 'runs', name))
  for (const path of foreign) mkdirSync(path)
  const yesterday = new Date(Date.now() - 25 * 3_600_000)
  for (const path of foreign.slice(1)) utimesSync(path, yesterday, yesterday)
  expect(await sweepStaleRuns(cache)).toEqual([])
  main.kill('SIGKILL')
  await once(main, 'exit')
  const swept = await sweepStaleRuns(cache)
  expect(swept.map(({ pid }) => pid).sort()).toEqual(Object.values(left.pids).sort())
  expect(Object.values(used.pids).every((pid) => isAlive(pid))).toBe(true)
  expect(namesIn(join(cache, 'runs')).sort()).toEqual(
    [living.split('/').at(-1) ?? '', '1-000000-ffff', 'something else'].sort(),
  )
  await sweepRun(living)
})

it('leaves a process alone that was given a registered pid later', async () => {
  const environment = join(folder, 'reused', '1-0-00000a', '1')
  mkdirSync(environment, { recursive: true })
  const stranger = spawn('sleep', ['1000'], { stdio: 'ignore', detached: true })
  register({ folder: environment, pid: stranger.pid ?? 0, startTime: '1', label: 'x' })
  writeFileSync(join(environment, 'output.log'), 'text')
  expect(await sweepRun(join(folder, 'reused'))).toEqual([])
  expect(isAlive(stranger.pid ?? 0)).toBe(true)
  stranger.kill('SIGKILL')
})
