import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { GoBuildFailure } from './go-build-error.ts'
import { putInPlace } from './put-in-place.ts'

/** What was asked for, so that the next run can ask for it ahead. */
export interface BuildRequest {
  readonly dir: string
  readonly label: string
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
}

/** How one build of a run ended, for all its workers. */
export interface BuildRecord {
  /** When go build was started: milliseconds since 1970. What was saved later may not be in it. */
  readonly startedAt: number
  readonly durationMs: number
  readonly binary?: string
  readonly failure?: GoBuildFailure
  /** Left out where variables were given: they may be secrets. */
  readonly request?: BuildRequest
  /** The longest that it was allowed to take. */
  readonly limitMs: number
}

/** `undefined` where there is none, or one that cannot be read. */
export async function readBuildRecord(path: string): Promise<BuildRecord | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as BuildRecord
  } catch {
    return undefined
  }
}

export async function writeBuildRecord(path: string, record: BuildRecord): Promise<void> {
  await putInPlace(path, (draft) => writeFile(draft, JSON.stringify(record), { mode: 0o600, flag: 'wx' }))
}

/** What was built, well, in a run. */
export async function buildRequests(runFolder: string): Promise<BuildRequest[]> {
  const folder = buildsFolder(runFolder)
  const names = await readdir(folder).catch(() => [])
  const records = await Promise.all(
    names.filter((name) => name.endsWith('.json')).map((name) => readBuildRecord(join(folder, name))),
  )
  return records.flatMap((record) =>
    record?.binary !== undefined && record.request !== undefined ? [record.request] : [],
  )
}

/** Where the builds of a run are kept. */
export function buildsFolder(runFolder: string): string {
  return join(runFolder, 'builds')
}
