import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Orphans } from '../support/orphans.ts'
import { isAlive, isRefused, poll } from './processes.ts'
import { Project, type RunnerName, swc } from './project.ts'

const orphans = new Orphans()
beforeAll(() => orphans.install(['vitest@4', 'jest@30']))

const ends: [string, string][] = [
  ['the normal end', 'normal'],
  ['a failed test', 'failure'],
  ['a test that takes too long', 'timeout'],
  ['a bail', 'bail'],
  ['process.exit() in a test', 'exit'],
  ['Ctrl-C in the terminal', 'ctrl-c'],
  ['SIGTERM of the main process', 'sigterm'],
  ['SIGHUP of the main process', 'sighup'],
  ['SIGKILL of the main process', 'sigkill-main'],
  ['SIGKILL of a worker', 'sigkill-worker'],
  ['running out of memory', 'oom'],
]

describe.each([
  ['Vitest 4, forks', 'vitest@4', 'forks'],
  ['Jest 30, workers', 'jest@30', 'workers'],
])('%s', (_, runner, pool) => {
  test.each(ends)('after %s nothing of a function or of ours lives 2 s later, no port is held', (_, end) =>
    orphans.expectNone(runner, pool, end),
  )
})

describe('SIGKILL of one worker of two', () => {
  const project = new Project()
  afterAll(() => project.remove())
  project.lambda('upper')

  interface Running {
    readonly worker: number
    readonly pid: number
    readonly port: number
  }

  for (const runner of ['vitest', 'jest'] as const) {
    for (const name of ['ash', 'birch']) {
      project.suite(
        runner,
        name,
        `import { appendFileSync } from 'node:fs'
const lambda = useGoLambda<string, string>('./cmd/upper')
test('is never done', async () => {
  await lambda.invoke('${name}')
  const running = { worker: process.pid, pid: lambda.pid, port: lambda.port }
  appendFileSync('running-${runner}.ndjson', JSON.stringify(running) + '\\n')
  for (;;) await lambda.invoke('${name}')
}, 120_000)
`,
      )
    }
  }
  project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: 2 } }`)
  project.write('jest.config.json', JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }))

  const ways: [string, RunnerName, string[]][] = [
    ['Vitest', 'vitest', ['--pool=forks']],
    ['Jest', 'jest', ['--maxWorkers=2', '--workerIdleMemoryLimit=1GB']],
  ]
  test.each(ways)('%s: its function is gone 2 s later, the other runs on', async (_, runner, args) => {
    const started = project.start(runner, args)
    const { answer: running } = await poll(
      () => project.lines<Running>(`running-${runner}.ndjson`),
      ({ length }) => length === 2 || started.child.exitCode !== null,
      120_000,
    )
    const [victim, other] = running
    if (victim === undefined || other === undefined) throw new Error(started.stdout + started.stderr)
    process.kill(victim.worker, 'SIGKILL')
    const { answer: lives } = await poll(
      () => isAlive(victim.pid),
      (alive) => !alive,
      2_000,
    )
    expect(lives).toBe(false)
    expect(await isRefused(victim.port)).toBe(true)
    expect(isAlive(other.pid)).toBe(true)
  })
})
