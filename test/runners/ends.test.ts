import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { isAlive, isRefused, killAll, type LivingProcess, poll } from './processes.ts'
import { Project, type RunnerName, type RunnerProcess, swc } from './project.ts'

const project = new Project()
afterAll(() => project.remove())
afterEach(() => killAll(project.path))

const withinMs = 2_000

/** What a suite says when its function has answered and has four children that nobody waits for. */
interface Running {
  readonly worker: number
  readonly pid: number
  readonly port: number
  readonly children: readonly { readonly pid: number; readonly how: string }[]
}

const names = ['ash', 'birch', 'cedar', 'elm', 'fir', 'hazel', 'larch', 'maple']
for (const name of names) {
  project.lambda('spawns-children', name)
  for (const runner of ['vitest', 'jest'] as const) {
    project.suite(
      runner,
      name,
      `import { appendFileSync } from 'node:fs'
interface Answer { children: { pid: number, how: string }[] }
const lambda = useGoLambda<{ how: string[] }, Answer>('./cmd/${name}')
test('is never done', async () => {
  const { children } = await lambda.invoke({ how: ['group', 'setsid', 'reparented', 'lost'] })
  const running = { worker: process.pid, pid: lambda.pid, port: lambda.port, children }
  appendFileSync(process.env['RUNNING_FILE'] ?? '', JSON.stringify(running) + '\\n')
  for (;;) await lambda.invoke({ how: [] })
}, 120_000)
`,
    )
  }
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: 4 } }`)
project.write('jest.config.json', JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }))

const ways: [string, RunnerName, string[], number][] = [
  ['Vitest, four forks', 'vitest', ['--pool=forks'], 4],
  ['Vitest, four threads', 'vitest', ['--pool=threads'], 4],
  ['Jest, four workers', 'jest', ['--maxWorkers=4', '--workerIdleMemoryLimit=1GB'], 4],
  ['Jest, in band', 'jest', ['--runInBand'], 1],
]

const ends: [string, (runner: RunnerProcess) => void][] = [
  ['Ctrl-C in the terminal', ({ pid }) => process.kill(-pid, 'SIGINT')],
  ['SIGTERM of the main process', ({ pid }) => process.kill(pid, 'SIGTERM')],
  ['SIGKILL of the main process', ({ pid }) => process.kill(pid, 'SIGKILL')],
]

let count = 0

/** Starts the suites and waits until as many as run at once have their functions. */
async function startAll(
  runner: RunnerName,
  args: readonly string[],
  atOnce: number,
): Promise<{ runner: RunnerProcess; running: Running[] }> {
  const file = `running-${++count}.ndjson`
  const started = project.start(runner, args, { variables: { RUNNING_FILE: `${project.path}/${file}` } })
  const { answer: running } = await poll(
    () => project.lines<Running>(file),
    ({ length }) => length === atOnce || started.child.exitCode !== null,
    120_000,
  )
  expect(running.length, started.stdout + started.stderr).toBe(atOnce)
  expect(pidsOf(running).filter(isAlive).length).toBe(5 * atOnce)
  return { runner: started, running }
}

/** Functions and what they have started. */
function pidsOf(running: readonly Running[]): number[] {
  return running.flatMap(({ pid, children }) => [pid, ...children.map((child) => child.pid)])
}

describe.each(ways)('%s', (_, name, args, atOnce) => {
  test.each(ends)(`after %s nothing of a function lives ${withinMs} ms later, no port is held`, async (_, end) => {
    const { runner, running } = await startAll(name, args, atOnce)
    const runners = new Set([runner.pid, ...running.map(({ worker }) => worker)])
    const ours = (): LivingProcess[] => project.processes().filter(({ pid }) => !runners.has(pid))
    // The functions, their children and at least one watcher.
    expect(ours().length).toBeGreaterThan(5 * atOnce)

    end(runner)
    const { answer: left, tookMs } = await poll(ours, ({ length }) => length === 0, withinMs)
    expect(left, `${tookMs} ms after the end`).toEqual([])
    expect(pidsOf(running).filter(isAlive)).toEqual([])
    for (const { port } of running) expect(await isRefused(port), `port ${port} is refused`).toBe(true)
    const { answer: reserved } = await poll(
      () => project.reservations(),
      ({ length }) => length === 0,
      withinMs - tookMs,
    )
    expect(reserved).toEqual([])
  })
})

describe.each([ways[0], ways[2]].filter((way) => way !== undefined))('%s', (_, name, args, atOnce) => {
  test(`after SIGKILL of one worker its function is gone ${withinMs} ms later, the others run on`, async () => {
    const { running } = await startAll(name, args, atOnce)
    const [victim, ...others] = running
    process.kill(victim?.worker ?? 0, 'SIGKILL')
    const { answer: left } = await poll(
      () => pidsOf(running.slice(0, 1)).filter(isAlive),
      ({ length }) => length === 0,
      withinMs,
    )
    expect(left).toEqual([])
    expect(await isRefused(victim?.port ?? 0)).toBe(true)
    expect(others.filter(({ pid }) => !isAlive(pid))).toEqual([])
  })
})

test(`after process.exit() in a Jest test nothing of a function lives ${withinMs} ms later`, async () => {
  project.suite(
    'jest',
    '../exits/exits',
    `const lambda = useGoLambda<{ how: string[] }, { children: { pid: number }[] }>('./cmd/ash')
test('exits', async () => {
  const { children } = await lambda.invoke({ how: ['group', 'setsid', 'reparented', 'lost'] })
  require('node:fs').writeFileSync('exits.json', JSON.stringify([lambda.pid, ...children.map(({ pid }) => pid)]))
  process.exit(7)
})
`,
  )
  const config = { testMatch: ['<rootDir>/exits/*.test.ts'], transform: swc }
  const { code } = await project.run('jest', ['--runInBand', '--config', JSON.stringify(config)])
  expect(code).toBe(7)
  const pids = project.json<number[]>('exits.json')
  expect(pids).toHaveLength(5)
  const { answer: left } = await poll(
    () => pids.filter(isAlive),
    ({ length }) => length === 0,
    withinMs,
  )
  expect(left).toEqual([])
})
