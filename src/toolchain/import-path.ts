import { existsSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'

/** A module: the folder of its go.mod, and its name. */
interface Module {
  readonly folder: string
  readonly path: string
}

/** The import path of a package's folder by the go.mod above it, without asking go; `undefined` where there is none. */
export function importPathOf(dir: string): string | undefined {
  const module = moduleAbove(dir)
  if (module === undefined) return undefined
  const way = relative(module.folder, dir)
  return way === '' ? module.path : `${module.path}/${way.split(sep).join('/')}`
}

/** The folder of a package of the module around `from`; `undefined` where the path is another module's. */
export function folderOfImportPath(importPath: string, from: string): string | undefined {
  const module = moduleAbove(from)
  if (module === undefined) return undefined
  if (importPath !== module.path && !importPath.startsWith(`${module.path}/`)) return undefined
  return join(module.folder, importPath.slice(module.path.length))
}

function moduleAbove(dir: string): Module | undefined {
  for (let folder = dir; ; folder = dirname(folder)) {
    const file = join(folder, 'go.mod')
    if (existsSync(file)) {
      const path = modulePath(readFileSync(file, 'utf8'))
      return path === undefined ? undefined : { folder, path }
    }
    if (dirname(folder) === folder) return undefined
  }
}

/** @see https://go.dev/ref/mod#go-mod-file-module: the path may be quoted, and stand in a block. */
function modulePath(text: string): string | undefined {
  const plain = text.replace(/\/\/[^\n]*/g, '')
  const [, quoted, bare] = /^[ \t]*module[ \t]*(?:\(\s*)?(?:["`]([^"`\n]+)["`]|([^\s"`()]+))/m.exec(plain) ?? []
  return quoted ?? bare
}
