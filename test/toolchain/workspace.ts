import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll } from 'vitest'

export interface Workspace {
  readonly path: string
  at(name: string): string
  /** Writes a file; gives its path. */
  file(name: string, content: string, mode?: number): string
}

/** A temporary folder for one test file, removed at its end. */
export function workspace(): Workspace {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'use-go-lambda-toolchain-')))
  afterAll(() => {
    openAll(path)
    rmSync(path, { recursive: true, force: true })
  })
  const at = (name: string) => join(path, name)
  return {
    path,
    at,
    file(name, content, mode = 0o644) {
      mkdirSync(dirname(at(name)), { recursive: true })
      writeFileSync(at(name), content, { mode })
      return at(name)
    },
  }
}

/** Go's module cache is read-only. */
function openAll(path: string): void {
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue
    chmodSync(join(path, entry.name), 0o700)
    openAll(join(path, entry.name))
  }
}

/** Waits until a condition holds; throws after the deadline. */
export async function until<T>(
  what: string,
  condition: () => T | Promise<T>,
  timeoutMs = 30_000,
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    const value = await condition()
    if (value) return value as NonNullable<T>
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`)
    await sleep(10)
  }
}

/** Processes (but zombies) that have `text` in their environment, by /proc. */
export function processesWith(text: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'latin1').includes(text)
      } catch {
        return false
      }
    })
    .map(Number)
}

/** Every file below a folder, with its content and time. */
export function snapshotOf(folder: string): Record<string, string> {
  const files: Record<string, string> = {}
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    files[path] = entry.isFile() ? readFileSync(path, 'utf8') : entry.isDirectory() ? 'folder' : 'other'
  }
  return files
}
