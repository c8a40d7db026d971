// A worker as the reaper sees it: one environment's processes, registered. It stays when its main process is gone.
//   arguments: cache folder, reap script, shell
//   stdin: `leave` gives the environment back; `again` watches anew
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { killTree } from '../../../src/environment/kill-tree.ts'
import { identityOf } from '../../../src/environment/process-table.ts'
import { Reaper } from '../../../src/environment/reaper.ts'
import { register } from '../../../src/environment/registration.ts'
import { removeFolder } from '../../../src/environment/remove-folder.ts'

const [cacheFolder = '', reapScript = '', shell = '', family = ''] = process.argv.slice(2)
const reaper = new Reaper({ cacheFolder, reapScript, shell })
const folder = reaper.enter()
reaper.ensure()
const child = spawn(process.execPath, [family], {
  detached: true,
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { TMPDIR: join(folder, 'tmp') },
})
const pid = child.pid ?? 0
const startTime = identityOf(pid)?.startTime ?? ''
register({ folder, pid, startTime, label: 'cmd/family' })
const [line] = (await once(createInterface(child.stdout), 'line')) as [string]
say({ folder, worker: process.pid, pids: JSON.parse(line) })

process.on('disconnect', () => undefined)
for await (const word of createInterface(process.stdin)) {
  if (word === 'again') reaper.ensure()
  if (word === 'leave') {
    await killTree({ pid, startTime, mark: folder })
    await removeFolder(folder)
    await reaper.leave()
  }
  say({ did: word })
}
setInterval(() => undefined, 1_000_000)

function say(what: unknown): void {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}
