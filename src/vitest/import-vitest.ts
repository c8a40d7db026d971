/** What of the runner could be imported. */
export interface ImportedVitest {
  vitest?: typeof import('vitest')
  /** Only of Vitest before 4.1. */
  functions?: Pick<typeof import('vitest/suite'), 'getFn' | 'setFn'>
  failure?: unknown
}

/** Not where it is imported: Vite, to which `server.deps.inline` may give this package, looks for it in Vitest 5 in vain. */
const suiteModule = ['vitest', 'suite'].join('/')

/** Imports the runner's module where that can be done; the failure is kept for whoever calls a hook. */
export async function importVitest(): Promise<ImportedVitest> {
  try {
    const vitest = await import('vitest')
    // Later ones have aroundEach, and warn of this module.
    if ('aroundEach' in vitest) return { vitest }
    return { vitest, functions: await import(/* @vite-ignore */ suiteModule) }
  } catch (failure) {
    return { failure }
  }
}
