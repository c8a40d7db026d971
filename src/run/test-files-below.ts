import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

const test = /(?:\.|\/)(?:test|spec)\.[cm]?[jt]sx?$|\/__tests__\/.*\.[cm]?[jt]sx?$/

/** What is installed, hidden, or a deployment's copy of everything. */
const foreign = /^(?:node_modules|cdk\.out|cdktf\.out|\..*)$/

export function looksLikeTest(file: string): boolean {
  return test.test(file)
}

/**
 * Files that look like tests, below folders, but for those in `node_modules`, `cdk.out` and hidden ones.
 *
 * @param mostEntries more than so many files and folders are not looked at.
 */
export async function testFilesBelow(roots: readonly string[], mostEntries: number): Promise<string[]> {
  const files: string[] = []
  const folders = [...roots]
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined && seen < mostEntries; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      seen += 1
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!foreign.test(entry.name)) folders.push(path)
      } else if (looksLikeTest(path)) files.push(path)
    }
  }
  return files
}
