import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type BuildRequest, type PackageUse, resolvePackage } from '../toolchain/index.ts'

/** More test files than this are not read: their functions are built when they are asked for. */
const mostFiles = 500

/** `useGoLambda<Request, Response>('./cmd/fn')`, `goLambda("./cmd/fn", …)`: the path, and what follows it up to the end of the call. */
const call = /\b(?:useGoLambda|goLambda)\s*(?:<[^()'"`]{0,500}>)?\(\s*(['"`])([^'"`$\n]+)\1\s*(?:\)|,([^)]{0,300}))/g

/**
 * Finds the functions that test files name in so many words, to build them ahead. One that is named otherwise, or built
 * with options of its own, is built when its suite asks for it.
 */
export async function functionsInTests(files: readonly string[], root: string): Promise<BuildRequest[]> {
  const found = new Map<string, BuildRequest>()
  for (const { dir, label } of await usesInTests(files, root)) found.set(dir, { dir, label })
  return [...found.values()]
}

/** The same with the test file of each. */
export async function usesInTests(
  files: readonly string[],
  root: string,
): Promise<(PackageUse & { readonly label: string })[]> {
  const uses: (PackageUse & { readonly label: string })[] = []
  for (const file of files.slice(0, mostFiles)) {
    const testFile = resolve(root, file)
    const text = await readFile(file, 'utf8').catch(() => '')
    for (const [, , path = '', options = ''] of text.matchAll(call)) {
      if (/\bbuild\b/.test(options)) continue
      const found = await resolvePackage(path, { from: dirname(testFile), root }).catch(() => undefined)
      if (found !== undefined) uses.push({ testFile, dir: found.dir, label: found.label })
    }
  }
  return uses
}
