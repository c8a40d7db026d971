import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import {
  findProcess,
  identityOf,
  isAlive,
  listProcesses,
  markedProcesses,
  type ProcessMethod,
} from '../../src/environment/process-table.ts'
import { testNeeding } from '../support/needs.ts'
import { eventually } from './eventually.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const children: ChildProcess[] = []
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

function sleeper(env: Record<string, string>, title = 'sleeper'): number {
  const child = spawn(
    process.execPath,
    ['-e', `process.title = ${JSON.stringify(title)}; setInterval(() => {}, 1e6)`],
    {
      env: { PATH: process.env.PATH, ...env },
      stdio: 'ignore',
      detached: true,
    },
  )
  children.push(child)
  return child.pid ?? 0
}

const methods: ProcessMethod[] = ['proc', 'ps']

describe.each(methods)('the process table by %s', (method) => {
  const it = method === 'ps' ? testNeeding('ps') : test

  it('knows parent, group and start of a process', () => {
    const pid = sleeper({})
    const entry = listProcesses(method).find((each) => each.pid === pid)
    expect(entry).toMatchObject({ pid, ppid: process.pid, pgid: pid })
    expect(findProcess(pid, method)?.startTime).toBe(entry?.startTime)
    expect(entry?.startTime).not.toMatch(/\s/)
  })

  it('reads a name with spaces and parentheses', async () => {
    const pid = sleeper({}, 'a) R (b c')
    await eventually(
      () => findProcess(pid, method)?.name,
      (name) => name?.includes('a) R') === true,
      'the title',
    )
    expect(findProcess(pid, method)).toMatchObject({ ppid: process.pid, pgid: pid })
  })

  it('takes a zombie for dead', async () => {
    // The parent never waits: a shell that is replaced, while the child lives, by a program that does not.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 1000'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    children.push(parent)
    const [said] = (await once(parent.stdout, 'data')) as [Buffer]
    const pid = Number(said.toString())
    await eventually(
      () => findProcess(pid, method)?.state,
      (state) => state === 'Z',
      'the state',
    )
    expect(() => process.kill(pid, 0)).not.toThrow()
    expect(isAlive(pid, undefined, method)).toBe(false)
    expect(identityOf(pid, method)).toBeUndefined()
  })

  it('tells a process from a later one with its pid', () => {
    const own = identityOf(process.pid, method)
    expect(isAlive(process.pid, own?.startTime, method)).toBe(true)
    expect(isAlive(process.pid, 'another', method)).toBe(false)
  })

  it('finds processes by their mark, and none whose folder only begins alike', async () => {
    const mark = join(folder, method, '1')
    mkdirSync(mark, { recursive: true })
    const marked = [
      sleeper({ TMPDIR: join(mark, 'tmp') }),
      sleeper({ HOME: mark }),
      sleeper({ A: 'b', USE_GO_LAMBDA_ENVIRONMENT: mark, Z: 'c' }),
    ]
    const others = [sleeper({ TMPDIR: `${mark}0/tmp` }), sleeper({ OTHER: mark }), sleeper({ XHOME: mark })]
    // Until it has been replaced by the program, a child of fork has its parent's environment.
    const found = await eventually(
      () => markedProcesses(mark, method),
      ({ length }) => length >= 3,
      'marked',
    )
    expect(found.sort()).toEqual(marked.sort())
    expect(markedProcesses(mark, method, others)).toEqual([])
  })
})
