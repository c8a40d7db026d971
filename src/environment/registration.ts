import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { isAlive } from './process-table.ts'

/** What an environment's folder says about the process it belongs to. */
export interface Registration {
  readonly folder: string
  readonly pid: number
  /** Empty where it could not be read. */
  readonly startTime: string
  /** How messages name the function. */
  readonly label: string
}

/** The shell of the reaper reads its first line. */
const fileName = 'process'

/**
 * Written in the same tick as the spawn. A file and not a word to the reaper: it is there for whoever sweeps (the reaper,
 * the run's teardown, the next run), also after the reaper itself was killed.
 */
export function register({ folder, pid, startTime, label }: Registration): void {
  writeFileSync(join(folder, fileName), `${pid}\n${startTime}\n${label.replaceAll('\n', ' ')}\n`, { mode: 0o600 })
}

/** The registrations of the environments right under `folder`. */
export function registrationsIn(folder: string): Registration[] {
  return namesIn(folder).flatMap((name) => readRegistration(join(folder, name)))
}

/** Whether that very process still runs. */
export function isRunning({ pid, startTime }: Registration): boolean {
  return startTime !== '' && isAlive(pid, startTime)
}

function readRegistration(folder: string): Registration[] {
  try {
    const [pid, startTime = '', label = ''] = readFileSync(join(folder, fileName), 'utf8').split('\n')
    return Number(pid) > 1 ? [{ folder, pid: Number(pid), startTime, label }] : []
  } catch {
    return []
  }
}

/** The names in a folder, none if it is missing. */
export function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
