import { readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { realNow } from '../clock/index.ts'
import { type Fingerprint, stillTrue, takeFingerprint } from './fingerprint.ts'
import type { BuildInputs } from './list-inputs.ts'
import { makeCacheFolder, makePrivateFolder } from './private-folder.ts'
import { putInPlace } from './put-in-place.ts'
import { sha256 } from './sha256.ts'

type Env = Readonly<Record<string, string | undefined>>

/** Something that was found out about Go code, and holds until the code changes. */
interface KeptAnswer {
  readonly fingerprint: Fingerprint
  readonly answer: unknown
}

/** What was kept under this key, where nothing that it was found out from has changed since. Looks at files only. */
export async function keptAnswer(cacheFolder: string, key: string, env: Env): Promise<unknown> {
  const path = pathOf(cacheFolder, key)
  const kept = await read(path)
  if (kept === undefined) return undefined
  const now = realNow()
  const fingerprint = stillTrue(kept.fingerprint, env, now)
  if (fingerprint === undefined) return undefined
  // The cache drops what was not used for long.
  if (fingerprint !== kept.fingerprint) await write(path, { ...kept, fingerprint })
  else await utimes(path, now / 1000, now / 1000).catch(() => undefined)
  return kept.answer
}

/**
 * Keeps an answer.
 *
 * @param key 32 hex digits: all that the answer depends on besides the code.
 * @param startedAt when the code began to be read.
 */
export async function keepAnswer(
  cacheFolder: string,
  key: string,
  answer: unknown,
  read: { readonly inputs: readonly BuildInputs[]; readonly env: Env; readonly startedAt: number },
): Promise<void> {
  const path = pathOf(cacheFolder, key)
  const inputs = together(read.inputs)
  const fingerprint = inputs && takeFingerprint(inputs, read.env, read.startedAt, realNow())
  if (fingerprint === undefined) return rm(path, { force: true })
  makeCacheFolder(cacheFolder)
  await makePrivateFolder(join(cacheFolder, 'types'))
  await write(path, { fingerprint, answer })
}

/**
 * What was made of these parts before, else what is made of them now, and kept.
 *
 * @param parts all that it depends on, but for `version`: of the code that makes it.
 */
export async function keptText<Made>(
  cacheFolder: string,
  version: string,
  parts: unknown,
  make: () => Made,
): Promise<Made> {
  const path = pathOf(cacheFolder, sha256(`${version}\n${JSON.stringify(parts)}`).slice(0, 32))
  try {
    const made = JSON.parse(await readFile(path, 'utf8')) as Made
    const now = realNow() / 1000
    await utimes(path, now, now).catch(() => undefined)
    return made
  } catch {
    const made = make()
    await write(path, made)
    return made
  }
}

/** What several packages are made of. */
function together(inputs: readonly BuildInputs[]): BuildInputs | undefined {
  const [first] = inputs
  const all = (part: (one: BuildInputs) => readonly string[]) => [...new Set(inputs.flatMap(part))].sort()
  return (
    first && {
      isProgram: inputs.every(({ isProgram }) => isProgram),
      folders: all(({ folders }) => folders),
      files: all(({ files }) => files),
      embedFolders: all(({ embedFolders }) => embedFolders),
      tools: all(({ tools }) => tools),
      compiler: first.compiler,
      opaque: inputs.find(({ opaque }) => opaque !== undefined)?.opaque,
      complete: inputs.every(({ complete }) => complete),
    }
  )
}

function pathOf(cacheFolder: string, key: string): string {
  return join(cacheFolder, 'types', `${key}.json`)
}

async function read(path: string): Promise<KeptAnswer | undefined> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as KeptAnswer
  } catch {
    return undefined
  }
}

async function write(path: string, value: unknown): Promise<void> {
  const make = (draft: string) => writeFile(draft, JSON.stringify(value), { mode: 0o600, flag: 'wx' })
  await putInPlace(path, make).catch(() => undefined) // only time is lost
}
