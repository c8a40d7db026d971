import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Where processes are read from: Linux's `/proc`, or the `ps` command everywhere else. */
export type ProcessMethod = 'proc' | 'ps'

/** A process, told apart from a later one that was given the same pid. */
export interface ProcessIdentity {
  readonly pid: number
  /** Opaque and without spaces: clock ticks since boot on Linux, `ps`'s date of start (whole seconds) elsewhere. */
  readonly startTime: string
}

export interface ProcessEntry extends ProcessIdentity {
  readonly ppid: number
  readonly pgid: number
  /** One letter; `Z` and `X` are processes that have ended and were not waited for. */
  readonly state: string
  readonly name: string
}

let usual: ProcessMethod | undefined

/** `proc` where `/proc` is Linux's, else `ps`. */
export function processMethod(): ProcessMethod {
  usual ??= existsSync('/proc/self/stat') ? 'proc' : 'ps'
  return usual
}

/** A process that has ended but still holds its pid (a zombie) is not alive; `kill(pid, 0)` would say it is. */
export function isLiving(entry: ProcessEntry): boolean {
  return entry.state !== 'Z' && entry.state !== 'X'
}

/**
 * Every process that can be seen, the ended ones included. About 30 µs per process on Linux, 10 ms with `ps`.
 *
 * @param except on Linux left out, and not read.
 */
export function listProcesses(method = processMethod(), except?: ReadonlySet<number>): ProcessEntry[] {
  if (method === 'ps') return runPs(['-A']).flatMap(parsePsLine)
  return readdirSync('/proc').flatMap((name) =>
    isPid(name) && except?.has(Number(name)) !== true ? (readStat(name) ?? []) : [],
  )
}

/** What is known of one process; `undefined` if there is none of this pid. */
export function findProcess(pid: number, method = processMethod()): ProcessEntry | undefined {
  if (method === 'ps') return runPs(['-p', String(pid)]).flatMap(parsePsLine)[0]
  return readStat(String(pid))
}

/** Pid and start time of a process, `undefined` when there is none or it has ended. */
export function identityOf(pid: number, method = processMethod()): ProcessIdentity | undefined {
  const entry = findProcess(pid, method)
  return entry !== undefined && isLiving(entry) ? { pid, startTime: entry.startTime } : undefined
}

/** Whether this pid is a living process and, with `startTime`, still the same one. */
export function isAlive(pid: number, startTime?: string, method = processMethod()): boolean {
  const identity = identityOf(pid, method)
  return identity !== undefined && (startTime === undefined || identity.startTime === startTime)
}

/**
 * Whether a process has children, by any of its threads; `undefined` where Linux does not tell (a kernel without
 * `CONFIG_PROC_CHILDREN`, another user's process) or it has ended.
 */
export function hasChildren(pid: number): boolean | undefined {
  try {
    const tasks = `/proc/${pid}/task`
    return readdirSync(tasks).some((thread) => readFileSync(`${tasks}/${thread}/children`, 'utf8') !== '')
  } catch {
    return undefined // also where a thread ended just now
  }
}

/**
 * The variables that an execution environment points into its own folder. Children inherit them, so the folder marks
 * every descendant, also one that left the process group (`setsid`) and whose parent is gone (double fork).
 */
export const markNames = ['TMPDIR', 'HOME', 'USE_GO_LAMBDA_ENVIRONMENT'] as const

/**
 * The processes whose environment carries `mark`: one of {@link markNames} is this folder or lies within it.
 * Other users' processes cannot be read and are left out. Without `among`, every process is asked.
 */
export function markedProcesses(mark: string, method = processMethod(), among?: readonly number[]): number[] {
  if (method === 'ps') return markedByPs(mark, among)
  const pids = among ?? readdirSync('/proc').flatMap((name) => (isPid(name) ? Number(name) : []))
  return pids.filter((pid) => carriesMark(`\0${readProc(`/proc/${pid}/environ`) ?? ''}`, '\0', mark))
}

function carriesMark(text: string, separator: string, mark: string): boolean {
  return markNames.some((name) => {
    const entry = `${separator}${name}=${mark}`
    for (let at = text.indexOf(entry); at !== -1; at = text.indexOf(entry, at + 1)) {
      const next = text.charAt(at + entry.length)
      if (next === '' || next === '/' || next === separator || next === '\n') return true
    }
    return false
  })
}

/** `ps` prints the environment behind the arguments, separated by spaces. */
function markedByPs(mark: string, among: readonly number[] | undefined): number[] {
  const args =
    process.platform === 'darwin' ? ['-A', '-E', '-ww', '-o', 'pid=,command='] : ['axeww', '-o', 'pid=,args=']
  return spawnPs(args).flatMap((line) => {
    const pid = Number.parseInt(line, 10)
    return carriesMark(line, ' ', mark) && (among === undefined || among.includes(pid)) ? [pid] : []
  })
}

function isPid(name: string): boolean {
  const first = name.charCodeAt(0)
  return first >= 0x30 && first <= 0x39
}

/** The file's text, or `undefined`: the process is gone, or another user's. */
function readProc(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** The name in parentheses may hold spaces and parentheses: fields are counted from the last `)`. */
function readStat(pid: string): ProcessEntry | undefined {
  const text = readProc(`/proc/${pid}/stat`)
  if (text === undefined) return undefined
  const close = text.lastIndexOf(')')
  const fields = text.slice(close + 2).split(' ')
  const [state, ppid, pgid] = fields
  const startTime = fields[19]
  if (state === undefined || startTime === undefined) return undefined
  const name = text.slice(text.indexOf('(') + 1, close)
  return { pid: Number(pid), ppid: Number(ppid), pgid: Number(pgid), state, startTime, name }
}

function runPs(which: readonly string[]): string[] {
  return spawnPs([...which, '-o', 'pid=,ppid=,pgid=,state=,lstart=,comm='])
}

function spawnPs(args: readonly string[]): string[] {
  const env = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }
  const { stdout } = spawnSync('ps', args, { env, encoding: 'utf8', maxBuffer: 2 ** 28, windowsHide: true })
  return (stdout ?? '').split('\n').filter((line) => line.trim() !== '')
}

/** `  17     1    17 Ss   Mon Nov 23 17:09:52 2026 name`: `lstart` is five words in the C locale. */
function parsePsLine(line: string): ProcessEntry[] {
  const [pid, ppid, pgid, state, ...rest] = line.trim().split(/\s+/)
  const date = rest.slice(0, 5)
  if (pid === undefined || state === undefined || date.length < 5) return []
  const name = rest.slice(5).join(' ')
  return [
    {
      pid: Number(pid),
      ppid: Number(ppid),
      pgid: Number(pgid),
      state: state.charAt(0),
      startTime: date.join('_'),
      name,
    },
  ]
}
