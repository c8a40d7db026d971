import { readFile, utimes, writeFile } from 'node:fs/promises'
import { basename, isAbsolute, join, normalize, relative } from 'node:path'
import { realNow } from '../clock/index.ts'
import { errorCode } from '../failure/index.ts'
import { keepForRun } from './build-output.ts'
import { type BuildFreshness, usable } from './build-package.ts'
import { buildsFolder, readBuildRecord, writeBuildRecord } from './build-record.ts'
import { findSharedBuild } from './find-shared-build.ts'
import { makeCacheFolder, makePrivateFolder, ownFile } from './private-folder.ts'
import { putInPlace } from './put-in-place.ts'
import { sha256 } from './sha256.ts'
import { SharedBuildError } from './shared-build-error.ts'
import { type BuildFlags, optionsKey, type SharedBuild } from './shared-builds.ts'

export interface SharedBuildRequest extends BuildFlags {
  /** What `USE_GO_LAMBDA_BINARIES` names. */
  readonly folder: string
  /** The package's folder, in this checkout. */
  readonly dir: string
  readonly label: string
  /** This machine's: `linux/amd64`. */
  readonly system: string
  readonly cacheFolder: string
  readonly runFolder: string
  readonly freshness: BuildFreshness
}

/** The cache may be emptied between any two steps. */
const mostAttempts = 5

/**
 * The binary of a package that was built elsewhere, for this run. It is copied to the cache folder, which nobody else can
 * write to, and made executable there: artifacts of CI lose their mode. What is executed is what the manifest names.
 *
 * @throws {SharedBuildError} where it is not there, or is not what would be built here. {@link CacheFolderError}
 */
export async function takeSharedBuild(asked: SharedBuildRequest): Promise<string> {
  const { folder, dir, system, cacheFolder, runFolder, freshness } = asked
  const builds = buildsFolder(runFolder)
  const key = sha256(JSON.stringify([folder, dir, system, optionsKey(asked)])).slice(0, 32)
  const recordPath = join(builds, `${key}.json`)
  const known = usable(await readBuildRecord(recordPath), freshness, 0)
  if (known?.binary !== undefined) return known.binary
  const startedAt = realNow()
  makeCacheFolder(cacheFolder)
  await makePrivateFolder(builds)
  const build = await findSharedBuild(asked)
  const binary = await ownCopy(build, folder, cacheFolder, join(builds, key))
  await writeBuildRecord(recordPath, { startedAt, durationMs: 0, limitMs: 0, binary })
  return binary
}

/** Named after its content. */
async function ownCopy(build: SharedBuild, folder: string, cacheFolder: string, forRun: string): Promise<string> {
  const place = join(cacheFolder, 'bin', build.sha256.slice(0, 32))
  const path = join(place, basename(build.file))
  for (let attempt = 1; ; attempt++) {
    try {
      await makePrivateFolder(place)
      if ((await digestOf(path)) !== build.sha256) {
        const content = await wholeBinary(build, folder)
        await putInPlace(path, (draft) => writeFile(draft, content, { mode: 0o700, flag: 'wx' }))
      }
      const now = realNow() / 1000
      await utimes(path, now, now)
      return await keepForRun(path, forRun)
    } catch (error) {
      if (errorCode(error) !== 'ENOENT' || attempt === mostAttempts) throw error
    }
  }
}

/** @throws {SharedBuildError} where the file is not the one that was built. */
async function wholeBinary({ file, sha256: built, bytes, label }: SharedBuild, folder: string): Promise<Uint8Array> {
  const path = join(folder, file)
  const damaged = (what: string, cause?: unknown): SharedBuildError =>
    new SharedBuildError('damaged', {
      reason: `${path} is not ${label} as it was built: ${what}`,
      nextStep: 'upload and download the whole folder again, or build it again: use-go-lambda build --out',
      cause,
    })
  if (isOutside(file)) throw damaged('it lies outside of the folder')
  let content: Uint8Array
  try {
    content = await readFile(path)
  } catch (error) {
    throw damaged(`it cannot be read (${errorCode(error)})`, error)
  }
  if (content.length !== bytes) throw damaged(`it has ${content.length} bytes, and had ${bytes}`)
  const now = sha256(content)
  if (now !== built) throw damaged(`its SHA-256 is ${now}, and was ${built}`)
  return content
}

function isOutside(file: string): boolean {
  const way = relative('.', normalize(file))
  return way === '' || way === '..' || way.startsWith('../') || isAbsolute(file)
}

async function digestOf(path: string): Promise<string | undefined> {
  try {
    return ownFile(path) && sha256(await readFile(path))
  } catch {
    return undefined
  }
}
