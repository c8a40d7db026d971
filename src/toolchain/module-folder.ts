import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Where go.work or, without one, go.mod stands; packages with the same can be asked for in one go command. */
export function moduleFolder(dir: string): string {
  return upTo('go.work', dir) ?? upTo('go.mod', dir) ?? dir
}

function upTo(name: string, dir: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
