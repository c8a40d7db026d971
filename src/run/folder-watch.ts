import { type FSWatcher, readdirSync, statSync, watch } from 'node:fs'
import { dirname, join } from 'node:path'

/** What is watched: `deep` folders with all that is below them. Those that are not there are waited for. */
export interface WatchedFolders {
  readonly folders: Iterable<string>
  readonly deep: Iterable<string>
}

/** More folders than this are not watched. */
const mostFolders = 2_000

interface Opened {
  readonly watcher: FSWatcher
  /** Of each file in it what it looked like. */
  readonly looks: Map<string, string>
}

/**
 * Tells which files in some folders were changed, added or removed. Where the system refuses to watch one, it is left out.
 * Nothing of it keeps the process alive.
 */
export class FolderWatch {
  readonly #onChange: (file: string) => void
  readonly #opened = new Map<string, Opened>()
  #wanted: WatchedFolders = { folders: [], deep: [] }
  /** Folders that are not there. */
  #missing = new Set<string>()

  constructor(onChange: (file: string) => void) {
    this.#onChange = onChange
  }

  /** Watches these from now on, and no others. */
  watch(wanted: WatchedFolders): void {
    this.#wanted = wanted
    this.#open(false)
  }

  close(): void {
    this.watch({ folders: [], deep: [] })
  }

  /** `isNews`: something has happened, so that what is in a folder that was not watched yet is new. */
  #open(isNews: boolean): void {
    const missingBefore = this.#missing
    this.#missing = new Set()
    const wanted = new Set([
      ...this.#wanted.folders,
      ...[...this.#wanted.deep].flatMap((folder) => foldersBelow(folder)),
    ])
    const there = new Set<string>()
    for (const folder of wanted) {
      if (isFolder(folder)) there.add(folder)
      else {
        this.#missing.add(folder)
        there.add(nearestFolder(folder))
      }
    }
    for (const [folder, { watcher }] of this.#opened) {
      if (there.has(folder)) continue
      watcher.close()
      this.#opened.delete(folder)
    }
    for (const folder of there) {
      if (this.#opened.has(folder) || this.#opened.size >= mostFolders) continue
      const looks = this.#watchOne(folder)
      if (looks !== undefined && wanted.has(folder) && (isNews || missingBefore.has(folder))) {
        for (const name of looks.keys()) this.#onChange(join(folder, name))
      }
    }
  }

  #watchOne(folder: string): Map<string, string> | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, (_, name) => this.#happened(folder, name))
      watcher.on('error', () => watcher.close())
      const looks = looksIn(folder)
      this.#opened.set(folder, { watcher, looks })
      return looks
    } catch {
      return undefined
    }
  }

  #happened(folder: string, name: string | null): void {
    const opened = this.#opened.get(folder)
    if (opened === undefined) return
    if (name === null || !isFolder(folder)) {
      const looks = looksIn(folder)
      for (const each of new Set([...opened.looks.keys(), ...looks.keys()])) this.#compare(opened, folder, each)
      if (!isFolder(folder)) {
        opened.watcher.close()
        this.#opened.delete(folder)
      }
    } else this.#compare(opened, folder, name)
    // A folder that was waited for, or one below a deep one.
    if (name === null || lookOf(join(folder, name)) === undefined) this.#open(true)
  }

  #compare({ looks }: Opened, folder: string, name: string): void {
    const file = join(folder, name)
    const look = lookOf(file)
    if (look === looks.get(name)) return
    if (look === undefined) looks.delete(name)
    else looks.set(name, look)
    this.#onChange(file)
  }
}

function looksIn(folder: string): Map<string, string> {
  const looks = new Map<string, string>()
  for (const name of namesIn(folder)) {
    const look = lookOf(join(folder, name))
    if (look !== undefined) looks.set(name, look)
  }
  return looks
}

/** `undefined` of what is no file. */
function lookOf(file: string): string | undefined {
  try {
    const { size, mtimeNs, ino, mode } = statSync(file, { bigint: true })
    return (mode & 0o170000n) === 0o100000n ? `${size} ${mtimeNs} ${ino}` : undefined
  } catch {
    return undefined
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function nearestFolder(path: string): string {
  const parent = dirname(path)
  return parent === path || isFolder(parent) ? parent : nearestFolder(parent)
}

/** It and all folders in it. */
function foldersBelow(folder: string): string[] {
  const found = [folder]
  for (let at = 0; at < found.length && found.length < mostFolders; at++) {
    const below = found[at] ?? ''
    found.push(
      ...namesIn(below)
        .map((name) => join(below, name))
        .filter(isFolder),
    )
  }
  return found
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
