import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { killTree, ProcessSurvivedError } from '../../src/environment/kill-tree.ts'
import { identityOf, isAlive } from '../../src/environment/process-table.ts'
import { testNeeding } from '../support/needs.ts'
import { type Family, startFamily } from './family.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const families: Family[] = []
let count = 0

async function family(): Promise<Family & { mark: string }> {
  count += 1
  const mark = join(folder, String(count))
  const started = await startFamily(mark)
  families.push(started)
  return { ...started, mark }
}

afterEach(() => {
  for (const { pids } of families.splice(0)) {
    for (const pid of Object.values(pids)) if (isAlive(pid)) process.kill(pid, 'SIGKILL')
  }
})

function living(pids: Family['pids']): string[] {
  return Object.entries(pids).flatMap(([name, pid]) => (isAlive(pid) ? [name] : []))
}

const everyone = ['root', 'group', 'setsid', 'lost', 'clean']

async function endsAll(method: 'proc' | 'ps'): Promise<void> {
  const { pids, mark } = await family()
  expect(living(pids)).toEqual(everyone)
  const ended = await killTree({ pid: pids.root, startTime: identityOf(pids.root, method)?.startTime, mark, method })
  expect(living(pids)).toEqual([])
  expect(ended.map(({ pid }) => pid).sort()).toEqual(Object.values(pids).sort())
}

it('ends children that left the group, the parent or the environment, by /proc', () => endsAll('proc'))
testNeeding('ps')('ends children that left the group, the parent or the environment, by ps', () => endsAll('ps'))

it('ends what a process has left that is gone itself', async () => {
  const { child, pids, mark } = await family()
  const startTime = identityOf(pids.root)?.startTime
  const gone = new Promise((resolve) => child.once('exit', resolve))
  process.kill(pids.root, 'SIGKILL')
  await gone
  await killTree({ pid: pids.root, startTime, mark })
  // Without group, parent or variable there is no trace left, which is why the tree is looked at before the root is ended.
  expect(living(pids)).toEqual(['clean'])
})

it('leaves a later process alone that was given the pid', async () => {
  const { pids } = await family()
  const ended = await killTree({ pid: pids.root, startTime: '1', mark: join(folder, 'nobody') })
  expect(ended).toEqual([])
  expect(living(pids)).toEqual(everyone)
})

it('leaves another family alone', async () => {
  const [one, other] = [await family(), await family()]
  await killTree({ pid: one.pids.root, mark: one.mark })
  expect(living(one.pids)).toEqual([])
  expect(living(other.pids)).toEqual(everyone)
})

it('names what survives', () => {
  const entry = { ppid: 1, pgid: 17, startTime: '1' }
  const one = { ...entry, pid: 17, name: 'greet', state: 'D' }
  expect(String(new ProcessSurvivedError([one], 5000))).toBe(
    'ProcessSurvivedError: 1 process of the function still alive 5000 ms after SIGKILL\n' +
      '  | pid 17 (greet), state D\n' +
      '  → such a process hangs in the kernel or belongs to another user: end it by hand',
  )
  const other = { ...entry, pid: 18, name: 'convert', state: 'S' }
  expect(new ProcessSurvivedError([one, other], 5000).pids).toEqual([17, 18])
})

it('needs little more than two looks at the process table', async () => {
  const { pids, mark } = await family()
  const started = performance.now()
  await killTree({ pid: pids.root, startTime: identityOf(pids.root)?.startTime, mark })
  expect(performance.now() - started).toBeLessThan(500)
})
