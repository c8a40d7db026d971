import { dirname, resolve } from 'node:path'
import { isWithin } from './is-within.ts'

/** `from`, its parents, up to `root`; of a `from` that is not inside `root`, itself and `root`. */
export function foldersUpwards(from: string, root: string): string[] {
  const [start, end] = [resolve(from), resolve(root)]
  if (!isWithin(start, end)) return [start, end]
  const folders = [start]
  for (let at = start; at !== end; ) {
    at = dirname(at)
    folders.push(at)
  }
  return folders
}
