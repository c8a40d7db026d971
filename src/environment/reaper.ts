import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { Socket } from 'node:net'
import { join } from 'node:path'
import { clearTimeout, setTimeout } from 'node:timers'
import { runInThisContext } from 'node:vm'
import { mainProcess } from './main-process.ts'
import { identityOf, isAlive, processMethod } from './process-table.ts'
import { reaperScript } from './reaper-script.ts'
import { makePrivateFolder, removeEmpty, runFolder, workerFolderName } from './run-folder.ts'

/** How long the end of the watcher is waited for after the last environment was stopped. */
const farewellMs = 1_000

export interface ReaperOptions {
  /** Runs, ports and whatever else of ours is kept lies here; may be deleted at any time. */
  readonly cacheFolder: string
  /** This run's folder; default {@link runFolder} of the cache folder. */
  readonly runFolder?: string
  /** The compiled `reap-main.ts`, which Node is started with when the worker or its run is gone. */
  readonly reapScript: string
  /** Default `/bin/sh`. */
  readonly shell?: string
}

/** The reaper could not be started; without it a killed run would leave processes behind. */
export class ReaperError extends Error {
  override readonly name = 'ReaperError'
  readonly nextStep: string

  constructor(reason: string, nextStep: string) {
    super(reason)
    this.nextStep = nextStep
  }
}

/** What all copies of this module in one worker share, see {@link records}. */
interface Watcher {
  child: ChildProcess | undefined
  startTime: string | undefined
  /** `<runFolder>/<pid>-<thread>-<random>`, removed with the last environment. */
  folder: string
  /** Environments that have a folder. */
  living: number
  /** Environments so far, for their folders' names. */
  count: number
}

/**
 * One cheap watcher per worker process, a shell script (reaper-script.ts) in a session of its own: when the worker or
 * the run's main process is gone, everything that carries the worker's folder in its environment is ended.
 */
export class Reaper {
  readonly #options: ReaperOptions
  readonly #key: string

  constructor(options: ReaperOptions) {
    this.#options = options
    this.#key = JSON.stringify([options.cacheFolder, options.runFolder, options.reapScript, options.shell])
  }

  /** Makes a folder for one environment. Each is given back by {@link leave}. */
  enter(): string {
    const watcher = this.#watcher()
    watcher.count += 1
    const folder = join(watcher.folder, String(watcher.count))
    makePrivateFolder(folder)
    watcher.living += 1
    return folder
  }

  /**
   * To be called in the same tick as every spawn: starts the watcher if it is not there, or no longer.
   *
   * @throws {ReaperError}
   */
  ensure(): void {
    const main = mainProcess()
    if (!isAlive(main.pid, main.startTime)) {
      throw new ReaperError(
        `the test run's main process (pid ${main.pid}) has ended`,
        'nothing is started any more: this worker outlived its run',
      )
    }
    const watcher = this.#watcher()
    const { child, startTime } = watcher
    if (child?.pid !== undefined && isAlive(child.pid, startTime)) return
    watcher.child = this.#spawn(watcher.folder)
    watcher.startTime = identityOf(watcher.child.pid ?? 0)?.startTime
  }

  /** Gives back an environment's folder, already removed. With the last one the watcher ends. */
  async leave(): Promise<void> {
    const watcher = this.#watcher()
    watcher.living -= 1
    if (watcher.living > 0) return
    records().delete(this.#key)
    removeEmpty(watcher.folder)
    if (watcher.child !== undefined) await dismiss(watcher.child)
  }

  #watcher(): Watcher {
    const known = records().get(this.#key)
    if (known !== undefined) return known
    const watcher = runInThisContext('({})') as Watcher
    const folder = join(this.#options.runFolder ?? runFolder(this.#options.cacheFolder), workerFolderName())
    Object.assign(watcher, { child: undefined, startTime: undefined, folder, living: 0, count: 0 })
    records().set(this.#key, watcher)
    return watcher
  }

  #spawn(workerFolder: string): ChildProcess {
    const { cacheFolder, reapScript, shell = '/bin/sh' } = this.#options
    if (!existsSync(reapScript)) {
      throw new ReaperError(`${reapScript} is missing`, 'install use-go-lambda again: it is a file of the package')
    }
    const { pid, startTime } = mainProcess()
    const args = [process.execPath, reapScript, String(pid), startTime, processMethod(), workerFolder, cacheFolder]
    const child = spawn(shell, ['-c', reaperScript, 'use-go-lambda-reaper', ...args], {
      detached: true,
      // By its own name bash takes a socket on stdin for a remote login and reads ~/.bashrc; busybox is told what to be.
      argv0: 'sh',
      // Not the worker's: with NODE_OPTIONS the reaper's Node would load its preloads, or wait for a debugger.
      env: { PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin` },
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
    })
    child.on('error', () => undefined) // without a pid, see below
    child.stdin?.on('error', () => undefined) // a dead watcher is noticed, and replaced, at the next spawn
    if (child.pid === undefined) {
      throw new ReaperError(
        `${shell} could not be started`,
        'the watcher that ends functions after a crash needs a POSIX shell at /bin/sh',
      )
    }
    child.unref()
    if (child.stdin instanceof Socket) child.stdin.unref()
    return child
  }
}

/**
 * Watchers by options, shared by all copies of this module in a worker: each Jest test file has modules and a global
 * object of its own, while the main context's is one for all (likewise in Vitest's vm pools).
 * They are data without methods, made of the main context's objects: a sandbox that was torn down must run no more.
 */
function records(): Map<string, Watcher> {
  const shared = runInThisContext('globalThis') as Record<symbol, unknown>
  const key = Symbol.for('use-go-lambda.reapers')
  shared[key] ??= runInThisContext('new Map()')
  return shared[key] as Map<string, Watcher>
}

function dismiss(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  return new Promise((resolve) => {
    child.ref()
    const patience = setTimeout(resolve, farewellMs)
    child.once('exit', () => {
      clearTimeout(patience)
      resolve()
    })
    child.stdin?.end('done\n')
  })
}
