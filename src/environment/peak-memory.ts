import { Buffer } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'

/** For what is read: `/proc/PID/status` has about 1.5 kB, `stat` 300 bytes. */
const buffer = Buffer.allocUnsafe(4096)

/**
 * The most memory that a process ever held (`VmHWM` of `/proc/PID/status`), where there is a `/proc`.
 *
 * The kernel takes three times as long for `status` as for `stat`. Memory does not grow without a page fault, so
 * `status` is only read where `stat` counts new ones: after one in eight small invocations.
 * The files stay open: that saves their opening, and they are never another process's that was given the same pid.
 */
export class PeakMemory {
  #stat: number | undefined
  #status: number | undefined
  #faults = ''
  #peakMb: number | undefined

  constructor(pid: number) {
    try {
      this.#stat = openSync(`/proc/${pid}/stat`, 'r')
      this.#status = openSync(`/proc/${pid}/status`, 'r')
    } catch {
      this.close() // no /proc here, or the process is gone
    }
  }

  /** In MiB, rounded up; `undefined` if the process has ended. */
  readMb(): number | undefined {
    if (this.#stat === undefined || this.#status === undefined) return undefined
    try {
      const faults = faultsIn(textOf(this.#stat))
      if (faults !== this.#faults) {
        this.#faults = faults
        this.#peakMb = peakIn(textOf(this.#status))
      }
      return this.#peakMb
    } catch {
      return undefined
    }
  }

  close(): void {
    if (this.#stat !== undefined) closeSync(this.#stat)
    if (this.#status !== undefined) closeSync(this.#status)
    this.#stat = undefined
    this.#status = undefined
  }
}

function textOf(file: number): string {
  return buffer.toString('latin1', 0, readSync(file, buffer, 0, buffer.length, 0))
}

/** Minor and major page faults so far, and the state: one that has ended (`Z`) has no memory. */
function faultsIn(stat: string): string {
  // The name in parentheses may hold spaces and parentheses.
  const [state, , , , , , , minor, , major] = stat.slice(stat.lastIndexOf(')') + 2).split(' ', 10)
  return state === 'Z' || state === 'X' ? 'ended' : `${minor} ${major}`
}

function peakIn(status: string): number | undefined {
  const kib = /^VmHWM:\s*(\d+) kB$/m.exec(status)?.[1]
  return kib === undefined ? undefined : Math.ceil(Number(kib) / 1024)
}
