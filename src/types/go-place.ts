import { basename, relative, sep } from 'node:path'
import { isWithin } from '../toolchain/index.ts'
import type { FunctionTypes } from './go-types.ts'

/**
 * A position (`/abs/cmd/fn/main.go:12`) as it is on every machine: relative to the root, and of what is elsewhere the import path before
 * the file's name (`shop/cmd/fn/main.go:12`, `github.com/them/wrap/start.go:3`, `net/url/url.go:3`), as far as it can be told.
 *
 * @param owner the function of which it is said.
 */
export function goPlace(at: string, root: string, owner: Pick<FunctionTypes, 'dir' | 'importPath'>): string {
  const inLibrary = /^\$GOROOT\/src\/(.*)$/.exec(at)?.[1]
  if (inLibrary !== undefined) return inLibrary
  const inRoot = within(root, at)
  if (inRoot !== undefined) return inRoot
  const module = moduleOf(owner)
  const inModule = within(module.dir, at)
  if (inModule !== undefined) return module.path === '' ? inModule : `${module.path}/${inModule}`
  const downloaded = /[/\\]pkg[/\\]mod[/\\](.*)$/.exec(at)?.[1]
  if (downloaded !== undefined) return downloaded.replace(/@[^/\\]+/, '').replaceAll(sep, '/')
  return basename(at)
}

/** Without the line's number. */
export function goFile(at: string, root: string, owner: Pick<FunctionTypes, 'dir' | 'importPath'>): string {
  return goPlace(at, root, owner).replace(/:\d+(:\d+)?$/, '')
}

/** A folder: relative to the root where it is in it, else its import path. */
export function goFolder(root: string, { dir, importPath }: Pick<FunctionTypes, 'dir' | 'importPath'>): string {
  const inRoot = dir === root ? '.' : within(root, dir)
  return inRoot ?? (importPath === '' ? basename(dir) : importPath)
}

function within(folder: string, path: string): string | undefined {
  const way = relative(folder, path)
  return way !== '' && isWithin(path, folder) ? way.replaceAll(sep, '/') : undefined
}

/** Up to where folder and import path end alike: the module, or a folder in it. */
function moduleOf({ dir, importPath }: Pick<FunctionTypes, 'dir' | 'importPath'>): { dir: string; path: string } {
  const folders = dir.split(sep)
  const parts = importPath.split('/')
  while (parts.length > 1 && folders.length > 1 && parts.at(-1) === folders.at(-1)) {
    parts.pop()
    folders.pop()
  }
  return { dir: folders.join(sep), path: parts.join('/') }
}
