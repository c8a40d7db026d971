import { afterEach, beforeAll, expect, it } from 'vitest'
import { EnvironmentPool, type ExecutionEnvironment } from '../../src/environment/index.ts'
import { isAlive, markedProcesses } from '../../src/environment/process-table.ts'
import { namesIn } from '../../src/environment/registration.ts'
import { bundleReapScript } from './bundle.ts'
import { eventually } from './eventually.ts'
import { buildLambdas, environmentFor, parsed, request } from './lambdas.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const pools: EnvironmentPool<ExecutionEnvironment>[] = []
let reapScript: string

beforeAll(async () => {
  reapScript = await bundleReapScript(folder)
  await buildLambdas(folder, 'counts', 'exits', 'exits-at-start', 'ignores-deadline', 'speaks-slowly-at-start', 'upper')
})

function pool(name: string, size = 1): EnvironmentPool<ExecutionEnvironment> {
  const made = new EnvironmentPool({ label: name, size, create: () => environmentFor(folder, reapScript, name) })
  pools.push(made)
  return made
}

afterEach(async () => {
  await Promise.all(pools.splice(0).map((each) => each.stop()))
  expect(markedProcesses(folder)).toEqual([])
  expect(namesIn(`${folder}/cache/ports`)).toEqual([])
  expect(namesIn(`${folder}/cache/runs`)).toEqual([])
})

const timeoutMs = 5_000

function invoke(from: EnvironmentPool<ExecutionEnvironment>, payload: unknown, signal?: AbortSignal): Promise<unknown> {
  return from.use(async (environment) => parsed(await environment.invoke(request(payload), { timeoutMs })), signal)
}

function failure(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => `no failure but ${JSON.stringify(value)}`,
    (error: unknown) => error,
  )
}

it.each([1, 3])('gives a hundred right answers to a hundred calls at once, with %d environments', async (size) => {
  const one = pool('upper', size)
  const words = Array.from({ length: 100 }, (_, n) => `word-${n}`)
  expect(await Promise.all(words.map((word) => invoke(one, word)))).toEqual(words.map((word) => word.toUpperCase()))
  expect(one.environments).toHaveLength(size)
})

it('starts on demand, reuses what is warm, and serves in the order of the calls', async () => {
  const one = pool('upper', 3)
  expect(one.environments).toEqual([])
  for (const word of ['a', 'b', 'c']) await invoke(one, word)
  expect(one.environments).toHaveLength(1)
  const single = pool('upper')
  const order: string[] = []
  const words = ['a', 'b', 'c', 'd']
  await Promise.all(words.map((word) => invoke(single, word).then(() => order.push(word))))
  expect(order).toEqual(words)
})

it('replaces an environment that has ended, at the next use', async () => {
  const one = pool('exits')
  expect(String(await failure(invoke(one, { code: 1 })))).toMatch(/^LambdaExitError/)
  expect(one.environments.map(({ state }) => state)).toEqual(['ended'])
  expect(await invoke(one, { stay: true })).toBe('still here')
  process.kill(one.environments[0]?.pid ?? 0, 'SIGKILL')
  await eventually(
    () => one.environments[0]?.state,
    (state) => state === 'ended',
    'the state',
  )
  expect(await invoke(one, { stay: true })).toBe('still here')
})

it('tells each caller of a failed start, and tries again for the next', async () => {
  const one = pool('exits-at-start')
  const failures = await Promise.all([1, 2].map((payload) => failure(invoke(one, payload))))
  expect(failures.map((error) => String(error).split(' ')[0])).toEqual(['LambdaStartError:', 'LambdaStartError:'])
})

it('restarts after the invocation under way, not before', async () => {
  const one = pool('ignores-deadline')
  expect(await invoke(one, 1)).toBe(1)
  const pid = one.environments[0]?.pid ?? 0
  const slow = invoke(one, 200)
  const restarted = one.restart()
  const next = invoke(one, 1)
  expect(await slow).toBe(2)
  await restarted
  expect(await next).toBe(1)
  expect(isAlive(pid)).toBe(false)
  await one.restart()
  expect(await invoke(one, 1)).toBe(1)
})

it('rejects those who wait and those under way when it is stopped, until it is started again', async () => {
  const one = pool('ignores-deadline')
  const failures = [60_000, 1, 1].map((ms) => failure(invoke(one, ms)))
  await eventually(
    () => one.environments[0]?.logs ?? '',
    (logs) => logs.includes('sleeping'),
    'the handler',
  )
  const pid = one.environments[0]?.pid ?? 0
  await Promise.all([one.stop(), one.stop()])
  expect(isAlive(pid)).toBe(false)
  expect(one.environments).toEqual([])
  failures.push(failure(invoke(one, 1)))
  for (const each of await Promise.all(failures)) {
    expect(String(each)).toMatch(/^LambdaStoppedError: .*ignores-deadline has been stopped/)
  }
  await one.start()
  expect(one.environments.map(({ state }) => state)).toEqual(['idle'])
  expect(await invoke(one, 1)).toBe(1)
})

it('calls off a start when it is stopped', async () => {
  const one = pool('upper')
  const started = failure(invoke(one, 'a'))
  await one.stop()
  expect(String(await started)).toMatch(/^LambdaStoppedError: /)
})

it('lets a caller leave the queue, and ends the environment of one who gives up', async () => {
  const one = pool('ignores-deadline')
  const [waiter, runner] = [new AbortController(), new AbortController()]
  const running = failure(invoke(one, 60_000, runner.signal))
  const waiting = failure(invoke(one, 1, waiter.signal))
  const last = invoke(one, 1)
  waiter.abort('left')
  expect(await waiting).toBe('left')
  await eventually(
    () => one.environments[0]?.logs ?? '',
    (logs) => logs.includes('sleeping'),
    'the handler',
  )
  runner.abort('enough')
  expect(await running).toBe('enough')
  expect(await last).toBe(1)
  expect(await failure(invoke(one, 1, AbortSignal.abort('too late')))).toBe('too late')
})

it('keeps the environment warm of a caller who gives up while it starts', async () => {
  const one = pool('speaks-slowly-at-start')
  const controller = new AbortController()
  const first = failure(invoke(one, {}, controller.signal))
  await eventually(
    () => one.environments.length,
    (length) => length === 1,
    'the start',
  )
  controller.abort('no patience')
  expect(await first).toBe('no patience')
  const environment = one.environments[0]
  await invoke(one, {})
  expect(one.environments[0]).toBe(environment)
})

it('refuses a size that is none', () => {
  for (const size of [0, -1, 1.5, Number.NaN])
    expect(() => pool('upper', size)).toThrow(`EnvironmentPool: size ${size}`)
})
