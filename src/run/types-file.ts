import { existsSync, realpathSync, statSync } from 'node:fs'
import { mkdir, readFile, realpath, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keptText, putInPlace } from '../toolchain/index.ts'
import { isKnown, type ReadPackage, readGoTypes, writeTypeScript } from '../types/index.ts'
import { functionsBelow } from './functions-below.ts'
import { type NamedUse, pathsInTests } from './functions-in-tests.ts'
import { testFilesBelow } from './test-files-below.ts'

/** More files and folders than this are not looked at. */
const mostEntries = 200_000

export interface TypesFileOptions {
  /** Where the file is, or is to be; absolute. */
  readonly file: string
  /** The folder whose functions and tests are looked for, the runner's root; absolute. */
  readonly root: string
  /** Folders of functions that nothing else names; absolute. */
  readonly packages?: readonly string[]
  readonly cacheFolder: string
  readonly signal?: AbortSignal | undefined
}

/** The file as it should be, and as it is. */
export interface TypesFile {
  readonly text: string
  /** `undefined` where there is none. */
  readonly before: string | undefined
  /** What could not be found out, and why: one each. */
  readonly warnings: readonly string[]
  /** How many functions are in it, */
  readonly functions: number
  /** and of how many the types are known. */
  readonly known: number
}

/**
 * Makes the text of the file with the types of all functions below a folder: those that tests name, and every package
 * main that imports aws-lambda-go. Nothing is written.
 *
 * @throws what {@link readGoTypes} throws
 */
export async function typesFile({ file, root, packages, cacheFolder, signal }: TypesFileOptions): Promise<TypesFile> {
  const before = (await readFile(file, 'utf8').catch(() => undefined))?.replaceAll('\r\n', '\n')
  const besides = [...namedBesides(before, root), ...(packages ?? [])]
  const [{ uses, absent }, below] = await Promise.all([
    testFilesBelow([root], mostEntries).then((tests) => pathsInTests(tests, root)),
    functionsBelow(root),
  ])
  const folders = [...besides, ...below]
  const named = namesOf(uses, folders, root)
  const found = new Set([...below, ...uses.map(({ dir }) => dir)].map((dir) => realpathSync(dir)))
  const kept = [...new Set(besides.map((dir) => realpathSync(dir)))].filter((dir) => !found.has(dir))
  const builds = new Map<string, ReadPackage>()
  for (const one of [...[...uses].sort(plainFirst).map(asRead), ...folders.map((dir) => ({ dir }))]) {
    const real = realpathSync(one.dir)
    if (!builds.has(real)) builds.set(real, one)
  }
  const loads = await readGoTypes([...builds.values()], { cacheFolder, signal })
  const functions = loads.flatMap(({ functions: read, declarations }) =>
    read.map((types) => ({ types, declarations, dir: types.dir, paths: named.get(types.dir) ?? [] })),
  )
  const folder = dirname(file)
  const { text, warnings } = await keptText(cacheFolder, thisCode(), [loads, [...named], folder], () =>
    writeTypeScript({ functions, root: folder }),
  )
  return {
    text: withBesides(text, kept, root),
    before,
    warnings: [...new Set(absent), ...warnings],
    functions: functions.length,
    known: functions.filter(({ types }) => isKnown(types)).length,
  }
}

/** Whatever is kept was made by other code where the package has been installed or built since. */
function thisCode(): string {
  const { size, mtimeMs } = statSync(fileURLToPath(import.meta.url))
  return `types file ${size} ${mtimeMs}`
}

/** Readers see all of it, or the one before. */
export async function writeTypesFile(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true })
  // Where it is a link, what it leads to is the file.
  const place = await realpath(file).catch(() => file)
  await putInPlace(place, (draft) => writeFile(draft, text, { flag: 'wx' }))
}

/**
 * Under which paths tests may name each function. What they do name counts; besides, a function can be named from the
 * root, if tests do not mean another by that.
 */
function namesOf(uses: readonly NamedUse[], folders: readonly string[], root: string): Map<string, string[]> {
  const names = new Map<string, Set<string>>()
  const add = (dir: string, path: string) => {
    const real = realpathSync(dir)
    names.set(real, (names.get(real) ?? new Set()).add(path))
  }
  const written = new Set<string>()
  for (const { path, dir } of uses) {
    if (path === undefined) continue
    written.add(path)
    add(dir, path)
  }
  for (const dir of [...folders, ...uses.map((use) => use.dir)]) {
    const path = fromRoot(root, dir)
    if (!written.has(path)) add(dir, path)
  }
  return new Map([...names].map(([dir, paths]) => [dir, [...paths].sort()]))
}

function fromRoot(root: string, dir: string): string {
  const way = relative(root, dir).split(sep).join('/')
  if (way === '') return '.'
  return way.startsWith('../') || way === '..' ? way : `./${way}`
}

/** Functions that were named to the command, which a later look would not find: they stand in the file's second line. */
const besidesLine = /^\/\/ Named besides: (.+)$/m

function withBesides(text: string, dirs: readonly string[], root: string): string {
  if (dirs.length === 0) return text
  const paths = dirs.map((dir) => fromRoot(realpathSync(root), dir)).sort()
  return text.replace('\n', `\n// Named besides: ${paths.join(', ')}\n`)
}

/** Of those that are there still. */
function namedBesides(before: string | undefined, root: string): string[] {
  const paths = besidesLine.exec(before ?? '')?.[1]?.split(', ') ?? []
  return paths.map((path) => resolve(root, path)).filter((dir) => existsSync(dir))
}

/** A function that is built in several ways is read as plain go build builds it, where that is one of them. */
function plainFirst(a: NamedUse, b: NamedUse): number {
  return Number(isSpecial(a)) - Number(isSpecial(b))
}

function isSpecial({ tags, flags, env }: ReadPackage): boolean {
  return tags !== undefined || flags !== undefined || env !== undefined
}

function asRead({ dir, tags, flags, env }: NamedUse): ReadPackage {
  return { dir, ...(tags && { tags }), ...(flags && { flags }), ...(env && { env }) }
}
