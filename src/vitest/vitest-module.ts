import { createRequire } from 'node:module'

type Vitest = typeof import('vitest')

let loaded: Vitest | undefined
let failure: unknown
let functions: typeof import('vitest/suite') | undefined
/** Not where it is imported: Vite, to which `server.deps.inline` may give this package, looks for it in Vitest 5 in vain. */
const suiteModule = ['vitest', 'suite'].join('/')

/**
 * Imports the runner's module where that can be done. Vitest 3.2 refuses it outside of its workers, and its configuration
 * imports this door, too, for the plugin: there the failure is kept for whoever calls a hook.
 */
export async function loadVitest(): Promise<void> {
  try {
    loaded = await import('vitest')
    // Later ones have aroundEach, and warn of this module.
    if (!('aroundEach' in loaded)) functions = await import(/* @vite-ignore */ suiteModule)
  } catch (error) {
    failure = error
  }
}

/** @throws what Vitest says where it cannot be used: in its configuration, or required by CommonJS. */
export function vitest(): Vitest {
  if (failure !== undefined) throw failure
  loaded ??= createRequire(import.meta.url)('vitest') as Vitest
  return loaded
}

/** Of Vitest before 4.1: reads and sets the functions of tests. */
export function testFunctions(): Pick<typeof import('vitest/suite'), 'getFn' | 'setFn'> | undefined {
  return functions
}
