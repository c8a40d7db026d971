import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

const program = join(import.meta.dirname, 'programs/family.mjs')

export interface Family {
  readonly child: ChildProcess
  readonly pids: {
    readonly root: number
    readonly group: number
    readonly setsid: number
    readonly lost: number
    readonly clean: number
  }
}

/** Real processes that left their group, their parent or their environment; `mark` is their TMPDIR. */
export async function startFamily(mark: string): Promise<Family> {
  const child = spawn(process.execPath, [program], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env.PATH, TMPDIR: mark },
  })
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
  return { child, pids: JSON.parse(line) }
}
