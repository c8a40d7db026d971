import { watchFile } from 'node:fs'
import { runFolder, thisProcess, usableCacheFolder } from '../harness/index.ts'
import { forgetUses, type PackageUse, readUses, usesFolder } from '../toolchain/index.ts'

/** Test files write while they run. 300 ms. */
const lookEveryMs = 300

/** Which test files use what, as they have recorded it in the run of this main process so far. */
export class RunUses {
  readonly #folder = runFolder(usableCacheFolder(), thisProcess())

  all(): readonly PackageUse[] {
    return readUses(this.#folder)
  }

  /** For a test file that is run anew because it has changed itself. */
  forget(testFile: string): void {
    forgetUses(this.#folder, testFile)
  }

  /** Calls back when something was recorded; does not keep the process alive. */
  onChange(listener: () => void): () => void {
    const folder = usesFolder(this.#folder)
    const watcher = watchFile(folder, { interval: lookEveryMs, persistent: false }, listener)
    return () => watcher.removeListener('change', listener)
  }
}
