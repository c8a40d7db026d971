import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Where go.work or, without one, go.mod stands; packages with the same can be asked for in one go command. With
 * `GOWORK` set (`off`) a go.work that stands there does not count.
 */
export function moduleFolder(dir: string, goWork: string | undefined = process.env['GOWORK']): string {
  return (goWork ? undefined : upTo('go.work', dir)) ?? upTo('go.mod', dir) ?? dir
}

function upTo(name: string, dir: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
