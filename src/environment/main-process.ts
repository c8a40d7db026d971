import { isMainThread } from 'node:worker_threads'
import { identityOf, type ProcessIdentity } from './process-table.ts'

let ownMain: ProcessIdentity | undefined

/**
 * The process that a test run stands and falls with: the parent of a forked worker (it has an IPC channel: Jest's
 * workers, Vitest's forks), else this process itself (a worker thread, in-band, the command, a script).
 */
export function mainProcess(): ProcessIdentity {
  ownMain ??= findMain()
  return ownMain
}

function findMain(): ProcessIdentity {
  const pid = isMainThread && process.connected === true ? process.ppid : process.pid
  // A parent that is gone already: this process was started by a run that no longer is, and is its own main.
  return identityOf(pid) ?? thisProcess()
}

/** This very process. A runner's global set-up is its main process, even where an editor forked the runner. */
export function thisProcess(): ProcessIdentity {
  return identityOf(process.pid) ?? { pid: process.pid, startTime: 'unknown' }
}
