import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { isWithin } from '../toolchain/index.ts'

/**
 * Where the search for a package folder ends: the outermost of the working directory and the runner's root that holds
 * the test file; where neither does (`--rootDir` elsewhere), the nearest folder above it with a package.json.
 */
export function rootFolder(testFolder: string, runnerRoot: string | undefined): string {
  const holding = [process.cwd(), ...(runnerRoot === undefined ? [] : [runnerRoot])]
    .filter((folder) => isWithin(testFolder, folder))
    .sort((a, b) => a.length - b.length)
  return holding[0] ?? nearestPackage(testFolder)
}

function nearestPackage(folder: string): string {
  for (let place = folder; ; place = dirname(place)) {
    if (existsSync(join(place, 'package.json')) || dirname(place) === place) return place
  }
}
