import { createHash } from 'node:crypto'
import { GoWatch, looksLikeTest, type PackageUse, RunUses, usesInTests } from '../run/index.ts'

/** In Jest's main process our haste map, watch plugin and global teardown share one. */
const key = Symbol.for('use-go-lambda.jest.watch')
const holder = globalThis as { [key]?: JestGoWatch }

/**
 * What Jest's watch mode is told of Go code: that something has changed, and, where it asks which tests are related to
 * changed files (`--watch`), that a test file depends on what its functions are made of.
 */
export class JestGoWatch {
  readonly #uses = new Map<string, readonly PackageUse[]>()
  readonly #goWatch = new GoWatch({
    uses: () => [...this.#uses.values()].flat(),
    rerun: (_, file) => this.#announce(file),
  })
  /** Changed files that Jest has asked of, and that a function is made of, by the names that stand for them. */
  readonly #changed = new Map<string, string>()
  #emit: ((file: string) => void) | undefined
  /** `undefined` without our watch plugin: then a change in the midst of a run is lost, as those of other files are. */
  #runs: boolean | undefined
  #heard = false
  #waiting: string | undefined

  static get current(): JestGoWatch | undefined {
    return holder[key]
  }

  static get orNew(): JestGoWatch {
    holder[key] ??= new JestGoWatch()
    return holder[key]
  }

  /** How Jest is told of a changed file. Of several projects the first one does it for all. */
  emitBy(emit: (file: string) => void): void {
    this.#emit ??= emit
  }

  /** What test files use that have not run yet, as far as they name it. Resolves when go has told what that is made of. */
  async readTests(files: readonly string[], rootDir: string): Promise<void> {
    for (const use of await usesInTests(files.filter(looksLikeTest), rootDir)) {
      this.#uses.set(use.testFile, [...(this.#uses.get(use.testFile) ?? []), use])
    }
    await this.#goWatch.learn()
  }

  /** At the end of a run: what its test files have used stands for what was known of them before. */
  learn(): void {
    const used = new Map<string, PackageUse[]>()
    for (const use of new RunUses().all()) used.set(use.testFile, [...(used.get(use.testFile) ?? []), use])
    for (const [testFile, uses] of used) this.#uses.set(testFile, uses)
    void this.#goWatch.learn()
  }

  /** Whether a function is made of a file that has changed; such a one need not be there any more. */
  knows(file: string): boolean {
    if (this.#goWatch.testFilesOf(file).length === 0) return false
    this.#changed.set(nameOf(file), file)
    return true
  }

  /** What a test file depends on of those that have changed: names that no resolver of the user's takes for something else. */
  dependenciesOf(testFile: string): string[] {
    if (!this.#uses.has(testFile)) return []
    return [...this.#changed].flatMap(([name, file]) => {
      return this.#goWatch.testFilesOf(file).includes(testFile) ? [name] : []
    })
  }

  /** The file of such a name. */
  fileOf(name: string): string | undefined {
    return this.#changed.get(name)
  }

  /** From the watch plugin: Jest has taken notice of a changed file. */
  heard(): void {
    this.#heard = true
  }

  runBegins(): void {
    this.#runs = true
  }

  runEnds(): void {
    this.#runs = false
    const file = this.#waiting
    this.#waiting = undefined
    if (file !== undefined) this.#announce(file)
  }

  close(): void {
    this.#goWatch.close()
    if (holder[key] === this) delete holder[key]
  }

  /** In the midst of a run Jest overhears it. */
  #announce(file: string): void {
    if (this.#runs === true) {
      this.#waiting = file
      return
    }
    this.#heard = false
    this.#emit?.(file)
    // Not where the user has it ignored (`watchPathIgnorePatterns`): no run comes to its end then.
    if (this.#heard && this.#runs === false) this.#runs = true
  }
}

function nameOf(file: string): string {
  return `use-go-lambda:${createHash('sha256').update(file).digest('hex')}`
}
