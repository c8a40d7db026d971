import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import ts from 'typescript'

/** One import as it stands in a file, type-only ones included. */
export interface Import {
  /** The file, from `src` on. */
  readonly file: string
  readonly room: string
  readonly specifier: string
  /** The room it reaches, for relative imports that leave their own; `undefined` for packages and `node:`. */
  readonly target: string | undefined
  /** The file it reaches, from `src` on, for relative imports. */
  readonly targetFile: string | undefined
}

/** Every import, re-export and dynamic import below a `src` folder. */
export function readImports(src: string): Import[] {
  return sourceFiles(src).flatMap((path) => importsOf(src, path, readFileSync(path, 'utf8')))
}

export function sourceFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('.ts') && statSync(path).isFile())
}

export function importsOf(src: string, path: string, text: string): Import[] {
  const file = relative(src, path)
  const room = file.split(sep)[0] ?? ''
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName: specifier }) => {
    const inside = specifier.startsWith('.') && relative(src, resolve(dirname(path), specifier))
    const targetFile = inside && !inside.startsWith('..') ? inside : undefined
    return { file, room, specifier, target: targetFile?.split(sep)[0], targetFile }
  })
}
