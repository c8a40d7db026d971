import { clearTimeout, setImmediate, setTimeout } from 'node:timers'
import { isGoLike, KnownUses, type PackageUse } from '../toolchain/index.ts'
import { FolderWatch } from './folder-watch.ts'

export interface GoWatchOptions {
  /** What is known now of which test file uses what. */
  uses(): readonly PackageUse[]
  /** Test files to be run again, and one of the files why. */
  rerun(testFiles: readonly string[], file: string): void
  /** Folders whose changes the runner itself sees and hands to `changed`. */
  covers?(folder: string): boolean
}

/** A save of many files, or of one in several steps, is one change. 50 ms. */
const settleMs = 50

/**
 * For a runner's watch mode: tells which test files are to be run again when Go code has changed. Those that are known to use
 * a file are told at once; then go is asked what the packages are made of now, for those that use it since this change.
 *
 * Never throws, and waits for go beside the runner.
 */
export class GoWatch {
  readonly #options: GoWatchOptions
  readonly #known = new KnownUses()
  readonly #folders = new FolderWatch((file) => this.changed(file))
  readonly #changed = new Set<string>()
  /** Whether more may be used than go was asked of: any file may matter then. */
  #behind = true
  #events = 0
  #timer: NodeJS.Timeout | undefined
  #working: Promise<void> | undefined
  #closed = false

  constructor(options: GoWatchOptions) {
    this.#options = options
  }

  /** A file was changed, added or removed. */
  changed(file: string): void {
    if (this.#closed || !(this.#behind || isGoLike(file) || this.testFilesOf(file).length > 0)) return
    this.#changed.add(file)
    this.#events += 1
    this.#settle()
  }

  /** Asks go of what is used since it was asked last; resolves when that is known. */
  async learn(): Promise<void> {
    this.#behind = true
    await this.#work()
  }

  testFilesOf(file: string): string[] {
    return this.#known.testFilesOf(file)
  }

  /** Whether this file is known to use a function. */
  isTestFile(file: string): boolean {
    return this.#known.isTestFile(file)
  }

  close(): void {
    this.#closed = true
    clearTimeout(this.#timer)
    this.#folders.close()
  }

  #settle(): void {
    const events = this.#events
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      // A busy process comes to its timers before it hears what has happened meanwhile.
      setImmediate(() => {
        if (this.#events === events) void this.#work()
        else this.#settle()
      })
    }, settleMs)
    this.#timer.unref()
  }

  #work(): Promise<void> {
    this.#working ??= this.#workOff().finally(() => {
      this.#working = undefined
      if (this.#changed.size > 0 && !this.#closed) this.#settle()
    })
    return this.#working
  }

  async #workOff(): Promise<void> {
    const files = [...this.#changed]
    this.#changed.clear()
    const told = new Set<string>()
    this.#tell(files, told)
    let uses = this.#options.uses()
    if (files.length > 0) await this.#known.refresh(uses)
    do {
      this.#behind = uses.length === 0
      if (!this.#known.knows(uses)) await this.#known.refresh(uses)
      uses = this.#options.uses()
    } while (this.#behind && !this.#known.knows(uses) && !this.#closed)
    this.#watchFolders()
    this.#tell(files, told)
  }

  #tell(files: readonly string[], told: Set<string>): void {
    const affected = new Map<string, string>()
    for (const file of files) {
      for (const testFile of this.testFilesOf(file)) if (!told.has(testFile)) affected.set(testFile, file)
    }
    for (const testFile of affected.keys()) told.add(testFile)
    const [file] = affected.values()
    if (file !== undefined && !this.#closed) this.#options.rerun([...affected.keys()], file)
  }

  #watchFolders(): void {
    if (this.#closed) return
    const { covers = () => false } = this.#options
    const { folders, deep } = this.#known.places
    this.#folders.watch({
      folders: [...folders].filter((folder) => !covers(folder)),
      deep: [...deep].filter((folder) => !covers(folder)),
    })
  }
}
