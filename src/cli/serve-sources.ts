import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import type { GoLambdaSource } from '../harness/index.ts'
import { resolvePackage } from '../toolchain/index.ts'
import { sourceOf } from './source.ts'
import { UsageError } from './streams.ts'

/** A function to be served, found. */
export interface FoundSource {
  readonly functionName: string
  readonly source: GoLambdaSource
  /** As it was given, without the name. */
  readonly label: string
  /** Of a package: its folder. */
  readonly dir: string | undefined
}

/** What AWS takes for a name. */
const namePattern = /^[a-zA-Z0-9-_]{1,64}$/

/**
 * Finds what the words name, each a package, a binary or a zip, with a name in front or not: `./cmd/fn`, `orders=./cmd/fn`.
 *
 * @throws {UsageError} where two have one name, or a name is none.
 */
export async function foundSources(words: readonly string[]): Promise<readonly FoundSource[]> {
  const found = await Promise.all(words.map(foundSource))
  for (const [at, { functionName, label }] of found.entries()) {
    const other = found.slice(0, at).find((earlier) => earlier.functionName === functionName)
    if (other === undefined) continue
    throw new UsageError(
      `${other.label} and ${label} are both called ${functionName}: give one of them a name of its own, as in other-name=${label}`,
    )
  }
  return found
}

async function foundSource(word: string): Promise<FoundSource> {
  const [given, label] = nameIn(word)
  const source = sourceOf(label)
  const dir = typeof source === 'string' && !isShipped(source) ? await folderOf(source) : undefined
  const functionName = given ?? (dir === undefined ? binaryName(label) : basename(dir))
  if (namePattern.test(functionName)) return { functionName, source, label, dir }
  throw new UsageError(
    `${functionName} is no name of a function (letters, digits, - and _, at most 64): give it one, as in name=${label}`,
  )
}

function nameIn(word: string): [string | undefined, string] {
  const [, name, path] = /^([^=/.]*)=(.+)$/.exec(word) ?? []
  return path === undefined ? [undefined, word] : [name, path]
}

async function folderOf(path: string): Promise<string> {
  const place = { from: process.cwd(), root: process.cwd() }
  return (await resolvePackage(path, place)).dir
}

/** A folder that is deployed as it is. */
function isShipped(path: string): boolean {
  return existsSync(join(path, 'bootstrap'))
}

/** As the harness names it. */
function binaryName(path: string): string {
  if (/\.zip$/i.test(path)) return basename(path).replace(/\.zip$/i, '')
  if (isShipped(path)) return basename(resolve(path))
  return basename(path) === 'bootstrap' ? basename(dirname(path)) : basename(path)
}
