import { execFile } from 'node:child_process'
import { readFile, readlink } from 'node:fs/promises'
import { hostname } from 'node:os'
import { promisify } from 'node:util'
import { errorCode } from '../failure/index.ts'

/** Which process: a pid alone comes back after a while, its start time does not. */
export interface ProcessIdentity {
  readonly pid: number
  /** When it started, as the system writes it; empty where it cannot be asked. */
  readonly started: string
  /** Where the pid means something: host name and, on Linux, pid namespace. */
  readonly place: string
}

/** How start times are read: from /proc (Linux), or by `ps`. */
export type ProcessSource = 'proc' | 'ps'

const defaultSource: ProcessSource = process.platform === 'linux' ? 'proc' : 'ps'
const own = new Map<ProcessSource, Promise<ProcessIdentity>>()

/** Who we are; read once. */
export function ownIdentity(source: ProcessSource = defaultSource): Promise<ProcessIdentity> {
  let identity = own.get(source)
  if (identity === undefined) {
    identity = identify(source)
    own.set(source, identity)
  }
  return identity
}

/**
 * Whether a process still lives. `unknown` where it cannot be judged from here: another host or container, or
 * no way to ask for start times.
 */
export async function livesStill(
  identity: ProcessIdentity,
  source: ProcessSource = defaultSource,
): Promise<'alive' | 'dead' | 'unknown'> {
  const { place } = await ownIdentity(source)
  if (identity.place !== place) return 'unknown'
  if (!exists(identity.pid)) return 'dead'
  const state = await look(identity.pid, source)
  if (state === undefined) return exists(identity.pid) ? 'unknown' : 'dead'
  // kill(pid, 0) succeeds on zombies.
  if (state.zombie) return 'dead'
  if (identity.started === '') return 'unknown'
  return state.started === identity.started ? 'alive' : 'dead'
}

async function identify(source: ProcessSource): Promise<ProcessIdentity> {
  const state = await look(process.pid, source)
  // The host name may be shared by containers that each count their pids from 1.
  const namespace = await readlink('/proc/self/ns/pid').catch(() => '')
  return { pid: process.pid, started: state?.started ?? '', place: `${hostname()} ${namespace}`.trim() }
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

async function look(pid: number, source: ProcessSource): Promise<{ started: string; zombie: boolean } | undefined> {
  return source === 'proc' ? lookInProc(pid) : askPs(pid)
}

/** Field 3 of /proc/PID/stat is the state, field 22 the start in ticks since boot; the name before them may hold anything. */
async function lookInProc(pid: number): Promise<{ started: string; zombie: boolean } | undefined> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'latin1'),
      readFile('/proc/sys/kernel/random/boot_id', 'latin1').catch(() => ''),
    ])
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, started] = [fields[0], fields[19]]
    if (state === undefined || started === undefined) return undefined
    return { started: `${boot.trim()} ${started}`.trim(), zombie: state === 'Z' || state === 'X' }
  } catch {
    return undefined
  }
}

async function askPs(pid: number): Promise<{ started: string; zombie: boolean } | undefined> {
  try {
    // Dates are written in the language and zone of the one who asks.
    const env = { ...process.env, LC_ALL: 'C', TZ: 'UTC' }
    const { stdout } = await promisify(execFile)('ps', ['-o', 'stat=', '-o', 'lstart=', '-p', String(pid)], { env })
    const [state, ...started] = stdout.trim().split(/\s+/)
    if (!state || started.length === 0) return undefined
    return { started: started.join(' '), zombie: state.startsWith('Z') }
  } catch {
    return undefined
  }
}
