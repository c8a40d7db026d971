// What a test file inside a runner asks of this room, as one bundle.

import { monotonicMs, realNow } from '../../../src/clock/index.ts'
import { mainProcess } from '../../../src/environment/main-process.ts'
import { listProcesses } from '../../../src/environment/process-table.ts'
import { Reaper } from '../../../src/environment/reaper.ts'
import { removeFolder } from '../../../src/environment/remove-folder.ts'

/** Called with fake timers on, in each of several test files. Nothing is given back, as after a crash. */
export function probe(options: { cacheFolder: string; reapScript: string }): object {
  const reaper = new Reaper(options)
  reaper.enter()
  reaper.ensure()
  const start = monotonicMs()
  while (monotonicMs() - start < 1);
  return {
    fakeDate: Date.now(),
    realNow: realNow(),
    main: mainProcess().pid,
    pid: process.pid,
    watchers: listProcesses().flatMap(({ ppid, pid, name }) => (ppid === process.pid && name === 'sh' ? [pid] : [])),
  }
}

/** What a suite does that ends in good order. */
export async function useInOrder(options: { cacheFolder: string; reapScript: string }): Promise<void> {
  const reaper = new Reaper(options)
  const folder = reaper.enter()
  reaper.ensure()
  await removeFolder(folder)
  await reaper.leave()
}
