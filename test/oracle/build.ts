import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A folder that the caller removes with `remove()`. */
export function temporaryFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'oracle-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

const here = fileURLToPath(new URL('.', import.meta.url))

type Program = 'goldens' | 'misbehaving' | 'readback' | 'roundtrip' | 'rpcserver'

/** Builds one of the Go programs beside this file into `folder` and gives its path. */
export function buildOracle(program: Program, folder: string, flags: readonly string[] = []): string {
  const binary = join(folder, program)
  execFileSync('go', ['build', '-buildvcs=false', ...flags, '-o', binary, `./${program}`], {
    cwd: here,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return binary
}

/**
 * Builds `roundtrip`, with a function added to encoding/gob that makes an Encoder write what it would write in a process
 * of its own: Go numbers types per process, and a process per value takes too long for thousands of them.
 */
export function buildRoundtrip(folder: string): string {
  const goroot = execFileSync('go', ['env', 'GOROOT'], { cwd: here, encoding: 'utf8' }).trim()
  const overlay = join(folder, 'overlay.json')
  const added = { [join(goroot, 'src/encoding/gob/fresh.go')]: join(here, 'roundtrip/fresh.go.txt') }
  writeFileSync(overlay, JSON.stringify({ Replace: added }))
  return buildOracle('roundtrip', folder, ['-overlay', overlay])
}

/** Builds `events`, a module of its own: it is the only one with aws-lambda-go. */
export function buildEvents(folder: string): string {
  const binary = join(folder, 'events')
  execFileSync('go', ['build', '-buildvcs=false', '-o', binary, '.'], {
    cwd: join(here, 'events'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return binary
}
