import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import {
  type AnswerSink,
  defaultInitTimeoutMs,
  LambdaStoppedError,
  type Transport,
  type TransportRequest,
} from '../lambda/index.ts'
import { killTree, signalGroup } from './kill-tree.ts'
import { OutputFile } from './output-file.ts'
import { PeakMemory } from './peak-memory.ts'
import { markNames } from './process-table.ts'
import { Reaper, type ReaperOptions } from './reaper.ts'
import { register } from './registration.ts'
import { removeFolder } from './remove-folder.ts'
import { type InvocationResult, runInvocation } from './run-invocation.ts'
import type { ChildFunction } from './spawn-function.ts'
import { type StartedFunction, startFunction } from './start-function.ts'
import { unlessAborted, within } from './waiting.ts'

/** How long `stop('SIGTERM')` leaves the function's handlers, as AWS's shutdown phase does. */
const shutdownMs = 2_000

/** The folders of one environment, made for it and removed with it. */
export interface EnvironmentFolders {
  readonly folder: string
  /** For TMPDIR: also the mark by which every descendant is found. */
  readonly tmp: string
  /** For HOME. */
  readonly home: string
}

export interface ExecutionEnvironmentOptions extends ReaperOptions {
  /** How messages name the function (`cmd/greet`). */
  readonly label: string
  /** The binary's absolute path. */
  readonly command: string
  readonly args?: readonly string[]
  /** The process's working directory. */
  readonly cwd: string
  /** How long the init phase may take, from spawn to ready; default 10,000, `Infinity` for no limit. */
  readonly initTimeoutMs?: number
  /** A new transport; called for each attempt to start. */
  readonly createTransport: () => Transport
  /** All variables of the process but what the transport adds; called once per environment. TMPDIR and HOME are preset. */
  readonly variables: (
    folders: EnvironmentFolders,
  ) => Readonly<Record<string, string>> | Promise<Readonly<Record<string, string>>>
}

/** `starting` until it answers, `ended` as soon as it takes no more invocations. */
export type EnvironmentState = 'starting' | 'idle' | 'busy' | 'ended'

export interface EnvironmentInvokeOptions {
  /** The function's timeout, which the message of a missed deadline names. */
  readonly timeoutMs: number
  /** When the environment is killed, in real epoch milliseconds; `Infinity` never. Default: `timeoutMs` from now. */
  readonly deadlineMs?: number | undefined
  /** The deadline is this invocation's own, not the function's timeout. */
  readonly ownDeadline?: boolean | undefined
  /** Gives up: the environment is killed, the invocation rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
  /** Takes the answer piece by piece: only over the Runtime API. */
  readonly sink?: AnswerSink | undefined
}

/** One process of a function: started once, one invocation at a time, and ended with everything that it started. */
export class ExecutionEnvironment {
  readonly label: string
  readonly #options: ExecutionEnvironmentOptions
  readonly #reaper: Reaper
  readonly #stopped = new AbortController()
  #state: EnvironmentState = 'starting'
  #coldStart = true
  #folder: string | undefined
  #output: OutputFile | undefined
  #lastOutput = ''
  #child: ChildFunction | undefined
  #started: StartedFunction | undefined
  #memory: PeakMemory | undefined
  #starting: Promise<void> | undefined
  #stopping: Promise<void> | undefined

  constructor(options: ExecutionEnvironmentOptions) {
    this.label = options.label
    this.#options = options
    this.#reaper = new Reaper(options)
  }

  get state(): EnvironmentState {
    return this.#state
  }

  /** Whether it has not answered an invocation yet. */
  get coldStart(): boolean {
    return this.#coldStart
  }

  /** `undefined` before there is a process. */
  get pid(): number | undefined {
    return this.#child?.pid
  }

  /** What it is spoken to over; `undefined` before it is ready. */
  get transport(): Transport['name'] | undefined {
    return this.#started?.transport.name
  }

  get port(): number | undefined {
    return this.#started?.transport.port
  }

  /** The init phase, spawn to ready. */
  get initDurationMs(): number | undefined {
    return this.#started?.initDurationMs
  }

  /** The last 1 MiB of its output, of the init phase and between invocations too; also after its end. */
  get logs(): string {
    return this.#output?.read(0) ?? this.#lastOutput
  }

  /**
   * The init phase. Called once.
   *
   * @throws {LambdaStartError} when the function did not come up, {@link LambdaStoppedError} when it was stopped
   * meanwhile, and what `variables` throws. The environment is ended then, with nothing left of it.
   */
  async start(): Promise<void> {
    if (this.#starting !== undefined) throw new Error(`ExecutionEnvironment of ${this.label}: start() is called once`)
    this.#starting = this.#start()
    try {
      await this.#starting
    } catch (error) {
      await this.stop().catch(() => undefined) // the start's own failure is the one to tell
      throw error
    }
  }

  /**
   * One invocation; never while another is under way.
   *
   * The environment is used up after any rejection and after a panic (`ShouldExit`): it is ended, with nothing left of
   * it, before this settles.
   */
  async invoke(request: TransportRequest, options: EnvironmentInvokeOptions): Promise<InvocationResult> {
    const { child, transport, initDurationMs, output, memory } = this.#idle('invoke')
    this.#state = 'busy'
    let usedUp = true
    try {
      const result = await runInvocation({
        label: this.label,
        child,
        transport,
        output,
        request,
        sink: options.sink,
        deadlineMs: options.deadlineMs ?? realNow() + options.timeoutMs,
        timeoutMs: options.timeoutMs,
        ownDeadline: options.ownDeadline ?? false,
        memory,
        initDurationMs: this.#coldStart ? initDurationMs : undefined,
        signals: options.signal === undefined ? [this.#stopped.signal] : [this.#stopped.signal, options.signal],
        kill: () => this.#kill(child),
      })
      usedUp = result.response.Error?.ShouldExit === true || child.ended.aborted
      return result
    } finally {
      this.#coldStart = false
      if (usedUp) {
        this.#state = 'ended'
        await this.stop().catch(() => undefined) // asked again, and told, when it is replaced
      } else if (this.#state === 'busy') {
        this.#state = 'idle'
      }
    }
  }

  /** Asks the function whether it is there. Rejects when the line broke. */
  async ping(): Promise<void> {
    const { transport } = this.#idle('ping')
    await transport.ping()
  }

  /**
   * Ends the process with everything that it started, frees the port, removes the folder. Idempotent, in every state.
   * An invocation under way rejects with `LambdaStoppedError`. `SIGTERM` leaves the function up to 2 s to end by itself.
   *
   * @throws {ProcessSurvivedError} if something of it cannot be ended.
   */
  stop(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.#state = 'ended'
    this.#stopping ??= this.#stop(signal)
    return this.#stopping
  }

  #idle(what: string): StartedFunction & { readonly output: OutputFile; readonly memory: PeakMemory } {
    const output = this.#output
    const memory = this.#memory
    if (this.#state !== 'idle' || this.#started === undefined || output === undefined || memory === undefined) {
      throw new Error(`ExecutionEnvironment of ${this.label}: ${what}() while it is ${this.#state}`)
    }
    return { ...this.#started, output, memory }
  }

  async #start(): Promise<void> {
    const { label, command, args = [], cwd, initTimeoutMs = defaultInitTimeoutMs, createTransport } = this.#options
    const signal = this.#stopped.signal
    if (signal.aborted) throw signal.reason
    const folder = this.#reaper.enter()
    this.#folder = folder
    const folders = { folder, tmp: join(folder, 'tmp'), home: join(folder, 'home') }
    mkdirSync(folders.tmp, { mode: 0o700 })
    mkdirSync(folders.home, { mode: 0o700 })
    const output = new OutputFile(join(folder, 'output.log'))
    this.#output = output
    const variables = await unlessAborted(this.#variables(folders), signal)
    const started = await startFunction({
      label,
      command,
      args,
      cwd,
      variables,
      initTimeoutMs,
      output,
      createTransport,
      beforeSpawn: () => this.#reaper.ensure(),
      afterSpawn: (child) => {
        this.#child = child
        register({ folder, pid: child.pid, startTime: child.startTime ?? '', label })
      },
      kill: (child) => this.#kill(child),
      signal,
    })
    this.#started = started
    this.#memory = new PeakMemory(started.child.pid)
    if (signal.aborted) throw signal.reason
    this.#state = 'idle'
    // One that ends while nobody asks anything of it (killed from outside, a goroutine's panic) leaves nothing either.
    void started.child.end.then(() => {
      if (this.#state !== 'idle') return
      this.#state = 'ended'
      this.stop().catch(() => undefined)
    })
  }

  /** A function that gets another TMPDIR and HOME by its user's wish is marked by a variable of ours. */
  async #variables(folders: EnvironmentFolders): Promise<Readonly<Record<string, string>>> {
    const preset = { TMPDIR: folders.tmp, HOME: folders.home }
    const variables: Record<string, string> = { ...preset, ...(await this.#options.variables(folders)) }
    const marked = markNames.some((name) => variables[name]?.startsWith(`${folders.folder}/`))
    return marked ? variables : { ...variables, USE_GO_LAMBDA_ENVIRONMENT: folders.folder }
  }

  async #kill({ pid, startTime, end }: ChildFunction): Promise<void> {
    await killTree({ pid, startTime, mark: this.#folder ?? '' })
    await within(end, 1_000) // it is dead; Node hears of it within the next turns of the event loop
  }

  async #stop(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    this.#stopped.abort(new LambdaStoppedError(this.label))
    await this.#starting?.catch(() => undefined)
    const child = this.#child
    try {
      if (child !== undefined && signal === 'SIGTERM' && !child.ended.aborted) {
        signalGroup(child.pid, 'SIGTERM')
        await within(child.end, shutdownMs)
      }
      if (child !== undefined) await this.#kill(child)
    } finally {
      this.#started?.transport.close()
      this.#memory?.close()
      this.#lastOutput = this.logs
      this.#output?.close()
      this.#output = undefined
    }
    // Not after a failure: the folder is the mark by which the next sweep finds what survived.
    if (this.#folder === undefined) return
    await removeFolder(this.#folder)
    await this.#reaper.leave()
  }
}
