import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findProcess, identityOf, isAlive, listProcesses } from '../../src/environment/process-table.ts'
import { Reaper, ReaperError } from '../../src/environment/reaper.ts'
import { reaperScript } from '../../src/environment/reaper-script.ts'
import { namesIn, register } from '../../src/environment/registration.ts'
import { testNeeding } from '../support/needs.ts'
import { bundle, bundleReapScript } from './bundle.ts'
import { eventually } from './eventually.ts'
import { type Family, startFamily } from './family.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const familyProgram = join(import.meta.dirname, 'programs/family.mjs')
let workerProgram: string
let reapScript: string
beforeAll(async () => {
  workerProgram = await bundle('programs/worker.ts', folder)
  reapScript = await bundleReapScript(folder)
})

interface Worker {
  readonly main: ChildProcess
  readonly worker: number
  readonly folder: string
  readonly cache: string
  readonly pids: Family['pids']
  ask(word: string): Promise<void>
}

const started: Worker[] = []
let count = 0

/** A main process with one forked worker and its family, watched by a reaper. */
async function startWorker(shell: string[] = ['/bin/sh']): Promise<Worker> {
  count += 1
  const cache = join(folder, `cache-${count}`)
  const main = spawn(
    process.execPath,
    [join(import.meta.dirname, 'programs/main.mjs'), workerProgram, cache, reapScript, shell.join(' '), familyProgram],
    { detached: true, stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines = createInterface(main.stdout)
  const [line] = (await once(lines, 'line')) as [string]
  const ask = async (word: string) => {
    main.stdin.write(`${word}\n`)
    await once(lines, 'line')
  }
  const worker: Worker = { main, cache, ask, ...JSON.parse(line) }
  started.push(worker)
  return worker
}

afterEach(() => {
  for (const { main, worker, pids } of started.splice(0)) {
    for (const pid of [main.pid ?? 0, worker, ...Object.values(pids)]) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
})

/** The watcher's processes: those whose arguments name the cache folder and that are neither main nor worker. */
function watchers({ main, worker, folder }: Worker): number[] {
  const group = listProcesses().filter(({ pid, ppid, pgid }) => ppid === worker && pid === pgid && pid !== main.pid)
  return group.filter(({ pid, name }) => isAlive(pid) && name !== 'node' && existsSync(folder)).map(({ pid }) => pid)
}

function groupOf(leader: number): number[] {
  return listProcesses().flatMap(({ pid, pgid }) => (pgid === leader && isAlive(pid) ? [pid] : []))
}

function living({ pids }: Worker): string[] {
  return Object.entries(pids).flatMap(([name, pid]) => (isAlive(pid) ? [name] : []))
}

async function nothingIsLeft(worker: Worker, watcher: number): Promise<void> {
  await eventually(
    () => living(worker),
    (left) => left.length === 0,
    'the family',
  )
  await eventually(
    () => groupOf(watcher),
    (left) => left.length === 0,
    'the watcher',
  )
  expect(namesIn(join(worker.cache, 'runs'))).toEqual([])
}

/** /bin/sh is what is used; the others stand for what it is on other systems, where they are installed. */
const shells = ['/bin/sh', '/bin/dash', '/bin/bash', '/bin/busybox'].filter((shell) => existsSync(shell))

describe.each(shells)('the reaper in %s', (shell) => {
  it('ends everything when the worker is killed', async () => {
    const worker = await startWorker([shell])
    const [watcher = 0] = watchers(worker)
    expect(living(worker)).toEqual(['root', 'group', 'setsid', 'lost', 'clean'])
    process.kill(worker.worker, 'SIGKILL')
    await nothingIsLeft(worker, watcher)
  })

  it('ends everything when the main process is killed and the worker lives on', async () => {
    const worker = await startWorker([shell])
    const [watcher = 0] = watchers(worker)
    process.kill(worker.main.pid ?? 0, 'SIGKILL')
    await eventually(
      () => living(worker),
      (left) => left.length === 0,
      'the family',
    )
    await nothingIsLeft(worker, watcher)
    expect(isAlive(worker.worker)).toBe(true)
  })

  it('is gone, and its folders, when the last environment has been given back', async () => {
    const worker = await startWorker([shell])
    const [watcher = 0] = watchers(worker)
    expect(isAlive(watcher)).toBe(true)
    await worker.ask('leave')
    expect(isAlive(watcher)).toBe(false)
    await eventually(
      () => groupOf(watcher),
      (left) => left.length === 0,
      'the sleep of the watcher',
    )
    expect(living(worker)).toEqual([])
    expect(namesIn(join(worker.cache, 'runs'))).toEqual([])
  })

  it('heeds no signal of a terminal', async () => {
    const worker = await startWorker([shell])
    const [watcher = 0] = watchers(worker)
    for (const signal of ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const) process.kill(-watcher, signal)
    process.kill(worker.worker, 'SIGKILL')
    await nothingIsLeft(worker, watcher)
  })

  it('is started again when it was killed', async () => {
    const worker = await startWorker([shell])
    const [first = 0] = watchers(worker)
    process.kill(-first, 'SIGKILL')
    await eventually(
      () => isAlive(first),
      (alive) => !alive,
      'the first watcher',
    )
    await worker.ask('again')
    const [second = 0] = watchers(worker)
    expect(second).not.toBe(first)
    process.kill(worker.worker, 'SIGKILL')
    await nothingIsLeft(worker, second)
  })
})

async function watchesByPs(): Promise<void> {
  const cache = join(folder, 'by-ps')
  const workerFolder = join(cache, 'runs', 'run', 'worker')
  const { mkdirSync } = await import('node:fs')
  mkdirSync(join(workerFolder, '1'), { recursive: true })
  const main = spawn('sleep', ['1000'], { stdio: 'ignore' })
  const identity = identityOf(main.pid ?? 0, 'ps')
  const { pids } = await startFamily(join(workerFolder, '1'))
  register({
    folder: join(workerFolder, '1'),
    pid: pids.root,
    startTime: identityOf(pids.root)?.startTime ?? '',
    label: 'x',
  })
  const args = [process.execPath, reapScript, String(main.pid), identity?.startTime ?? '', 'ps', workerFolder, cache]
  const watcher = spawn('/bin/sh', ['-c', reaperScript, 'reaper', ...args], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  // Two rounds of polling leave it be.
  const sleeps = new Set<number>()
  const seeSleep = () => {
    for (const { pid, pgid, name } of listProcesses()) if (pgid === watcher.pid && name === 'sleep') sleeps.add(pid)
    return sleeps.size
  }
  await eventually(seeSleep, (size) => size >= 3, 'polling')
  expect(Object.values(pids).every((pid) => isAlive(pid))).toBe(true)
  main.kill('SIGKILL')
  await eventually(
    () => Object.values(pids).filter((pid) => isAlive(pid)),
    (left) => left.length === 0,
    'the family',
  )
  await eventually(
    () => watcher.signalCode,
    (signal) => signal === 'SIGKILL',
    'the end of the watcher',
  )
}

testNeeding('ps')('watches the main process by ps where there is no /proc', watchesByPs)

describe('where the reaper cannot run', () => {
  const options = () => ({ cacheFolder: join(folder, 'cannot'), reapScript })

  it('says that there is no shell', () => {
    const reaper = new Reaper({ ...options(), shell: '/nowhere/sh' })
    reaper.enter()
    expect(() => reaper.ensure()).toThrow(
      new ReaperError(
        '/nowhere/sh could not be started',
        'the watcher that ends functions after a crash needs a POSIX shell at /bin/sh',
      ),
    )
    return reaper.leave()
  })

  it('says that its program is missing', () => {
    const reaper = new Reaper({ ...options(), reapScript: '/nowhere/reap.mjs' })
    reaper.enter()
    expect(() => reaper.ensure()).toThrow(
      new ReaperError('/nowhere/reap.mjs is missing', 'install use-go-lambda again: it is a file of the package'),
    )
    return reaper.leave()
  })
})

it('does not hold its worker open', async () => {
  const program = `
    import { Reaper } from ${JSON.stringify(await bundle('../../src/environment/reaper.ts', folder))}
    const reaper = new Reaper({ cacheFolder: ${JSON.stringify(join(folder, 'open'))}, reapScript: ${JSON.stringify(reapScript)} })
    reaper.enter()
    reaper.ensure()`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' })
  expect(await once(child, 'exit')).toEqual([0, null])
  await eventually(
    () => namesIn(join(folder, 'open', 'runs')),
    ({ length }) => length === 0,
    'the run folder',
  )
  expect(findProcess(child.pid ?? 0)).toBeUndefined()
})
