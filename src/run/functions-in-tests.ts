import { readFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { type PackageUse, resolvePackage } from '../toolchain/index.ts'
import { functionCalls } from './function-calls.ts'
import type { NamedBuild } from './literal-build.ts'

/** A package, and how a test file wants it built. */
export interface NamedFunction extends NamedBuild {
  readonly dir: string
  readonly label: string
}

/** What test files say of the functions that they use. */
export interface FunctionsInTests {
  readonly functions: readonly NamedFunction[]
  /** Calls that name a function in a way that only shows when the file runs, or one that is not there, with their files. */
  readonly unread: readonly string[]
}

/** More test files than this are not read where a run begins: their functions are built when they are asked for. */
export const mostFiles = 500

/**
 * Finds the functions that test files name in so many words, to build them ahead. One that is named otherwise is built
 * when its suite asks for it.
 */
export async function functionsInTests(files: readonly string[], root: string): Promise<FunctionsInTests> {
  const functions = new Map<string, NamedFunction>()
  const { uses, unread, absent } = await readTests(files, root)
  for (const { testFile: _, path: __, ...named } of uses) {
    const { dir, tags, flags, env } = named
    functions.set(JSON.stringify([dir, tags, flags, env, Object.keys(env ?? {})]), named)
  }
  return { functions: [...functions.values()], unread: [...new Set([...unread, ...absent])] }
}

/** In watch mode tests are read each second or so, and a path without `./` may be one that `go list` is asked of. */
const answersForMs = 60_000

/** One place where a test file names a function. */
export interface NamedUse extends PackageUse, NamedFunction {
  /** As it is written: `./cmd/fn`; `undefined` of a `URL`. */
  readonly path: string | undefined
}

/** The same with the test file of each. */
export async function usesInTests(files: readonly string[], root: string): Promise<readonly NamedUse[]> {
  return (await readTests(files.slice(0, mostFiles), root)).uses
}

/** What all test files name, also where it only shows when they run how it is built: it stands there as if built plainly. */
export async function pathsInTests(files: readonly string[], root: string): Promise<Omit<ReadTests, 'unread'>> {
  return readTests(files, root, true)
}

interface ReadTests {
  readonly uses: readonly NamedUse[]
  /** Calls whose function only shows when the file runs, */
  readonly unread: readonly string[]
  /** and those that name one that is not there: `test/orders.test.ts: ./cmd/oders, which is not there`. */
  readonly absent: readonly string[]
}

async function readTests(files: readonly string[], root: string, anyBuild = false): Promise<ReadTests> {
  const uses: NamedUse[] = []
  const unread: string[] = []
  const absent: string[] = []
  for (const file of files) {
    const testFile = resolve(root, file)
    const text = await readFile(testFile, 'utf8').catch(() => '')
    for (const call of functionCalls(text)) {
      const named = 'unread' in call ? anyBuild && call.named : call
      if ('unread' in call) unread.push(`${relative(root, testFile)}: ${call.unread}`)
      if (named === undefined || named === false) continue
      const { path, besideFile, fromWorkingDirectory } = named
      const build = 'build' in call ? call.build : {}
      const folder = dirname(testFile)
      const place = fromWorkingDirectory ? { from: process.cwd(), root: process.cwd() } : { from: folder, root }
      const given = besideFile ? resolve(folder, path) : path
      const found = await resolvePackage(given, { ...place, answersForMs }).catch(() => undefined)
      if (found === undefined) absent.push(`${relative(root, testFile)}: ${path}, which is not there`)
      else uses.push({ testFile, path: besideFile ? undefined : path, dir: found.dir, label: found.label, ...build })
    }
  }
  return { uses, unread, absent }
}
