import { readdirSync, readFileSync } from 'node:fs'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

/** A living process, as far as a failed assertion should show it. */
export interface LivingProcess {
  readonly pid: number
  readonly command: string
}

/**
 * Every living process that carries `mark` in its environment or its arguments: the runner, its workers, functions and
 * whatever they started (they inherit TMPDIR), the reaper (it has no environment of ours, but is told our folders).
 * Those that have ended and were not waited for (zombies) have neither.
 */
export function processesWith(mark: string): LivingProcess[] {
  return pids().flatMap((pid) => {
    const command = read(pid, 'cmdline').replaceAll('\0', ' ').trim()
    return command.includes(mark) || read(pid, 'environ').includes(mark)
      ? [{ pid, command: command.slice(0, 200) }]
      : []
  })
}

/** Whether a process of this pid runs; one that has ended and was not waited for does not. */
export function isAlive(pid: number): boolean {
  const stat = read(pid, 'stat')
  const state = stat.charAt(stat.lastIndexOf(')') + 2)
  return state !== '' && state !== 'Z' && state !== 'X'
}

export function killAll(mark: string): void {
  for (const { pid } of processesWith(mark)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // gone meanwhile
    }
  }
}

/** Whether nobody listens on the port. */
export function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port })
    socket.once('connect', () => {
      socket.destroy()
      resolve(false)
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED'))
  })
}

/** Asks every 20 ms until `good` likes the answer or the time is over; gives the last answer and how long it took. */
export async function poll<T>(
  ask: () => T | Promise<T>,
  good: (answer: T) => boolean,
  withinMs: number,
): Promise<{ readonly answer: T; readonly tookMs: number }> {
  const begun = performance.now()
  for (;;) {
    const answer = await ask()
    const tookMs = Math.round(performance.now() - begun)
    if (good(answer) || tookMs > withinMs) return { answer, tookMs }
    await sleep(20)
  }
}

function pids(): number[] {
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => pid > 1 && pid !== process.pid)
}

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1')
  } catch {
    return ''
  }
}
