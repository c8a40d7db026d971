import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createUseGoLambda, type Runner } from '../../src/suite/index.ts'
import { rootFolder } from '../../src/suite/root-folder.ts'
import { failureOf } from '../harness/failure-of.ts'
import { leftBehind } from '../harness/left-behind.ts'
import { lambdaFolder, workshop } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'

const shop = workshop()

/** What a suite told its runner. */
class Hooks {
  readonly beforeAll: { body: (suite?: unknown) => Promise<void>; timeoutMs: number }[] = []
  readonly beforeEach: (() => Promise<void>)[] = []
  readonly afterAll: { body: () => Promise<void>; timeoutMs: number }[] = []
  test: string | undefined

  runner(kind: 'vitest' | 'jest'): Runner {
    return {
      name: kind,
      beforeAll: (body, timeoutMs) => this.beforeAll.push({ body, timeoutMs }),
      afterAll: (body, timeoutMs) => this.afterAll.push({ body, timeoutMs }),
      ...(kind === 'jest' && { beforeEach: (body: () => Promise<void>) => void this.beforeEach.push(body) }),
      afterEach: () => undefined,
      aroundTests: () => undefined,
      callers: () => ({ tests: [] }),
      runningTests: () => [],
      testFile: () => join(lambdaFolder('upper'), 'tests/deep/upper.test.ts'),
      currentTest: () => this.test,
      root: () => lambdaFolder('.'),
      watches: () => false,
    }
  }

  async end(): Promise<void> {
    for (const { body } of this.afterAll) await body()
  }
}

const suites: Hooks[] = []
function suite(): Hooks {
  const hooks = new Hooks()
  suites.push(hooks)
  return hooks
}

afterEach(async () => {
  for (const hooks of suites.splice(0)) await hooks.end()
  expect(leftBehind(shop.cacheFolder)).toEqual([])
})

describe('useGoLambda', () => {
  it('builds in beforeAll, starts at the first invocation, stops in afterAll', async () => {
    const hooks = suite()
    const lambda = createUseGoLambda(hooks.runner('vitest'))<string, string>('./upper')
    expect([hooks.beforeAll.length, hooks.beforeEach.length, hooks.afterAll.length]).toEqual([1, 0, 1])
    expect(lambda.environments).toEqual([])
    await hooks.beforeAll[0]?.body()
    expect(lambda.environments).toEqual([])
    expect(await lambda.invoke('daniel')).toBe('DANIEL')
    expect(lambda.environments).toHaveLength(1)
    await hooks.end()
    expect((await failureOf(lambda.invoke('late'))).name).toBe('LambdaStoppedError')
  })

  it("starts every environment in beforeAll with start: 'eager', and passes the other options on", async () => {
    const hooks = suite()
    const options = { start: 'eager', concurrency: 2, whenBusy: 'reject' } as const
    const lambda = createUseGoLambda(hooks.runner('vitest'))<number, number>('./ignores-deadline', options)
    await hooks.beforeAll[0]?.body()
    expect(lambda.environments.map(({ state, coldStart }) => [state, coldStart])).toEqual(Array(2).fill(['idle', true]))
    const settled = await Promise.allSettled([200, 200, 1].map((ms) => lambda.invoke(ms)))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
    expect(await lambda.invoke(1, { deadline: new Date(Date.now() + 5_000) })).toBe(2)
  })

  it.each(['vitest', 'jest'] as const)('reports a failed start ahead once: %s', async (kind) => {
    const hooks = suite()
    const lambda = createUseGoLambda(hooks.runner(kind))('./exits-at-start', { start: 'eager' })
    const inBeforeAll = hooks.beforeAll[0]?.body({ tasks: [{ type: 'test', name: 'shouts' }] }) ?? Promise.resolve()
    if (kind === 'vitest') {
      expect((await failureOf(inBeforeAll)).message).toMatch(
        /configuration: TABLE_NAME is not set\n.*\n {2}stopped: "shouts"$/,
      )
    } else {
      await inBeforeAll
      hooks.test = 'first'
      expect((await failureOf(hooks.beforeEach[0]?.() ?? inBeforeAll)).name).toBe('LambdaStartError')
      hooks.test = 'second'
      expect((await failureOf(hooks.beforeEach[0]?.() ?? inBeforeAll)).name).toBe('LambdaSuiteError')
    }
    expect((await failureOf(lambda.invoke())).message).toContain('did not start at its first invocation in this file')
  })

  it('gives the runner more time than build and start may take', () => {
    const hooks = suite()
    createUseGoLambda(hooks.runner('vitest'))('./upper')
    createUseGoLambda(hooks.runner('vitest'))('./upper', { buildTimeoutMs: 5_000 })
    createUseGoLambda(hooks.runner('vitest'))('./upper', { buildTimeoutMs: 5_000, start: 'eager' })
    createUseGoLambda(hooks.runner('vitest'))('./upper', {
      buildTimeoutMs: 5_000,
      start: 'eager',
      initTimeoutMs: 20_000,
    })
    expect(hooks.beforeAll.map(({ timeoutMs }) => timeoutMs)).toEqual([610_000, 15_000, 25_000, 35_000])
    expect(hooks.afterAll.map(({ timeoutMs }) => timeoutMs)).toEqual(Array(4).fill(30_000))
  })

  it('refuses a misspelt option where it is called', () => {
    const call = () => createUseGoLambda(suite().runner('vitest'))('./upper', { timeout: 3 } as never)
    expect(call).toThrow('there is no option timeout\n')
  })

  it('refuses to be called inside a test', () => {
    const hooks = suite()
    hooks.test = 'api > shouts'
    expect(() => createUseGoLambda(hooks.runner('vitest'))('./upper')).toThrowErrorMatchingInlineSnapshot(`
      [LambdaOptionError: useGoLambda('./upper') was called inside the test "api > shouts"
        → call it at the top of the file or of a describe: it registers hooks. Inside a test, use startGoLambda()]
    `)
    expect(hooks.beforeAll).toEqual([])
  })

  it('looks from the test file upwards to the root, and lists the places', async () => {
    const hooks = suite()
    createUseGoLambda(hooks.runner('vitest'))('./cmd/nowhere')
    const error = await failureOf(hooks.beforeAll[0]?.body() ?? Promise.resolve())
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "no Go package ./cmd/nowhere from <root>/test/lambdas/upper/tests/deep up to <root> (6 places looked at)
        | <root>/test/lambdas/upper/tests/deep/cmd/nowhere: no such folder
        | <root>/test/lambdas/upper/tests/cmd/nowhere: no such folder
        | <root>/test/lambdas/upper/cmd/nowhere: no such folder
        | <root>/test/lambdas/cmd/nowhere: no such folder
        | <root>/test/cmd/nowhere: no such folder
        | <root>/cmd/nowhere: no such folder
        → give the folder of package main, relative to the folder of the test file or to one above it, or its absolute path"
    `)
  })

  it('fails the beforeAll of Vitest, and names the tests that it stopped', async () => {
    const hooks = suite()
    createUseGoLambda(hooks.runner('vitest'))('./broken/compile-error')
    const tasks = [
      { type: 'test', name: 'shouts', mode: 'run' },
      { type: 'test', name: 'skipped', mode: 'skip' },
      { type: 'suite', name: 'nested', tasks: [{ type: 'test', name: 'whispers "softly"', mode: 'run' }] },
    ]
    const error = await failureOf(hooks.beforeAll[0]?.body({ type: 'suite', tasks }) ?? Promise.resolve())
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "./test/lambdas/broken/compile-error does not compile
        | # compile-error
        | ./greeting.go:4:9: undefined: strngs
        | ./main.go:10:20: cannot use name (variable of type string) as int value in variable declaration
        → fix the lines above; their paths are relative to the package's folder
        stopped: "shouts", "whispers \\"softly\\"""
    `)
  })

  it('tells Jest once, at the first test; the others point there', async () => {
    const hooks = suite()
    createUseGoLambda(hooks.runner('jest'))('./broken/compile-error')
    await hooks.beforeAll[0]?.body()
    const failureIn = async (test: string) => {
      hooks.test = test
      return failureOf(hooks.beforeEach[0]?.() ?? Promise.resolve())
    }
    const first = await failureIn('shouts')
    expect(first.name).toBe('GoBuildError')
    expect(mask(first.message)).toContain('greeting.go:4:9: undefined: strngs')
    const second = await failureIn('whispers')
    expect(second.name).toBe('LambdaSuiteError')
    expect(second.message).toMatchInlineSnapshot(
      `"./broken/compile-error is not there to be tested: see the failure of "shouts""`,
    )
    // Retried, the first is told the whole again.
    expect((await failureIn('shouts')).name).toBe('GoBuildError')
  })

  it('tries a function that did not start once per file', async () => {
    const hooks = suite()
    const lambda = createUseGoLambda(hooks.runner('vitest'))('./exits-at-start')
    await hooks.beforeAll[0]?.body()
    const first = await failureOf(lambda.invoke())
    expect(first.message).toContain('exited with code 3')
    const second = await failureOf(lambda.invoke())
    expect(second.name).toBe('LambdaStartError')
    expect(mask(second.message)).toMatchInlineSnapshot(`
      "./exits-at-start did not start at its first invocation in this file, where the reason is shown
        → mend that first; restart() makes the next invocation try again"
    `)
    // Not its cause: the reason would be shown at every test.
    expect(second).not.toHaveProperty('cause')
    await lambda.restart()
    expect((await failureOf(lambda.invoke())).message).toContain('exited with code 3')
  })
})

describe('the root of the search', () => {
  it('is the outermost of working directory and runner root that holds the test file', () => {
    const cwd = process.cwd()
    expect(rootFolder(join(cwd, 'a/b'), undefined)).toBe(cwd)
    expect(rootFolder(join(cwd, 'a/b'), join(cwd, 'a'))).toBe(cwd)
    expect(rootFolder(join(cwd, 'a/b'), join(cwd, '..'))).toBe(join(cwd, '..'))
    expect(rootFolder(join(cwd, 'a/b'), join(cwd, 'c'))).toBe(cwd)
    expect(rootFolder(cwd, `${cwd}-other`)).toBe(cwd)
  })

  it('is the nearest folder with a package.json where neither holds it', () => {
    mkdirSync(join(shop.folder, 'project/src/deep'), { recursive: true })
    writeFileSync(join(shop.folder, 'project/package.json'), '{}')
    expect(rootFolder(join(shop.folder, 'project/src/deep'), undefined)).toBe(join(shop.folder, 'project'))
  })
})
