import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import treeKill from 'tree-kill'
import { monotonicMs } from '../clock/index.ts'
import { GoLambdaError } from '../failure/index.ts'
import {
  findProcess,
  hasChildren,
  isLiving,
  listProcesses,
  markedProcesses,
  type ProcessEntry,
  processMethod,
} from './process-table.ts'

/** How long processes may take to be gone after SIGKILL. Only one that hangs in the kernel takes longer. */
const defaultTimeoutMs = 5_000

export interface KillTreeOptions {
  /** The leader of the process group: the function's own process. Without it only the mark is looked for. */
  readonly pid?: number
  /** Its start time, so that a later process with the same pid is left alone. */
  readonly startTime?: string | undefined
  /** The folder of the environment: whatever carries it in its variables belongs to the tree. */
  readonly mark: string
  /** How long to go on; default 5,000. */
  readonly timeoutMs?: number
  /** Forced in tests; by default `/proc` where there is one, else `ps`. */
  readonly method?: 'proc' | 'ps'
}

/** Processes that a SIGKILL did not end. `code`: `PROCESS_SURVIVED`. */
export class ProcessSurvivedError extends GoLambdaError {
  readonly pids: readonly number[]

  constructor(survivors: readonly ProcessEntry[], timeoutMs: number) {
    const count = `${survivors.length} ${survivors.length === 1 ? 'process' : 'processes'}`
    super('ProcessSurvivedError', 'PROCESS_SURVIVED', {
      reason: `${count} of the function still alive ${timeoutMs} ms after SIGKILL`,
      evidence: survivors.map(({ pid, name, state }) => `pid ${pid} (${name}), state ${state}`),
      nextStep: 'such a process hangs in the kernel or belongs to another user: end it by hand',
    })
    this.pids = survivors.map(({ pid }) => pid)
  }
}

/**
 * Ends a function's process and everything it started, at once, and resolves when none of it is alive:
 * the process group, the descendants by parent, and every process that carries the mark, until none is left.
 * Neither alone is enough: `setsid` leaves the group, a double fork leaves the parent, a cleaned environment has no mark.
 *
 * @returns the processes that were alive.
 * @throws {ProcessSurvivedError} after `timeoutMs`.
 */
export async function killTree(options: KillTreeOptions): Promise<ProcessEntry[]> {
  const { pid, timeoutMs = defaultTimeoutMs, method = processMethod() } = options
  const tree = new Tree(options, method)
  const until = monotonicMs() + timeoutMs
  // Before the first kill: a child that left the group with a clean environment is only known by its parent.
  let victims = tree.childless() ?? tree.look()
  if (method === 'ps' && pid !== undefined && tree.includes(pid)) await killByPackage(pid)
  for (let round = 0; ; round++) {
    tree.kill(victims)
    if (victims.length > 0) await delay(round < 20 ? 1 : 10)
    victims = tree.look()
    if (victims.length === 0) return tree.members()
    if (monotonicMs() > until) throw new ProcessSurvivedError(victims, timeoutMs)
  }
}

/** Asks the function's whole process group to end; ones that are not there are no error. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  send(-pid, signal)
}

class Tree {
  readonly #root: number | undefined
  readonly #rootStart: string | undefined
  readonly #mark: string
  readonly #method: 'proc' | 'ps'
  /** Members ever seen: a child of one that has not been waited for yet is a member too. */
  readonly #members = new Map<number, ProcessEntry>()
  /** What ran before the root did is none of its tree, and is not read again at the next look. */
  readonly #older = new Set<number>()

  constructor({ pid, startTime, mark }: KillTreeOptions, method: 'proc' | 'ps') {
    this.#root = pid
    this.#rootStart = startTime
    this.#mark = mark
    this.#method = method
  }

  /**
   * The root alone, where Linux tells that none of its threads has a child: then there is nobody who would only be known by
   * the parent, and a look at every process of the machine is spared. `undefined` where that is not so, or is not told.
   */
  childless(): ProcessEntry[] | undefined {
    const root = this.#root
    if (this.#method !== 'proc' || root === undefined || hasChildren(root) !== false) return undefined
    const entry = findProcess(root, 'proc')
    if (entry === undefined || !isLiving(entry)) return undefined
    if (this.#rootStart !== undefined && entry.startTime !== this.#rootStart) return undefined
    this.#add(entry)
    return [entry]
  }

  /** The members that are alive now. */
  look(): ProcessEntry[] {
    const all = listProcesses(this.#method, this.#older)
    this.#rememberOlder(all)
    const group = this.#ownGroup(all)
    const candidates = all.filter((entry) => isLiving(entry) && entry.pid !== process.pid)
    const marked = new Set(markedProcesses(this.#mark, this.#method, this.#askable(candidates)))
    for (const entry of candidates) {
      if ((group !== undefined && entry.pgid === group) || marked.has(entry.pid)) this.#add(entry)
    }
    for (let grown = true; grown; ) {
      grown = false
      for (const entry of candidates) {
        if (!this.#has(entry) && this.#isChildOfMember(entry, all)) {
          this.#add(entry)
          grown = true
        }
      }
    }
    return candidates.filter((entry) => this.#has(entry))
  }

  /** The group at once first: one by one, a process that forks could stay ahead. */
  kill(victims: readonly ProcessEntry[]): void {
    const root = this.#root
    if (root !== undefined && victims.some(({ pgid }) => pgid === root)) send(-root, 'SIGKILL')
    for (const { pid } of victims) send(pid, 'SIGKILL')
  }

  includes(pid: number): boolean {
    return this.#members.has(pid)
  }

  members(): ProcessEntry[] {
    return [...this.#members.values()]
  }

  /** The root's group, unless the root's pid was given to another process meanwhile (a group's number is not reused). */
  #ownGroup(all: readonly ProcessEntry[]): number | undefined {
    const holder = all.find(({ pid }) => pid === this.#root)
    const ours = holder === undefined || this.#rootStart === undefined || holder.startTime === this.#rootStart
    return ours ? this.#root : undefined
  }

  /** Linux: reading the environment of what is older than the root would double the time of a look. */
  #askable(candidates: readonly ProcessEntry[]): number[] {
    const start = this.#rootStart
    const younger =
      this.#method === 'proc' && start !== undefined
        ? candidates.filter(({ startTime }) => Number(startTime) >= Number(start))
        : candidates
    return younger.map(({ pid }) => pid)
  }

  #rememberOlder(all: readonly ProcessEntry[]): void {
    const start = this.#rootStart
    if (this.#method !== 'proc' || start === undefined) return
    for (const { pid, startTime } of all) if (Number(startTime) < Number(start)) this.#older.add(pid)
  }

  #isChildOfMember(entry: ProcessEntry, all: readonly ProcessEntry[]): boolean {
    const parent = this.#members.get(entry.ppid)
    return (
      parent !== undefined && all.some(({ pid, startTime }) => pid === parent.pid && startTime === parent.startTime)
    )
  }

  #add(entry: ProcessEntry): void {
    this.#members.set(entry.pid, entry)
  }

  #has({ pid, startTime }: ProcessEntry): boolean {
    return this.#members.get(pid)?.startTime === startTime
  }
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // gone meanwhile, or another user's: the next look tells
  }
}

/** tree-kill ends the whole program by an uncaught error where its tool is missing. */
async function killByPackage(pid: number): Promise<void> {
  const tool = process.platform === 'darwin' ? 'pgrep' : 'ps'
  const folders = (process.env.PATH ?? '').split(delimiter)
  if (!folders.some((folder) => folder !== '' && existsSync(join(folder, tool)))) return
  if (findProcess(pid, 'ps') === undefined) return
  await new Promise<void>((resolve) => treeKill(pid, 'SIGKILL', () => resolve()))
}
