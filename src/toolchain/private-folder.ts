import { chmod, lstat, mkdir, stat } from 'node:fs/promises'
import { GoLambdaError } from '../failure/index.ts'

/** A folder for what we keep cannot be trusted: binaries in it are executed. `code` is `CACHE_FOLDER`. */
export class CacheFolderError extends GoLambdaError {
  constructor(reason: string) {
    super('CacheFolderError', 'CACHE_FOLDER', {
      reason,
      nextStep: 'delete it, or set USE_GO_LAMBDA_CACHE to a folder of your own',
    })
  }
}

/** Makes the cache folder (0700) if it is missing; one that is there must belong to this user, its mode is left alone. */
export async function makeOwnFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const { uid } = await stat(path)
  checkOwner(path, uid)
}

/**
 * Makes a folder that only its owner may enter (mode 0700, also those above it that are missing). One that is there
 * already must be this user's own, and is closed to others.
 */
export async function makePrivateFolder(path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const stats = await lstat(path)
  if (!stats.isDirectory()) throw new CacheFolderError(`${path} is not a folder, but a link to one`)
  checkOwner(path, stats.uid)
  if ((stats.mode & 0o077) !== 0) await chmod(path, 0o700)
}

function checkOwner(path: string, owner: number): void {
  const user = process.getuid?.()
  if (user !== undefined && owner !== user) {
    throw new CacheFolderError(`${path} belongs to user ${owner}, and this is user ${user}`)
  }
}
