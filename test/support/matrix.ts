import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { inject } from 'vitest'

const script = join(import.meta.dirname, '../matrix/matrix.mjs')
const run = promisify(execFile)

/** What became of a cell, see test/matrix/matrix-cell.mjs. */
export interface Outcome {
  readonly is: 'passed' | 'failed' | 'refused'
  readonly tests: number
  readonly problems: readonly string[]
  readonly output: string
}

/** Runs single cells of the matrix (test/matrix/matrix.mjs), with runners installed once. */
export class Matrix {
  /** Beside the tarball and removed with it, the same as `Orphans` has. */
  readonly #folder = join(dirname(inject('tarball')), 'runners')

  /** Installs from the registry what the cells need, and the packed package. */
  async install(cells: readonly string[]): Promise<void> {
    await this.#run(['--install', ...cells])
  }

  /** Runs the only cell that the arguments choose. */
  async outcomeOf(...cell: readonly string[]): Promise<Outcome> {
    const results: { readonly outcome?: Outcome; readonly error?: string }[] = JSON.parse(
      await this.#run(['--json', ...cell]),
    )
    const [result] = results
    if (result?.outcome === undefined || results.length > 1) throw new Error(JSON.stringify(results))
    return result.outcome
  }

  async #run(args: readonly string[]): Promise<string> {
    const all = [script, '--folder', this.#folder, '--tarball', inject('tarball'), ...args]
    try {
      return (await run(process.execPath, all, { maxBuffer: 2 ** 26 })).stdout
    } catch (error) {
      // Exit code 1 is an answer: a cell is not as it has to be.
      const { code, stdout } = error as { code?: unknown; stdout?: string }
      if (code === 1 && stdout?.startsWith('[')) return stdout
      throw error
    }
  }
}
