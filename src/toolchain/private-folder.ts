import { chmodSync, lstatSync, mkdirSync, type Stats, statSync } from 'node:fs'
import { chmod, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { GoLambdaError } from '../failure/index.ts'

/** A folder for what we keep cannot be trusted: binaries in it are executed. `code` is `CACHE_FOLDER`. */
export class CacheFolderError extends GoLambdaError {
  constructor(reason: string, nextStep = 'delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own') {
    super('CacheFolderError', 'CACHE_FOLDER', { reason, nextStep })
  }
}

/** Everything that we keep right in the cache folder; the two of Go where it has no HOME. */
const ours = [
  'ahead',
  'artifacts',
  'bin',
  'code',
  'go-build',
  'gopath',
  'locks',
  'ports',
  'runs',
  'together',
  'tools',
  'types',
]

/**
 * Makes the cache folder (0700) if it is missing. One that is there must belong to this user, and nobody else may write
 * to it; whether others may list it is left as it is. Our folders in it are closed to others. So nobody else can put a
 * file, a folder or a link anywhere below it. What stands above it is not looked at.
 *
 * @throws {CacheFolderError} and Node's own error where it cannot be made.
 */
export function makeCacheFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o700 })
  const named = lstatSync(path)
  // Whoever owns a link may lead it elsewhere at any time.
  if (named.isSymbolicLink() && named.uid !== 0) checkOwner(path, named)
  const stats = statSync(path)
  checkOwner(path, stats)
  checkUnwritten(path, stats)
  for (const folder of ours.map((name) => join(path, name))) {
    const found = lstatSync(folder, { throwIfNoEntry: false })
    if (found !== undefined && needsClosing(folder, found)) chmodSync(folder, 0o700)
  }
}

/**
 * Makes a folder that only its owner may enter (mode 0700, also those above it that are missing). One that is there
 * already must be this user's own, and is closed to others.
 *
 * @throws {CacheFolderError}
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  if (needsClosing(path, await lstat(path))) await chmod(path, 0o700)
}

/** What may be executed as something that we have built: a file, and this user's. `undefined` for anything else. */
export function ownFile(path: string): Stats | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false })
  return stats?.isFile() === true && isOwn(stats) ? stats : undefined
}

function needsClosing(path: string, stats: Stats): boolean {
  if (!stats.isDirectory()) {
    throw new CacheFolderError(`${path} is not a folder${stats.isSymbolicLink() ? ', but a link to one' : ''}`)
  }
  checkOwner(path, stats)
  checkUnwritten(path, stats)
  return (stats.mode & 0o077) !== 0
}

function checkOwner(path: string, stats: Stats): void {
  if (isOwn(stats)) return
  throw new CacheFolderError(`${path} belongs to user ${stats.uid}, and this is user ${process.getuid?.()}`)
}

/** Where others could write, something of theirs may lie. */
function checkUnwritten(path: string, { mode }: Stats): void {
  if ((mode & 0o022) === 0) return
  throw new CacheFolderError(
    `others may write to ${path} (mode ${(mode & 0o7777).toString(8).padStart(4, '0')}), and what lies in it is executed`,
    `if nobody else has: chmod -R go-w ${path}; else delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own`,
  )
}

function isOwn({ uid }: Stats): boolean {
  return process.getuid === undefined || uid === process.getuid()
}
