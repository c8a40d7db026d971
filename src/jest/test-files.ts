import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { TestFiles } from '../run/index.ts'

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
const test = /(?:\.|\/)(?:test|spec)\.[cm]?[jt]sx?$|\/__tests__\/.*\.[cm]?[jt]sx?$/

export function looksLikeTest(file: string): boolean {
  return test.test(file)
}

/** Files that look like tests, below the project's roots: which of them Jest runs is not told to a global set-up. */
export function testFilesOf(global: JestGlobalConfig, roots: readonly string[]): TestFiles {
  const patterns = global.testPathPatterns?.patterns ?? [global.testPathPattern ?? ''].filter((text) => text !== '')
  return {
    root: global.rootDir ?? process.cwd(),
    filtered: patterns.length > 0,
    async list() {
      const all = await filesBelow(roots)
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

async function filesBelow(roots: readonly string[]): Promise<string[]> {
  const files: string[] = []
  const folders = [...roots]
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined && seen < mostEntries; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      seen += 1
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (entry.name !== 'node_modules' && !entry.name.startsWith('.')) folders.push(path)
      } else if (looksLikeTest(path)) files.push(path)
    }
  }
  return files
}
