import { existsSync } from 'node:fs'
import { livingRuns, sweepStaleRuns, usableCacheFolder } from '../harness/index.ts'
import { cacheFolder, cacheUsage, cleanCache } from '../toolchain/index.ts'
import { bytesText } from './bytes-text.ts'
import { type Streams, UsageError } from './streams.ts'

/** Carries out `use-go-lambda cache [clean]`: 1 where something that had to go could not be removed, the reasons on stdout. */
export async function cacheCommand(words: readonly string[], streams: Streams): Promise<0 | 1> {
  const [command, extra] = words
  if (command !== undefined && command !== 'clean') {
    throw new UsageError(`cache takes no word, or clean, not ${JSON.stringify(command)}`)
  }
  if (extra !== undefined) throw new UsageError(`one argument too many: ${JSON.stringify(extra)}`)
  const folder = cacheFolder()
  if (!existsSync(folder)) {
    streams.stdout.write(`${folder}: nothing there\n`)
    return 0
  }
  usableCacheFolder()
  return command === undefined ? show(folder, streams) : clean(folder, streams)
}

async function show(folder: string, { stdout }: Streams): Promise<0> {
  const { builds, runs, other } = await cacheUsage(folder)
  stdout.write(
    [
      folder,
      `  ${count(builds.count, 'build')}: ${bytesText(builds.bytes)}`,
      `  ${count(runs.count, 'run')}: ${bytesText(runs.bytes)}${underWay(livingRuns(folder))}`,
      `  other: ${bytesText(other.bytes)}`,
      '',
    ].join('\n'),
  )
  return 0
}

function underWay(runs: number): string {
  return runs === 0 ? '' : ` (${runs} under way)`
}

async function clean(folder: string, { stdout }: Streams): Promise<0 | 1> {
  const before = await cacheUsage(folder)
  const failures: string[] = []
  // Of a function that runs on after its run was killed, the run's folder is the mark that it is found by.
  const swept = await sweepStaleRuns(folder).catch((error: unknown) => {
    failures.push(`a run that is over: ${(error as Error).message}`)
    return []
  })
  // What is under way runs unpacked zips where they lie.
  const { builds, artifacts, left } = await cleanCache(folder, livingRuns(folder) === 0)
  const after = await cacheUsage(folder)
  const lines = [
    `${folder}: removed ${count(builds, 'build')}${artifacts === 0 ? '' : `, ${count(artifacts, 'unpacked zip')}`} and ${count(Math.max(0, before.runs.count - after.runs.count), 'run')}, ${bytesText(
      Math.max(0, total(before) - total(after)),
    )}`,
  ]
  for (const { label, pid } of swept) lines.push(`  ended ${label} (pid ${pid}), which a killed run had left`)
  const living = livingRuns(folder)
  if (living > 0)
    lines.push(`  left ${count(living, 'run')} under way, with what ${living === 1 ? 'it uses' : 'they use'}`)
  for (const { key, reason } of left) {
    if (reason === undefined) lines.push(`  left build ${key}: somebody is building it`)
    else failures.push(`build ${key}: ${reason}`)
  }
  stdout.write([...lines, ...failures.map((failure) => `  could not remove ${failure}`), ''].join('\n'))
  return failures.length === 0 ? 0 : 1
}

function total({ builds, runs, other }: Awaited<ReturnType<typeof cacheUsage>>): number {
  return builds.bytes + runs.bytes + other.bytes
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
