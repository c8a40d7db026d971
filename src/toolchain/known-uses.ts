import { existsSync } from 'node:fs'
import { basename, dirname } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { findGo } from './find-go.ts'
import { isSource } from './fingerprint.ts'
import { goEnvironment } from './go-environment.ts'
import { groupPackages } from './group-packages.ts'
import { type BuildInputs, listInputs } from './list-inputs.ts'
import type { PackageUse } from './uses.ts'

/** What one package is made of, as far as go has told. */
interface Known {
  readonly now: Places
  /** Before something was broken: a syntax error hides the imports after it. */
  readonly whole: Places | undefined
}

interface Places {
  readonly folders: ReadonlySet<string>
  readonly files: ReadonlySet<string>
  readonly embedFolders: readonly string[]
}

const timeoutMs = 20_000

/** Whether a change of this file can change what a package is made of. */
export function isGoLike(file: string): boolean {
  return isSource(file) || /^(?:go\.(?:mod|sum|work|work\.sum)|modules\.txt)$/.test(basename(file))
}

/** Which test files use a package that a file belongs to: its Go files, those it embeds, go.mod and the like. */
export class KnownUses {
  readonly #known = new Map<string, Known>()
  #uses: readonly PackageUse[] = []

  /** Asks go anew, of all packages; where it gives no answer, the one before stays. Never throws. */
  async refresh(uses: readonly PackageUse[]): Promise<void> {
    this.#uses = uses
    const asked = new Map(uses.map((use) => [keyOf(use), use]))
    for (const key of this.#known.keys()) if (!asked.has(key)) this.#known.delete(key)
    await Promise.all(groupPackages([...asked.values()]).map((group) => this.#ask(group).catch(() => undefined)))
  }

  /** Whether go was asked of all of these. */
  knows(uses: readonly PackageUse[]): boolean {
    const asked = new Set(this.#uses.map((use) => JSON.stringify(use)))
    return uses.every((use) => asked.has(JSON.stringify(use)))
  }

  testFilesOf(file: string): string[] {
    const belonging = this.#uses.filter((use) => {
      const { now, whole } = this.#known.get(keyOf(use)) ?? {}
      return belongs(file, now) || belongs(file, whole)
    })
    return [...new Set(belonging.map(({ testFile }) => testFile))]
  }

  isTestFile(file: string): boolean {
    return this.#uses.some(({ testFile }) => testFile === file)
  }

  /** Where changes are to be looked for: in `folders`, and in `deep` ones also below. */
  get places(): { readonly folders: ReadonlySet<string>; readonly deep: ReadonlySet<string> } {
    const all = [...this.#known.values()].flatMap(({ now, whole }) => (whole === undefined ? [now] : [now, whole]))
    const files = new Set(all.flatMap((places) => [...places.files]))
    return {
      // Of a go.work or go.mod that may come into a folder above, only those that are there.
      folders: new Set([
        ...all.flatMap(({ folders }) => [...folders]),
        ...[...files].filter((file) => existsSync(file)).map((file) => dirname(file)),
      ]),
      deep: new Set(all.flatMap(({ embedFolders }) => embedFolders)),
    }
  }

  async #ask(group: readonly PackageUse[]): Promise<void> {
    const [first] = group
    if (first === undefined) return
    const { tags, flags = [], env: changes = {} } = first
    const env = goEnvironment(process.env, changes, cacheFolder())
    const go = await findGo(env)
    const given = ['-buildvcs=false', ...(tags === undefined ? [] : [`-tags=${tags.join(',')}`]), ...flags]
    const common = { go, env, flags: given, timeoutMs, tolerant: true }
    const folders = group.map(({ dir }) => dir)
    const found = await listInputs({ ...common, cwd: first.dir, folders }).catch(() => undefined)
    for (const use of group) {
      // Alone where go has not told of all of them, or names its folder otherwise: a link led to it, it has gone.
      const inputs = found?.get(use.dir) ?? [...((await listInputs({ ...common, cwd: use.dir }))?.values() ?? [])][0]
      if (inputs !== undefined) this.#keep(keyOf(use), inputs)
    }
  }

  #keep(key: string, inputs: BuildInputs): void {
    const now = { folders: new Set(inputs.folders), files: new Set(inputs.files), embedFolders: inputs.embedFolders }
    this.#known.set(key, { now, whole: inputs.complete ? undefined : this.#lastWhole(key) })
  }

  #lastWhole(key: string): Places | undefined {
    const known = this.#known.get(key)
    return known?.whole ?? known?.now
  }
}

function belongs(file: string, places: Places | undefined): boolean {
  if (places === undefined) return false
  const { folders, files, embedFolders } = places
  if (files.has(file) || (isSource(file) && folders.has(dirname(file)))) return true
  return embedFolders.some((folder) => file === folder || file.startsWith(`${folder}/`))
}

function keyOf({ dir, tags, flags, env }: PackageUse): string {
  return JSON.stringify([dir, tags, flags, env])
}
