import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, statSync } from 'node:fs'
import { identityOf } from './process-table.ts'

/** How a process ended. */
export interface ProcessEnd {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface SpawnFunction {
  /** The binary's absolute path. */
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  /** Everything the process finds in its environment; nothing of ours is added. */
  readonly env: Readonly<Record<string, string>>
  /** Takes its stdout and stderr. */
  readonly output: number
}

interface SpawnFailure {
  readonly message: string
  readonly nextStep: string
  readonly awsReason?: string
}

/** The operating system refused the spawn. `code` is its own word (`ENOENT`). */
export class SpawnError extends Error {
  override readonly name = 'SpawnError'
  readonly code: string
  readonly nextStep: string
  /** What AWS says of such a binary, as its `Runtime.InvalidEntrypoint`. */
  readonly awsReason: string | undefined

  constructor(code: string, given: SpawnFailure, cause: unknown) {
    super(given.message, { cause })
    this.code = code
    this.nextStep = given.nextStep
    this.awsReason = given.awsReason
  }
}

/** A function's own process: the leader of a session and process group. */
export class ChildFunction {
  readonly pid: number
  /** `undefined` if it had ended before it could be read. */
  readonly startTime: string | undefined
  /** Aborted as soon as the process has ended. */
  readonly ended: AbortSignal
  /** Resolves when the process has ended. */
  readonly end: Promise<ProcessEnd>
  #howItEnded: ProcessEnd | undefined

  constructor(child: ChildProcess, pid: number) {
    this.pid = pid
    this.startTime = identityOf(pid)?.startTime
    const ended = new AbortController()
    this.ended = ended.signal
    this.end = new Promise((resolve) => {
      child.on('error', () => undefined) // only of a kill, and we kill by pid
      // Whoever forgets stop() is not held open by it: the reaper ends the function with this process.
      child.unref()
      child.once('exit', (code, signal) => {
        this.#howItEnded = { code, signal }
        ended.abort()
        resolve(this.#howItEnded)
      })
    })
  }

  get howItEnded(): ProcessEnd | undefined {
    return this.#howItEnded
  }
}

/**
 * Starts the process, in a session of its own: a terminal's Ctrl-C reaches the runner and not the function.
 * Returns in the same tick, so that it can be registered before anything else happens.
 */
export function spawnFunction({ command, args, cwd, env, output }: SpawnFunction): ChildFunction | Promise<SpawnError> {
  let child: ChildProcess
  try {
    child = spawn(command, args, { cwd, env, detached: true, stdio: ['ignore', output, output] })
  } catch (error) {
    // Some failures Node throws at once instead: E2BIG, a NUL in a variable.
    return Promise.resolve(explain(error as NodeJS.ErrnoException, command, cwd))
  }
  if (child.pid !== undefined) return new ChildFunction(child, child.pid)
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(explain(error, command, cwd)))
  })
}

function explain(error: NodeJS.ErrnoException, command: string, cwd: string): SpawnError {
  const code = error.code ?? 'unknown'
  return new SpawnError(code, describe(code, command, cwd), error)
}

function describe(code: string, command: string, cwd: string): SpawnFailure {
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    if (!isFolder(cwd)) return { message: `its working directory ${cwd} does not exist`, nextStep: 'correct { cwd }' }
    if (!existsSync(command)) {
      return {
        message: `${command} does not exist`,
        nextStep: 'build it again, or correct the path',
        awsReason: "Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]",
      }
    }
    return {
      message: `the program that ${command} needs to run (its interpreter or loader) does not exist`,
      nextStep: 'build it for this system, with CGO_ENABLED=0 for one that needs no loader',
      awsReason: 'fork/exec /var/task/bootstrap: no such file or directory',
    }
  }
  if (code === 'EACCES') {
    return {
      message: `${command} may not be executed (EACCES)`,
      nextStep: `make it executable (chmod +x ${command}) and its folders readable`,
      awsReason: 'fork/exec /var/task/bootstrap: permission denied',
    }
  }
  if (code === 'ENOEXEC') {
    return {
      message: `${command} is no program for this system (ENOEXEC)`,
      nextStep: 'build it for this system',
      awsReason: 'fork/exec /var/task/bootstrap: exec format error',
    }
  }
  if (code === 'E2BIG') {
    return {
      message: 'its variables and arguments are too large for the system (E2BIG)',
      nextStep: 'pass less in { env }',
    }
  }
  if (code === 'EAGAIN' || code === 'EMFILE' || code === 'ENFILE' || code === 'ENOMEM') {
    return {
      message: `the system has no room for another process (${code})`,
      nextStep: 'lower the concurrency, or raise the limits (ulimit -a)',
    }
  }
  return { message: `${command} could not be started (${code})`, nextStep: 'look the code up in errno(3)' }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true
}
