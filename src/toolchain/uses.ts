import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { buildsFolder } from './build-record.ts'
import { cacheFolder } from './cache-folder.ts'
import { findGo } from './find-go.ts'
import { isSource } from './fingerprint.ts'
import { goEnvironment } from './go-environment.ts'
import { type BuildInputs, listInputsNow } from './list-inputs.ts'

/** That a test file uses a package. */
export interface PackageUse {
  /** Absolute. */
  readonly testFile: string
  readonly dir: string
  readonly tags?: readonly string[]
}

const listTimeoutMs = 10_000

/** Keeps it for the run's main process. Never fails: only watch mode asks. */
export function recordUse(runFolder: string, use: PackageUse): void {
  const folder = usesFolder(runFolder)
  const name = createHash('sha256').update(JSON.stringify(use)).digest('hex').slice(0, 32)
  const draft = join(folder, `${name}.${process.pid}`)
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    writeFileSync(draft, JSON.stringify(use), { mode: 0o600 })
    renameSync(draft, join(folder, `${name}.json`))
  } catch {
    // not rerun by itself when the package changes
  }
}

/**
 * Tells which test files of a run use a package that a file belongs to: its Go files, those it embeds, go.mod and the like.
 * Asks go each time something like a Go file has changed, as what a package is made of changes too.
 */
export class UsesOfFiles {
  readonly #runFolder: string
  #found: string | undefined
  readonly #known = new Map<string, BuildInputs>()

  constructor(runFolder: string) {
    this.#runFolder = runFolder
    findGo().then(
      (go) => {
        this.#found = go
      },
      () => undefined,
    )
  }

  /** Never throws: a runner's watch mode would be over. */
  testFilesOf(file: string): string[] {
    try {
      const uses = readUses(this.#runFolder)
      const goLike = isSource(file) || /\/(?:go\.(?:mod|sum|work|work\.sum)|modules\.txt)$/.test(file)
      // Several test files may use one package. What is embedded is known when it was asked for once.
      const asked = new Set<string>()
      const affected = uses.filter((use) => {
        const key = keyOf(use)
        if (!asked.has(key) && (goLike || !this.#known.has(key))) this.#ask(use)
        asked.add(key)
        const inputs = this.#known.get(key)
        return inputs !== undefined && belongs(file, inputs)
      })
      return [...new Set(affected.map(({ testFile }) => testFile))]
    } catch {
      return []
    }
  }

  #ask(use: PackageUse): void {
    const go = this.#found
    if (go === undefined) return
    const { dir, tags } = use
    const env = goEnvironment(process.env, {}, cacheFolder())
    const flags = ['-buildvcs=false', ...(tags === undefined ? [] : [`-tags=${tags.join(',')}`])]
    const inputs = listInputsNow({ go, cwd: dir, env, flags, timeoutMs: listTimeoutMs })
    if (inputs !== undefined) this.#known.set(keyOf(use), inputs)
  }
}

function belongs(file: string, { folders, files, embedFolders }: BuildInputs): boolean {
  if (files.includes(file)) return true
  if (isSource(file) && folders.includes(dirname(file))) return true
  return embedFolders.some((folder) => file.startsWith(`${folder}/`))
}

function keyOf({ dir, tags }: PackageUse): string {
  return JSON.stringify([dir, tags])
}

function usesFolder(runFolder: string): string {
  return join(buildsFolder(runFolder), 'uses')
}

function readUses(runFolder: string): PackageUse[] {
  const folder = usesFolder(runFolder)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as PackageUse)
}
