import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A folder that the caller removes with `remove()`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'oracle-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Builds one of the Go programs beside this file into `folder` and gives its path. */
export function buildOracle(program: 'goldens' | 'readback' | 'rpcserver', folder: string): string {
  const binary = join(folder, program)
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, `./${program}`], {
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return binary
}
