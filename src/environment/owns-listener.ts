import { execFile } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import { GoLambdaError } from '../failure/index.ts'
import { listeningInodes } from './listening-inodes.ts'
import { isLiving, listProcesses, processMethod } from './process-table.ts'

/** It cannot be seen here whose listener a port is. `code`: `LISTENER_UNKNOWN`. */
export class ListenerUnknownError extends GoLambdaError {
  readonly nextStep: string

  constructor(pid: number, port: number, failure: { why: string; nextStep: string; cause?: unknown }) {
    super('ListenerUnknownError', 'LISTENER_UNKNOWN', {
      reason: `it cannot be told whether the listener on port ${port} is the function's (pid ${pid}): ${failure.why}`,
      nextStep: failure.nextStep,
      cause: failure.cause,
    })
    this.nextStep = failure.nextStep
  }
}

export interface OwnsListenerOptions {
  /** Forced in tests; by default `/proc` where there is one, else `lsof`. */
  readonly method?: 'proc' | 'lsof'
}

/**
 * Whether this process, or one of its descendants, holds a listening TCP socket of this port (IPv4 or IPv6).
 * "My child is alive and somebody answers" is not enough: on a taken port the other process answers first.
 *
 * @throws {ListenerUnknownError} where there is neither `/proc` nor `lsof`.
 */
export async function ownsListener(pid: number, port: number, options: OwnsListenerOptions = {}): Promise<boolean> {
  const method = options.method ?? (processMethod() === 'proc' ? 'proc' : 'lsof')
  const owns = method === 'proc' ? ownsByProc : ownsByLsof
  if (await owns([pid], pid, port)) return true
  const children = descendants(pid)
  return children.length > 0 && (await owns(children, pid, port))
}

/** Descendants by parent; a function is seldom a script that starts the real one, so this is asked second. */
function descendants(pid: number): number[] {
  const all = listProcesses().filter(isLiving)
  const found = [pid]
  for (const parent of found) {
    for (const entry of all) if (entry.ppid === parent && !found.includes(entry.pid)) found.push(entry.pid)
  }
  return found.slice(1)
}

async function ownsByProc(pids: readonly number[], pid: number, port: number): Promise<boolean> {
  return pids.some((each) => {
    try {
      let sockets: ReadonlySet<string> | undefined
      for (const inode of listeningInodes(each, port)) {
        sockets ??= socketInodes(each)
        if (sockets.has(inode)) return true
      }
      return false
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException
      if (code === 'ENOENT' || code === 'ESRCH') return false // it has ended
      throw new ListenerUnknownError(pid, port, {
        why: `/proc/${each}/fd cannot be read (${code})`,
        nextStep:
          'run the tests as the user that the function runs as, and give the binary no setuid bit or capabilities',
        cause: error,
      })
    }
  })
}

function socketInodes(pid: number): Set<string> {
  const folder = `/proc/${pid}/fd`
  const inodes = readdirSync(folder).flatMap(
    (fd) => /^socket:\[(\d+)\]$/.exec(linkOf(`${folder}/${fd}`) ?? '')?.[1] ?? [],
  )
  return new Set(inodes)
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path)
  } catch {
    return undefined // closed meanwhile
  }
}

function ownsByLsof(pids: readonly number[], pid: number, port: number): Promise<boolean> {
  const args = ['-a', '-p', pids.join(','), `-iTCP:${port}`, '-sTCP:LISTEN', '-nP', '-t']
  return new Promise((resolve, reject) => {
    execFile('lsof', args, { encoding: 'utf8' }, (error, stdout) => {
      // It exits with 1 when nothing is found.
      if (error === null || typeof error.code === 'number') return resolve(/^\d+$/m.test(stdout))
      reject(
        new ListenerUnknownError(pid, port, {
          why: `there is no /proc here, and lsof cannot be run (${error.code ?? error.message})`,
          nextStep: 'install lsof and put it on the PATH',
          cause: error,
        }),
      )
    })
  })
}
