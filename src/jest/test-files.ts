import { type TestFiles, testFilesBelow } from '../run/index.ts'

/** As far as Jest's configurations are read here. */
export interface JestGlobalConfig {
  readonly rootDir?: string
  readonly watch?: boolean
  readonly watchAll?: boolean
  /** Jest 29. */
  readonly testPathPattern?: string
  /** Jest 30. */
  readonly testPathPatterns?: { readonly patterns?: readonly string[] }
}

/** More entries than this are not looked at. */
const mostEntries = 20_000

/** Files that look like tests, below the project's roots: which of them Jest runs is not told to a global set-up. */
export function testFilesOf(global: JestGlobalConfig, roots: readonly string[]): TestFiles {
  const patterns = global.testPathPatterns?.patterns ?? [global.testPathPattern ?? ''].filter((text) => text !== '')
  return {
    root: global.rootDir ?? process.cwd(),
    filtered: patterns.length > 0,
    async list() {
      const all = await testFilesBelow(roots, mostEntries)
      return patterns.length === 0 ? all : all.filter((file) => patterns.some((pattern) => matches(file, pattern)))
    },
  }
}

function matches(file: string, pattern: string): boolean {
  try {
    return new RegExp(pattern, 'i').test(file)
  } catch {
    return file.includes(pattern)
  }
}
