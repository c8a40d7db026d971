import { accessSync, constants } from 'node:fs'
import { errorCode, isGoLambdaError } from '../failure/index.ts'
import { CacheFolderError, cacheFolder, makeCacheFolder } from '../toolchain/index.ts'

/**
 * The cache folder, made (0700) if it is missing. Asked before anything is kept in it: a home that is read-only or not
 * there would otherwise show as whatever write came first.
 *
 * @throws {CacheFolderError} if nothing can be written there, or others could.
 */
export function usableCacheFolder(): string {
  const folder = cacheFolder()
  try {
    makeCacheFolder(folder)
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    if (isGoLambdaError(error)) throw error
    throw new CacheFolderError(`${folder} cannot be used as the cache folder (${errorCode(error) ?? String(error)})`)
  }
  return folder
}
