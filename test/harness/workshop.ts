import { mkdtempSync, realpathSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll } from 'vitest'
import { FunctionUnderTest } from '../../src/harness/function-under-test.ts'
import type { GoLambda, GoLambdaOptions, GoLambdaSource } from '../../src/harness/index.ts'
import { buildPackage } from '../../src/toolchain/index.ts'
import { expectNothingLeft } from './left-behind.ts'

const tests = fileURLToPath(new URL('..', import.meta.url))

/** The folder of a function of test/lambdas. */
export function lambdaFolder(name: string): string {
  return join(tests, 'lambdas', name)
}

/** What a test file works with: a cache folder of its own, and the functions that it makes. */
export interface Workshop {
  readonly cacheFolder: string
  /** For files of the tests' own. */
  readonly folder: string
  /** A function of test/lambdas (by its name) or of anywhere, not built and not started; built once per file. */
  lambda<Request = unknown, Response = unknown>(
    source: GoLambdaSource,
    options?: GoLambdaOptions,
  ): GoLambda<Request, Response> & { prepare(): Promise<void> }
  /** The binary of a function of test/lambdas, as the harness builds it. */
  binary(name: string, options?: { readonly env?: Readonly<Record<string, string>> }): Promise<string>
  /** Stops every function that was made, and proves that nothing is left of any. */
  stopAll(): Promise<void>
}

/** Sets `USE_GO_LAMBDA_CACHE` for this file. In the end all is stopped, proved to be gone, and removed. */
export function workshop(): Workshop {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), 'ugl-'))
  const cacheFolder = join(folder, 'cache')
  const before = process.env['USE_GO_LAMBDA_CACHE']
  process.env['USE_GO_LAMBDA_CACHE'] = cacheFolder
  const made: GoLambda[] = []
  const stopAll = async () => {
    await Promise.all(made.splice(0).map((lambda) => lambda.stop()))
    await expectNothingLeft(cacheFolder)
  }
  afterAll(async () => {
    try {
      await stopAll()
    } finally {
      if (before === undefined) delete process.env['USE_GO_LAMBDA_CACHE']
      else process.env['USE_GO_LAMBDA_CACHE'] = before
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    }
  })
  return {
    cacheFolder,
    folder,
    stopAll,
    async binary(name, options = {}) {
      const dir = lambdaFolder(name)
      const runFolder = join(folder, 'binaries')
      return (await buildPackage({ dir, cacheFolder, runFolder, freshness: 'run', ...options })).binary
    },
    lambda<Request, Response>(source: GoLambdaSource, options: GoLambdaOptions = {}) {
      const place = {
        from: process.cwd(),
        root: process.cwd(),
        watches: false,
        givesUpAfterFailedStart: false,
        frameColumns: false,
      }
      const found = typeof source === 'string' && /^[\w-]+$/.test(source) ? lambdaFolder(source) : source
      const lambda = new FunctionUnderTest<Request, Response>(found, options, place)
      made.push(lambda as GoLambda)
      return lambda
    },
  }
}
