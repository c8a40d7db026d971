import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type BuildRequest, buildRequests, buildTogether } from '../toolchain/index.ts'
import { functionsInTests, mostFiles } from './functions-in-tests.ts'

/** Builds that go on beside the runner's own start. */
export interface BuildsAhead {
  /** Ends them; resolves when nothing of theirs runs any more. */
  stop(): Promise<void>
}

/** Longer than any suite waits by default. */
const timeoutMs = 600_000

/** The test files of a run, as far as its runner tells. */
export interface TestFiles {
  readonly root: string
  /** Absolute. */
  list(): Promise<readonly string[]>
  /** Only a part of all files is run: what the last run has built is not asked for then. */
  readonly filtered: boolean
}

/**
 * Builds what the last run in this folder has built and what the test files name, in one go command if it can be. Nobody
 * waits for it but a suite that needs one of them, and that gets the same binary.
 *
 * @param isTestedElsewhere of a package in whose place this run tests something else: it is left out.
 */
export function buildAhead(
  cacheFolder: string,
  runFolder: string,
  tests: TestFiles | undefined,
  isTestedElsewhere: (dir: string, root: string) => boolean,
): BuildsAhead {
  const stopping = new AbortController()
  const ended = (async () => {
    const files = (await tests?.list().catch(() => undefined)) ?? []
    const named = tests === undefined ? [] : (await functionsInTests(files.slice(0, mostFiles), tests.root)).functions
    const last = tests?.filtered === true ? [] : await readRequests(listOf(cacheFolder))
    const roots = [process.cwd(), ...(tests === undefined ? [] : [tests.root])]
    const requests = [...last, ...named].filter(({ dir }) => !roots.some((root) => isTestedElsewhere(dir, root)))
    const asked = requests.map((request) => ({ ...request, cacheFolder, runFolder }))
    // A failure is told by the suite that needs the package.
    await buildTogether(asked, { timeoutMs, signal: stopping.signal }).catch(() => undefined)
  })()
  return {
    async stop() {
      stopping.abort(new Error('the run has ended'))
      await ended
    },
  }
}

/** Keeps what this run has built, for the next one. A run that built nothing leaves the list as it is. */
export async function rememberBuilds(cacheFolder: string, runFolder: string): Promise<void> {
  const requests = await buildRequests(runFolder)
  if (requests.length === 0) return
  const list = listOf(cacheFolder)
  const draft = `${list}.${process.pid}`
  try {
    await mkdir(dirname(list), { recursive: true, mode: 0o700 })
    await writeFile(draft, JSON.stringify(requests), { mode: 0o600 })
    await rename(draft, list)
  } catch {
    await rm(draft, { force: true }) // only a head start is lost
  }
}

/** One list per folder that runs are started in. */
function listOf(cacheFolder: string): string {
  const name = createHash('sha256').update(process.cwd()).digest('hex').slice(0, 32)
  return join(cacheFolder, 'ahead', `${name}.json`)
}

async function readRequests(list: string): Promise<BuildRequest[]> {
  try {
    const requests: unknown = JSON.parse(await readFile(list, 'utf8'))
    return Array.isArray(requests) ? (requests as BuildRequest[]) : []
  } catch {
    return []
  }
}
