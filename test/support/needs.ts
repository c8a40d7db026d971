import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { test } from 'vitest'

/** Whether a program is on the PATH. */
function has(tool: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, tool)))
}

/**
 * `test`, for tests that need more than Node and Go: skipped by name where a tool is missing
 * (`skipped: <title> (no lsof)` on stderr, counted), run everywhere else.
 */
export function testNeeding(...tools: string[]): (title: string, body: () => void | Promise<void>) => void {
  const missing = tools.filter((tool) => !has(tool))
  if (missing.length === 0) return (title, body) => test(title, body)
  return (title, body) => {
    process.stderr.write(`skipped: ${title} (no ${missing.join(', no ')})\n`)
    test.skip(title, body)
  }
}
