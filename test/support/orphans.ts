import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, inject } from 'vitest'

const script = join(import.meta.dirname, '../matrix/orphans.mjs')
const run = promisify(execFile)

interface Result {
  readonly error?: string
  readonly cell?: {
    readonly ms: number
    readonly left: readonly string[]
    readonly functions: number
    readonly output: string
  }
}

/** A project with a runner, and the program of the Node that the runner is run with. */
export interface InstalledRunner {
  readonly path: string
  readonly node: string
}

/** Runs single cells of the matrix of orphans (test/matrix/orphans.mjs), with runners installed once. */
export class Orphans {
  /** Beside the tarball and removed with it: what one test file has installed serves the next. So does {@link Matrix}'s. */
  readonly #folder = join(dirname(inject('tarball')), 'runners')

  /** Installs runners by the script's names (`vitest@4`) from the registry, and the packed package; gives where, by name. */
  async install(runners: readonly string[]): Promise<Readonly<Record<string, InstalledRunner>>> {
    const stdout = await this.#run(['--install', '--json', ...runners.flatMap((runner) => ['--runner', runner])])
    return JSON.parse(stdout)
  }

  /** Brings suites to one end, and expects that 2 s later nothing of ours, of a function or its children is alive. */
  async expectNone(runner: string, pool: string, end: string, config = 'none'): Promise<void> {
    const stdout = await this.#run(['--json', '--config', config, '--runner', runner, '--pool', pool, '--end', end])
    const [result] = JSON.parse(stdout) as Result[]
    expect(result?.error).toBeUndefined()
    expect(result?.cell?.left, result?.cell?.output).toEqual([])
    expect(result?.cell?.functions).toBeGreaterThan(0)
  }

  async #run(args: readonly string[]): Promise<string> {
    const all = [script, '--folder', this.#folder, '--tarball', inject('tarball'), ...args]
    try {
      return (await run(process.execPath, all, { maxBuffer: 2 ** 26 })).stdout
    } catch (error) {
      // Exit code 1 is an answer: something was left.
      const { code, stdout } = error as { code?: unknown; stdout?: string }
      if (code === 1 && stdout?.startsWith('[')) return stdout
      throw error
    }
  }
}
