import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { isLiving, listProcesses, markedProcesses } from '../../src/environment/process-table.ts'
import { eventually } from '../environment/eventually.ts'

/** What there is of functions that were started with this cache folder. */
export function leftBehind(cacheFolder: string): string[] {
  const marked = new Set(markedProcesses(cacheFolder))
  return [
    ...listProcesses()
      .filter((entry) => isLiving(entry) && marked.has(entry.pid))
      .map(({ pid, name }) => `process ${pid} (${name})`),
    ...namesIn(join(cacheFolder, 'ports')).map((name) => `port ${name}`),
    ...namesIn(join(cacheFolder, 'runs')).flatMap((run) =>
      namesIn(join(cacheFolder, 'runs', run))
        .filter((name) => !['builds', 'begun', 'told'].includes(name))
        .map((name) => `folder ${run}/${name}`),
    ),
  ]
}

/** No process that carries the folder in its environment (zombies aside), no port, no folder of an environment. What was built stays until the next run sweeps. */
export async function expectNothingLeft(cacheFolder: string): Promise<void> {
  await eventually(
    () => leftBehind(cacheFolder),
    (left) => left.length === 0,
    'left behind',
  )
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}
