import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { claim, LockTimeoutError, takeLock } from '../../src/toolchain/generation-lock.ts'
import { ownIdentity } from '../../src/toolchain/process-identity.ts'
import { bundle } from './bundle.ts'
import { until, workspace } from './workspace.ts'

const space = workspace()
const children = new Set<ChildProcess>()
let lockModule = ''
let counter = 0

beforeAll(async () => {
  lockModule = await bundle('generation-lock', space.path)
})

afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  children.clear()
})

function newFolder(): string {
  counter += 1
  return space.at(`lock-${counter}`)
}

/** A Node process that runs `body` with `takeLock` and `arguments`. */
function start(body: string, ...args: string[]): ChildProcess {
  const script = space.file(
    `script-${body.length}.mjs`,
    `import { takeLock } from ${JSON.stringify(lockModule)}
     import fs from 'node:fs'
     import { setTimeout as sleep } from 'node:timers/promises'
     ${body}`,
  )
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  children.add(child)
  return child
}

async function forgedLock(owner: Record<string, unknown> | string): Promise<string> {
  const folder = newFolder()
  mkdirSync(folder, { mode: 0o700 })
  const content = typeof owner === 'string' ? owner : JSON.stringify({ ...(await ownIdentity()), ...owner })
  writeFileSync(join(folder, '7'), content)
  return folder
}

describe('one process', () => {
  it('holds it alone, and hands it on when it releases', async () => {
    const folder = newFolder()
    const first = await takeLock(folder, { timeoutMs: 1000 })
    let had = false
    const second = takeLock(folder, { timeoutMs: 10_000 }).then((lock) => {
      had = true
      return lock
    })
    await sleep(100)
    expect(had).toBe(false)
    await first.release()
    await first.release()
    expect((await second).generation).toBe(2)
    await (await second).release()
    expect(readdirSync(folder)).toEqual(['2'])
  })

  it('gives up in time and names the holder', async () => {
    const folder = newFolder()
    const lock = await takeLock(folder, { timeoutMs: 1000 })
    const error = await takeLock(folder, { timeoutMs: 120 }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LockTimeoutError)
    expect(error).toMatchObject({ holderPid: process.pid })
    await lock.release()
  })

  it('stops waiting when it is told to, with the reason it is given', async () => {
    const folder = newFolder()
    const lock = await takeLock(folder, { timeoutMs: 1000 })
    const reason = new Error('enough')
    const controller = new AbortController()
    const waiting = takeLock(folder, { timeoutMs: 60_000, signal: controller.signal })
    controller.abort(reason)
    await expect(waiting).rejects.toBe(reason)
    await lock.release()
  })

  it('withdraws when it comes late with an old number, and leaves the holder alone', async () => {
    const folder = newFolder()
    for (let round = 0; round < 3; round++) await (await takeLock(folder, { timeoutMs: 1000 })).release()
    const holder = await takeLock(folder, { timeoutMs: 1000 })
    expect(await claim(folder, 2)).toBeUndefined()
    expect(await claim(folder, 4)).toBeUndefined()
    expect(readdirSync(folder)).toEqual(['4'])
    await holder.release()
  })

  it('goes on where the cache was deleted while it was held', async () => {
    const folder = newFolder()
    const lock = await takeLock(folder, { timeoutMs: 1000 })
    await import('node:fs/promises').then(({ rm }) => rm(folder, { recursive: true }))
    const next = await takeLock(folder, { timeoutMs: 1000 })
    await lock.release()
    const error = await takeLock(folder, { timeoutMs: 60 }).catch((reason: unknown) => reason)
    expect(error).toBeInstanceOf(LockTimeoutError)
    await next.release()
  })
})

describe('an owner that is not there', () => {
  it('was killed while it held the lock: the next has it at once', async () => {
    const folder = newFolder()
    const child = start(
      `await takeLock(process.argv[2], { timeoutMs: 1000 }); console.log('held'); await sleep(1e6)`,
      folder,
    )
    await once(child.stdout ?? child, 'data')
    child.kill('SIGKILL')
    const lock = await takeLock(folder, { timeoutMs: 5000 })
    expect(lock.generation).toBe(2)
    await lock.release()
  })

  it('is a process whose pid another one has now', async () => {
    const folder = await forgedLock({ started: 'long ago' })
    const lock = await takeLock(folder, { timeoutMs: 1000 })
    expect(lock.generation).toBe(8)
    await lock.release()
  })

  it('is on another host: alive as long as its file moves, and then until it was silent for long enough', async () => {
    const folder = await forgedLock({ place: 'elsewhere', pid: 1 })
    const beats = setInterval(() => writeFileSync(join(folder, '7'), readFileSync(join(folder, '7'))), 50)
    const options = { timeoutMs: 600, silentMs: 300 }
    const error = await takeLock(folder, options).catch((reason: unknown) => reason)
    clearInterval(beats)
    expect(error).toBeInstanceOf(LockTimeoutError)
    expect(error).toMatchObject({ holderPid: 1 })
    await (await takeLock(folder, { timeoutMs: 5000, silentMs: 300 })).release()
  })

  it('left a file that nobody can read: it is waited for, then passed over', async () => {
    const folder = await forgedLock('')
    await expect(takeLock(folder, { timeoutMs: 100, silentMs: 1000 })).rejects.toThrow('held by process unknown')
    await (await takeLock(folder, { timeoutMs: 5000, silentMs: 300 })).release()
  })

  it('is a thread that was terminated, in a process that lives', async () => {
    const folder = newFolder()
    const script = space.file(
      'thread.mjs',
      `import { takeLock } from ${JSON.stringify(lockModule)}
       import { parentPort, workerData } from 'node:worker_threads'
       await takeLock(workerData, { timeoutMs: 1000 })
       parentPort.postMessage('held')
       setInterval(() => {}, 1000)`,
    )
    const worker = new Worker(script, { workerData: folder })
    await once(worker, 'message')
    await worker.terminate()
    const lock = await takeLock(folder, { timeoutMs: 10_000, silentMs: 1500 })
    expect(lock.generation).toBe(2)
    await lock.release()
  })

  it('keeps a lock by its heartbeat that is longer held than silence lasts', async () => {
    const folder = newFolder()
    const lock = await takeLock(folder, { timeoutMs: 1000 })
    const options = { timeoutMs: 3500, silentMs: 2000 }
    await expect(takeLock(folder, options)).rejects.toBeInstanceOf(LockTimeoutError)
    await lock.release()
  })
})

describe('many processes, some killed while they hold it', () => {
  it('never hold it together', async () => {
    const folder = newFolder()
    const inside = space.at('inside')
    const log = space.at('log')
    writeFileSync(log, '')
    // Whoever enters makes a file that must not be there; only one left by a dead process may be.
    const body = `
      const [folder, inside, log] = process.argv.slice(2)
      const alive = (pid) => { try { process.kill(pid, 0); return !/\\) Z/.test(fs.readFileSync('/proc/' + pid + '/stat', 'latin1')) } catch { return false } }
      for (;;) {
        const lock = await takeLock(folder, { timeoutMs: 60000, pollMs: 1 })
        try {
          fs.writeFileSync(inside, String(process.pid), { flag: 'wx' })
        } catch {
          const other = Number(fs.readFileSync(inside, 'utf8'))
          if (alive(other)) fs.appendFileSync(log, 'TOGETHER ' + other + ' and ' + process.pid + '\\n')
          fs.writeFileSync(inside, String(process.pid))
        }
        fs.appendFileSync(log, lock.generation + '\\n')
        await sleep(Math.random() * 3)
        fs.rmSync(inside, { force: true })
        await lock.release()
      }`
    const workers: ChildProcess[] = []
    for (let number = 0; number < 6; number++) workers.push(start(body, folder, inside, log))
    const lines = () => readFileSync(log, 'utf8').split('\n').filter(Boolean)
    let killed = 0
    let killedInside = 0
    while (killed < 30) {
      const before = lines().length
      await until('the lock goes on from hand to hand', () => lines().length >= before + 5)
      // Most kills are meant for the holder.
      const holder = Number(readOr(inside, '0'))
      const victim = workers.find(({ pid }) => pid === holder) ?? workers[killed % workers.length]
      if (victim === undefined) throw new Error('no worker')
      victim.kill('SIGKILL')
      if (victim.exitCode === null && victim.signalCode === null) await once(victim, 'exit')
      if (Number(readOr(inside, '0')) === victim.pid) killedInside += 1
      killed += 1
      workers.splice(workers.indexOf(victim), 1, start(body, folder, inside, log))
    }
    const seen = lines()
    expect(seen.filter((line) => line.startsWith('TOGETHER'))).toEqual([])
    const generations = seen.map(Number)
    expect(generations.every((generation, index) => index === 0 || generation > (generations[index - 1] ?? 0))).toBe(
      true,
    )
    expect(generations.length).toBeGreaterThan(150)
    expect(killedInside).toBeGreaterThan(0)
  })
})

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return otherwise
  }
}
