import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { mainProcess } from '../harness/index.ts'

/** The command line of the run's main process (`node`, `jest`, `--watch`); empty where it cannot be read. */
export function mainArguments(): string[] {
  const { pid } = mainProcess()
  if (pid === process.pid) return process.argv
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
  } catch {
    // No /proc: not Linux.
    const { stdout } = spawnSync('ps', ['-ww', '-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
    return (stdout ?? '').trim().split(/\s+/)
  }
}
