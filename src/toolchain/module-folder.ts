import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

/**
 * Packages with the same can be asked for in one go command: where go.work, which `GOWORK` may name or turn off, or, without
 * one, go.mod stands.
 *
 * @param env the go command's.
 */
export function moduleFolder(dir: string, env: Readonly<Record<string, string | undefined>>): string {
  return workFolder(dir, env['GOWORK'] || 'auto') ?? upTo('go.mod', dir) ?? dir
}

/** As cmd/go's modload.FindGoWork. */
function workFolder(dir: string, goWork: string): string | undefined {
  if (goWork === 'off') return undefined
  return goWork === 'auto' ? upTo('go.work', dir) : dirname(goWork)
}

function upTo(name: string, dir: string): string | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder
    if (dirname(folder) === folder) return undefined
  }
}
