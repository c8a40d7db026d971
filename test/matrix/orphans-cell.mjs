import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { complaintIn } from './complaint.mjs'
import { outerVariables } from './outer-variables.mjs'
import { killAll, lifeOf, processesWith, statOf } from './processes.mjs'
import { programs } from './runners.mjs'

/** How long after an end something of ours may be alive. */
export const withinMs = 2_000
/** Within this time a runner that was not killed from outside has to exit by itself. */
const exitWithinMs = 60_000

/** Ends that come from outside, `worker` as the last reported by the victim's suite. */
const fromOutside = {
  'ctrl-c': (main) => process.kill(-main, 'SIGINT'),
  sigterm: (main) => process.kill(main, 'SIGTERM'),
  sighup: (main) => process.kill(main, 'SIGHUP'),
  'sigkill-main': (main) => process.kill(main, 'SIGKILL'),
  'sigkill-worker': (_, worker) => process.kill(worker, 'SIGKILL'),
}

/** All ends, in the table's order. */
export const ends = ['normal', 'failure', 'timeout', 'bail', 'exit', ...Object.keys(fromOutside), 'oom']

const suitesOf = (pool, end) => (pool === 'in-band' && end !== 'bail' ? ['victim'] : ['victim', 'other'])

const argumentsOf = {
  vitest: (pool, end, suites) => [
    programs.vitest,
    'run',
    `--pool=${pool}`,
    ...(end === 'bail' ? ['--bail=1'] : []),
    ...suites,
  ],
  jest: (pool, end, suites) => [
    programs.jest,
    // Else Jest runs few and quick files in its own process.
    ...(pool === 'in-band' ? ['--runInBand'] : ['--maxWorkers=2', '--workerIdleMemoryLimit=1GB']),
    ...(end === 'bail' ? ['--bail=1'] : []),
    // Works in-band only.
    ...(end === 'normal' && pool === 'in-band' ? ['--detectOpenHandles'] : []),
    ...suites,
  ],
}

/**
 * @typedef {object} Cell
 * @property {number} ms from the end until the last process of ours, of a function or of its children was seen alive
 * @property {string[]} left what was still alive after `withinMs`, ports that were held, what the runner printed of it
 * @property {number} zombies processes of functions that had ended and that process 1 had not asked yet
 * @property {string[]} runnerLeft processes of the runner's own that outlived it
 * @property {number} functions how many were started
 * @property {string} output the runner's, where something was left
 */

/**
 * Runs the project's suites with one pool to one end and looks who is alive, every 10 ms and until 2 s later.
 *
 * @param {{ path: string, node: string, runner: 'vitest' | 'jest', pool: string, end: string, transport?: string }} given
 * @returns {Promise<Cell>}
 */
export async function runCell({ path: given, node, runner, pool, end, transport = 'rpc' }) {
  const path = realpathSync(given)
  const folder = mkdtempSync(join(path, 'cell-'))
  const suites = suitesOf(pool, end)
  const main = startMain({ path, folder, node, end, transport, args: argumentsOf[runner](pool, end, suites) })
  const watch = new Watch(path, folder, main)
  try {
    const atOnce = pool === 'in-band' ? 1 : suites.length
    await watch.until(() => watch.started.length >= atOnce || main.endedMs !== undefined, exitWithinMs)
    if (main.endedMs !== undefined || watch.started.length < atOnce) {
      throw new Error(`the suites did not come up within ${exitWithinMs} ms:\n${main.output}`)
    }
    const victim = watch.started.find(({ suite }) => suite === 'victim')
    if (end in fromOutside) {
      fromOutside[end](main.pid, victim.worker)
      if (end !== 'sigkill-worker' || victim.worker === main.pid) watch.endedMs = performance.now()
      else await watch.until(() => watch.isQuiet(victim), withinMs)
    } else {
      writeFileSync(join(folder, 'go'), '')
    }
    // A bail shows in the tests that are spared; the other ends need no patience.
    if (end !== 'bail' || pool === 'in-band') writeFileSync(join(folder, 'release'), '')
    await watch.until(() => watch.overForMs > withinMs, exitWithinMs + withinMs)
    return await watch.result()
  } finally {
    killAll(path)
    rmSync(folder, { recursive: true, force: true, maxRetries: 10 })
  }
}

function startMain({ path, folder, node, end, transport, args }) {
  const child = spawn(node, args, {
    cwd: path,
    // A group of its own, as a terminal makes it.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...outerVariables(),
      USE_GO_LAMBDA_CACHE: join(path, '.cache'),
      MATRIX_END: end,
      MATRIX_FOLDER: folder,
      MATRIX_WORKERS: '2',
      MATRIX_TRANSPORT: transport,
      ...(end === 'oom' ? { NODE_OPTIONS: '--max-old-space-size=256' } : {}),
    },
  })
  const main = { pid: child.pid, output: '', endedMs: undefined }
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      main.output += text
    })
  }
  child.once('exit', () => {
    main.endedMs = performance.now()
  })
  return main
}

/** Who is alive while a runner runs and after it. */
class Watch {
  /** When it was ended from outside. */
  endedMs
  /** What suites have reported; `pids` are the function and its children. */
  started = []
  #path
  #folder
  #main
  /** Ours by pid and start time, with when they were seen last. */
  #seen = new Map()
  #runnerLeft = []

  constructor(path, folder, main) {
    this.#path = path
    this.#folder = folder
    this.#main = main
  }

  /** How long ago the end was. */
  get overForMs() {
    const over = this.endedMs ?? this.#main.endedMs
    return over === undefined ? 0 : performance.now() - over
  }

  /** Looks every 10 ms until something holds or the time is over. */
  async until(holds, forMs) {
    const begunMs = performance.now()
    for (;;) {
      this.#look()
      if (holds() || performance.now() - begunMs > forMs) return
      await sleep(10)
    }
  }

  isQuiet({ processes }) {
    return processes.every((each) => lifeOf(each) !== 'alive')
  }

  async result() {
    const overMs = this.endedMs ?? this.#main.endedMs
    const left = []
    if (overMs === undefined) left.push(`the runner did not exit within ${exitWithinMs} ms`)
    let ms = 0
    for (const [id, { command, seenMs }] of this.#seen) {
      const lateMs = seenMs - (overMs ?? 0)
      if (lateMs > withinMs) left.push(`${id.split(' ')[0]} ${command.replaceAll(this.#path, '').slice(0, 120)}`)
      ms = Math.max(ms, lateMs)
    }
    for (const { workerEndedMs, processes, suite } of this.started) {
      for (const each of processes) {
        const lateMs = each.seenMs - Math.min(workerEndedMs ?? Number.POSITIVE_INFINITY, overMs ?? 0)
        if (lateMs > withinMs) left.push(`${each.pid} of the suite ${suite}, ${Math.round(lateMs)} ms after its worker`)
        ms = Math.max(ms, lateMs)
      }
    }
    // Over the Runtime API it listens on none.
    for (const { port } of this.started)
      if (port !== undefined && !(await isRefused(port))) left.push(`port ${port} is held`)
    const reserved = namesIn(join(this.#path, '.cache/ports'))
    if (reserved.length > 0) left.push(`reserved ports ${reserved.join(', ')}`)
    const complaint = complaintIn(this.#main.output)
    if (complaint !== undefined && this.endedMs === undefined) left.push(`it printed: ${complaint}`)
    const zombies = this.started.flatMap(({ processes }) => processes.filter((each) => lifeOf(each) === 'zombie'))
    return {
      ms: Math.max(0, Math.round(ms)),
      left,
      zombies: zombies.length,
      runnerLeft: this.#runnerLeft,
      functions: this.started.length,
      output: left.length > 0 ? this.#main.output : '',
    }
  }

  #look() {
    this.#readStarted()
    const nowMs = performance.now()
    for (const run of this.started) {
      if (run.workerEndedMs === undefined && lifeOf(run.workerProcess) !== 'alive') run.workerEndedMs = nowMs
      for (const each of run.processes) if (lifeOf(each) === 'alive') each.seenMs = nowMs
    }
    if (this.overForMs === 0) return
    const all = processesWith(this.#path)
    this.#runnerLeft = all.filter((each) => this.#isRunners(each)).map(({ command }) => this.#short(command))
    for (const each of all) {
      if (!this.#isRunners(each)) {
        this.#seen.set(`${each.pid} ${each.startTime}`, { command: each.command, seenMs: nowMs })
      }
    }
  }

  /**
   * By its program: Node in a module of node_modules other than ours, or such a module's own binary. Vitest 3 gives its
   * workers another title.
   */
  #isRunners({ pid, command }) {
    if (pid === this.#main.pid || /^node \(vitest \d+\)$/.test(command)) return true
    const program = command.split(`${this.#path}/node_modules/`)[1] ?? ''
    return program !== '' && !program.startsWith('use-go-lambda/') && !command.includes(`${this.#path}/.cache`)
  }

  #short(command) {
    return command.replaceAll(`${this.#path}/`, '').slice(0, 100)
  }

  #readStarted() {
    const file = join(this.#folder, 'running')
    if (!existsSync(file)) return
    const lines = readFileSync(file, 'utf8').split('\n').slice(this.started.length, -1)
    for (const line of lines) {
      const { suite, worker, pid, port, children } = JSON.parse(line)
      const processes = [pid, ...children.map((child) => child.pid)].map((each) => identified(each))
      this.started.push({ suite, worker, port, workerProcess: identified(worker), workerEndedMs: undefined, processes })
    }
  }
}

/** What is gone already has no start time, and counts as gone from then on. */
function identified(pid) {
  return { pid, startTime: statOf(pid)?.startTime, seenMs: 0 }
}

/** Whether nobody listens on the port. */
function isRefused(port) {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('error', (error) => resolve(error.code === 'ECONNREFUSED'))
  })
}

function namesIn(folder) {
  return existsSync(folder) ? readdirSync(folder) : []
}
