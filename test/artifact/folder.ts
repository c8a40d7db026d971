import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll } from 'vitest'

/** A temporary folder for one test file, removed at its end. */
export function temporaryFolder(): {
  path: string
  file(name: string, content: string | Uint8Array, mode?: number): string
} {
  // Not where TMPDIR says: other users must be able to enter the folders above it.
  const path = mkdtempSync('/tmp/use-go-lambda-artifact-')
  afterAll(() => rmSync(path, { recursive: true, force: true }))
  return {
    path,
    file(name, content, mode = 0o755) {
      const place = join(path, name)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, content, { mode })
      return place
    },
  }
}
