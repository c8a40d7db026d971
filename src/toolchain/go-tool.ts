import { readFileSync } from 'node:fs'
import { mkdir, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { runGoBuild } from './go-build.ts'
import { GoBuildError } from './go-build-error.ts'
import { runGo } from './go-command.ts'
import { goToolFiles } from './go-tool-files.ts'
import { makeCacheFolder, makePrivateFolder, ownFile } from './private-folder.ts'
import { putInPlace } from './put-in-place.ts'
import { sha256 } from './sha256.ts'

export interface GoToolOptions {
  /** The folder of its source: a module of its own that needs nothing but Go's library. */
  readonly source: string
  /** For messages. */
  readonly label: string
  /** The folder of the code that it is to read: what Go builds it there decides. */
  readonly cwd: string
  readonly go: string
  /** The go command's environment in `cwd`. */
  readonly env: Readonly<Record<string, string>>
  readonly cacheFolder: string
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/**
 * Builds a Go program of ours once, and keeps it in the cache folder: by the release of Go that builds the code in `cwd` (its
 * go.mod may ask for another than is installed), because only that one reads what its compiler writes.
 *
 * @throws {GoBuildError} {@link CacheFolderError}
 */
export async function goTool(options: GoToolOptions): Promise<string> {
  const { source, label, go, env, cacheFolder, timeoutMs, signal } = options
  const about = await aboutGo(options)
  const key = sha256(JSON.stringify([go, Object.values(about), goToolDigest(source)])).slice(0, 32)
  const folder = join(cacheFolder, 'tools', key)
  const program = join(folder, 'program')
  if (ownFile(program) !== undefined) {
    const now = realNow() / 1000
    await utimes(program, now, now).catch(() => undefined) // the cache drops what was not used for long
    return program
  }
  makeCacheFolder(cacheFolder)
  await makePrivateFolder(join(cacheFolder, 'tools'))
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const args = ['build', '-buildvcs=false', '-trimpath']
  const own = { ...env, ...settings(about) }
  // Of several processes each builds its own: the last one's stays, and is the same.
  await putInPlace(program, (output) =>
    runGoBuild({ go, args, cwd: source, env: own, label, output, timeoutMs, signal }),
  )
  return program
}

/** Over what the developer has set for the code that is built, for a program that is to run here. */
function settings({ GOVERSION, GOHOSTOS, GOHOSTARCH }: AboutGo): Record<string, string> {
  const release = /^go\d+\.\d+\S*/.exec(GOVERSION)?.[0]
  return {
    GOTOOLCHAIN: release ?? 'local',
    GOOS: GOHOSTOS,
    GOARCH: GOHOSTARCH,
    GOAMD64: 'v1',
    GOARM64: 'v8.0',
    GOFLAGS: '-mod=mod',
    GOWORK: 'off',
    GO111MODULE: 'on',
    CGO_ENABLED: '0',
  }
}

interface AboutGo {
  readonly GOVERSION: string
  readonly GOROOT: string
  readonly GOHOSTOS: string
  readonly GOHOSTARCH: string
  /** `jsonv2` is another encoding/json. */
  readonly GOEXPERIMENT: string
}

async function aboutGo({ go, cwd, env, label, timeoutMs, signal }: GoToolOptions): Promise<AboutGo> {
  const args = ['env', '-json', 'GOVERSION', 'GOROOT', 'GOHOSTOS', 'GOHOSTARCH', 'GOEXPERIMENT']
  const { exitCode, stdout, stderr, omitted } = await runGo({ go, args, cwd, env, timeoutMs, signal })
  if (exitCode === 0) return JSON.parse(stdout.join('\n')) as AboutGo
  throw new GoBuildError({
    kind: 'other',
    package: label,
    command: `go ${args.join(' ')}`,
    reason: `go cannot be asked in ${cwd} which release it is`,
    lines: stderr,
    omitted,
    nextStep: `run go version in ${cwd}: it should answer`,
  })
}

/** Of its files, by their names and what is in them. Not in the background: for some dozens of files that takes longer. */
export function goToolDigest(source: string): string {
  return sha256(
    goToolFiles(source)
      .map((name) => `${name}\n${readFileSync(join(source, name), 'latin1')}`)
      .join('\0'),
  )
}
