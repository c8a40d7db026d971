import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'vitest'

/** What is no program on the PATH. */
export interface Need {
  /** Completes "no …". */
  readonly name: string
  readonly isThere: boolean
}

export function isOnPath(tool: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)))
}

/**
 * `test`, for tests that need more than Node and Go: skipped by name where a tool is missing
 * (`skipped: <title> (no lsof)` on stderr, counted), run everywhere else.
 */
export function testNeeding(...needs: (string | Need)[]): (title: string, body: () => void | Promise<void>) => void {
  const missing = needs
    .map((need) => (typeof need === 'string' ? { name: need, isThere: isOnPath(need) } : need))
    .filter(({ isThere }) => !isThere)
    .map(({ name }) => `no ${name}`)
  if (missing.length === 0) return (title, body) => test(title, body)
  return (title, body) => {
    process.stderr.write(`skipped: ${title} (${missing.join(', ')})\n`)
    test.skip(title, body)
  }
}
