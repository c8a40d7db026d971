import { accessSync, constants, mkdirSync } from 'node:fs'
import { errorCode } from '../failure/index.ts'
import { CacheFolderError, cacheFolder } from '../toolchain/index.ts'

/**
 * The cache folder, made (0700) if it is missing. Asked before anything is kept in it: a home that is read-only or not
 * there would otherwise show as whatever write came first.
 *
 * @throws {CacheFolderError} if nothing can be written there.
 */
export function usableCacheFolder(): string {
  const folder = cacheFolder()
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CacheFolderError(`${folder} cannot be used as the cache folder (${errorCode(error) ?? String(error)})`)
  }
  return folder
}
