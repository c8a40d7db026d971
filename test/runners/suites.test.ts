import { rmSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ended, type GoBuild, Project, type RunnerName, swc } from './project.ts'
import { countOf, type Report, statuses } from './report.ts'

const project = new Project()
afterAll(() => project.remove())

for (const name of ['upper', 'echo', 'counts', 'ignores-deadline', 'exits-at-start', 'exits']) project.lambda(name)
project.lambda('fails-with-error')
project.lambda('fails-with-custom-type')
project.lambda('panics', '../panics') // it imports packages of its own by this path
project.write('broken/go.mod', 'module broken\n\ngo 1.21\n')
project.write('broken/main.go', 'package main\n\nfunc main() {\n\tvar length int = "three"\n\t_ = lenght\n}\n')
const path = project.watchGo()

/** Suites that pass, the same in both runners. */
const passing: Record<string, string> = {
  describes: `
let inside: number | undefined
describe('a describe of its own', () => {
  const upper = useGoLambda<string, string>('./cmd/upper')
  test('has its function', async () => {
    expect(await upper.invoke('daniel')).toBe('DANIEL')
    inside = upper.pid
    expect(inside).toBeGreaterThan(1)
  })
})
describe('the one after it', () => {
  test('finds the process gone', () => {
    expect(() => process.kill(inside ?? 0, 0)).toThrow('ESRCH')
  })
})`,
  handles: `
const upper = useGoLambda<string, string>('./cmd/upper')
const again = useGoLambda<string, string>('./cmd/upper')
const echo = useGoLambda('./cmd/echo')
test('three handles have three processes', async () => {
  expect(await Promise.all([upper.invoke('a'), again.invoke('b'), echo.invoke({ c: 1 })])).toEqual(['A', 'B', { c: 1 }])
  expect(new Set([upper.pid, again.pid, echo.pid]).size).toBe(3)
  expect(new Set([upper.port, again.port, echo.port]).size).toBe(3)
})`,
  hooks: `
let address = ''
beforeAll(async () => { address = await Promise.resolve('localhost:4566') })
const echo = useGoLambda('./cmd/echo', { env: async () => ({ ADDRESS: address }) })
beforeEach(() => echo.restart())
const pids = new Set()
test('is called in the suite’s own hooks', async () => { await echo.ping(); pids.add(echo.pid) })
test('and starts anew for each test', async () => { await echo.ping(); pids.add(echo.pid); expect(pids.size).toBe(2) })`,
  concurrent: `
const echo = useGoLambda<number, number>('./cmd/echo')
for (let n = 0; n < 20; n++) test.concurrent(\`gets its own answer \${n}\`, async () => {
  const seen = await echo.invoke(n)
  if (seen !== n) throw new Error(\`asked \${n}, got \${seen}\`)
})`,
  inside: `
test('says where it belongs', () => {
  let message = ''
  try { useGoLambda('./cmd/upper') } catch (error) { message = String(error) }
  expect(message).toBe(\`LambdaOptionError: useGoLambda('./cmd/upper') was called inside the test "says where it belongs"
  → call it at the top of the file or of a describe: it registers hooks. Inside a test, use startGoLambda()\`)
})`,
  clock: `
const upper = useGoLambda<string, string>('./cmd/upper')
const sleeper = useGoLambda<number, number>('./cmd/ignores-deadline', { timeoutMs: 250 })
describe('under fake timers', () => {
  beforeEach(() => { timers.useFakeTimers() })
  afterEach(() => { timers.useRealTimers() })
  test('a function is started and invoked', async () => {
    timers.setSystemTime(new Date('2001-01-01'))
    expect(await upper.invoke('daniel')).toBe('DANIEL')
    expect(Date.now()).toBe(Date.parse('2001-01-01'))
  })
  test('a deadline passes all the same', async () => {
    const failure = await sleeper.invoke(60_000).catch((error) => error)
    expect(String(failure)).toMatch(/^LambdaTimeoutError: RequestId: [0-9a-f-]{36} Error: Task timed out after 0.25 seconds\\n/)
    expect(failure.code).toBe('LAMBDA_TIMEOUT')
    expect(await sleeper.invoke(1)).toBe(1)
  })
  test('a restart goes through', async () => {
    const before = upper.pid
    await upper.restart()
    expect(await upper.invoke('again')).toBe('AGAIN')
    expect(upper.pid).not.toBe(before)
  })
})`,
  'after-the-failures': `
const upper = useGoLambda<string, string>('./cmd/upper')
test('is not affected', async () => { expect(await upper.invoke('daniel')).toBe('DANIEL') })`,
}
for (let n = 1; n <= 8; n++) {
  passing[`shared-${n}`] = `
const upper = useGoLambda<string, string>('./cmd/upper')
test('shares the build', async () => { expect(await upper.invoke('n${n}')).toBe('N${n}') })`
}

/** Suites that fail, for what the runner then prints. */
const failing: Readonly<Record<string, string>> = {
  'broken-build': `
const broken = useGoLambda('./broken')
test('first of the broken', async () => { await broken.invoke() })
test('second of the broken', async () => { await broken.invoke() })
describe('deeper', () => { test('third of the broken', async () => { await broken.invoke() }) })
test.skip('skipped anyway', () => {})`,
  'broken-again': `
const broken = useGoLambda('./broken')
test('another file’s test', async () => { await broken.invoke() })`,
  'no-start': `
const exits = useGoLambda('./cmd/exits-at-start')
test('first without a start', async () => { await exits.invoke() })
test('second without a start', async () => { await exits.invoke() })`,
  errors: `
const echo = useGoLambda('./cmd/echo')
const fails = useGoLambda('./cmd/fails-with-error')
const panics = useGoLambda('./panics')
const exits = useGoLambda('./cmd/exits')
const custom = useGoLambda('./cmd/fails-with-custom-type')
test('payload', async () => { await echo.invoke({ items: [{ price: Number.NaN }] }) })
test('error', async () => { await fails.invoke('the table is gone') })
test('custom', async () => { await custom.invoke({}) })
test('panic', async () => { await panics.invoke({ with: 'deep' }) })
test('exit', async () => { await exits.invoke({ code: 3, say: 'no licence' }) })
test('lives on', async () => { expect(await panics.invoke({ with: 'nothing' })).toBe('calm') })`,
}

const retried: Readonly<Record<RunnerName, string>> = {
  vitest: `
const counts = useGoLambda<unknown, { count: number }>('./cmd/counts')
test('meets the same warm process', { retry: 2 }, async () => { expect((await counts.invoke()).count).toBe(3) })`,
  jest: `
timers.retryTimes(2)
const counts = useGoLambda<unknown, { count: number }>('./cmd/counts')
test('meets the same warm process', async () => { expect((await counts.invoke()).count).toBe(3) })`,
}

const upperOnce = `
const upper = useGoLambda<string, string>('./cmd/upper')
test('shouts', async () => { expect(await upper.invoke('daniel')).toBe('DANIEL') })`

for (const runner of ['vitest', 'jest'] as const) {
  for (const [name, body] of Object.entries({ ...passing, ...failing, retried: retried[runner] })) {
    project.suite(runner, name, body)
  }
}
// Without any import of the runner's own names.
for (const door of ['vitest', 'jest']) {
  project.write(`${door}-globals/globals.test.ts`, `import { useGoLambda } from 'use-go-lambda/${door}'\n${upperOnce}`)
}
project.suite('jest', '../jest-bare/bare', upperOnce)
project.suite(
  'jest',
  '../jest-fake/fake',
  `${passing['clock']?.replace(/.*timers.useFakeTimers.*\n/, '').replace(/.*timers.useRealTimers.*\n/, '')}`,
)

project.write(
  'vitest.config.mjs',
  `export default { test: { reporters: ['default', ['json', { outputFile: 'vitest.json' }]], maxWorkers: 4, projects: [
  { test: { name: 'main', include: ['vitest/*.test.ts'] } },
  { test: { name: 'globals', include: ['vitest-globals/*.test.ts'], globals: true, pool: 'threads' } },
  { test: { name: 'vm', include: ['vitest/{describes,clock,handles,inside}.test.ts'], pool: 'vmThreads' } },
] } }`,
)
const jestProject = (displayName: string, folder: string, more: object = {}) => ({
  displayName,
  rootDir: project.path,
  testMatch: [`<rootDir>/${folder}/*.test.ts`],
  transform: swc,
  ...more,
})
project.write(
  'jest.config.json',
  JSON.stringify({
    maxWorkers: 4,
    workerIdleMemoryLimit: '1GB',
    projects: [
      jestProject('main', 'jest'),
      jestProject('globals', 'jest-globals'),
      jestProject('bare', 'jest-bare', { injectGlobals: false }),
      jestProject('fake', 'jest-fake', { fakeTimers: { enableGlobally: true } }),
    ],
  }),
)

describe.each(['vitest', 'jest'] as const)('in %s', (runner) => {
  let ended: Ended
  let report: Report
  let builds: GoBuild[]

  beforeAll(async () => {
    const before = project.goBuilds().length
    // A binary that the other runner's run has built would be used again.
    rmSync(project.cache, { recursive: true, force: true })
    ended = await project.run(
      runner,
      runner === 'vitest' ? [] : ['--json', '--outputFile=jest.json', '--colors=false'],
      {
        path,
      },
    )
    builds = project.goBuilds().slice(before)
    report = project.json(`${runner}.json`)
  })

  test.each(Object.keys(passing))('the suite %s passes', (name) => {
    const others = statuses(report, name).filter((status) => !status.endsWith(': passed'))
    expect(others, sectionOf(runner, ended.text, name)).toEqual([])
    expect(statuses(report, name)).not.toEqual([])
  })

  test('a retried test meets the same process', () => {
    expect(statuses(report, 'retried')).toEqual(['meets the same warm process: passed'])
  })

  test('with and without globals it is the same', () => {
    expect(statuses(report, 'globals')).toEqual(['shouts: passed'])
    if (runner === 'jest') expect(statuses(report, 'bare')).toEqual(['shouts: passed'])
  })

  const alsoFaked = runner === 'jest' ? ['fake'] : []
  test.each(alsoFaked)('timers that are faked everywhere from the start change nothing (%s)', (name) => {
    expect(statuses(report, name), ended.text).toEqual([
      'a function is started and invoked: passed',
      'a deadline passes all the same: passed',
      'a restart goes through: passed',
    ])
  })

  test('a package is built once for all workers, also one that does not compile', () => {
    const expected = ['upper', 'echo', 'counts', 'ignores-deadline', 'exits-at-start', 'exits']
    expect(builds.map(({ folder }) => folder).sort(), JSON.stringify(builds, null, 1)).toEqual(
      [
        ...[...expected, 'fails-with-error', 'fails-with-custom-type'].map((name) => `cmd/${name}`),
        'broken',
        'panics',
      ].sort(),
    )
  })

  test('a package that does not compile is told once per file, with the tests that it stopped', () => {
    const told = `GoBuildError: ./broken does not compile
  | # broken
  | ./main.go:4:6: declared and not used: length
  | ./main.go:4:19: cannot use "three" (untyped string constant) as int value in variable declaration
  | ./main.go:5:6: undefined: lenght
  → fix the lines above; their paths are relative to the package's folder
`
    const first = sectionOf(runner, ended.text, 'broken-build')
    const second = sectionOf(runner, ended.text, 'broken-again')
    for (const section of [first, second]) expect(countOf(section, 'cannot use "three"')).toBe(1)
    if (runner === 'vitest') {
      expect(first).toContain(
        `${told}  stopped: "first of the broken", "second of the broken", "third of the broken"\n`,
      )
      expect(second).toContain(`${told}  stopped: "another file’s test"\n`)
      expect(statuses(report, 'broken-build').filter((status) => status.includes('failed'))).toEqual([])
    } else {
      const elsewhere =
        'LambdaSuiteError: ./broken is not there to be tested: see the failure of "first of the broken"\n'
      expect(first).toContain(`● first of the broken\n\n${indented(told)}`)
      expect(first).toContain(`● second of the broken\n\n${indented(elsewhere)}`)
      expect(first).toContain(`● deeper › third of the broken\n\n${indented(elsewhere)}`)
      expect(second).toContain(`● another file’s test\n\n${indented(told)}`)
      expect(statuses(report, 'broken-build').filter((status) => status.includes('passed'))).toEqual([])
    }
  })

  test('a function that does not start is told once per file, its output shown', () => {
    const section = sectionOf(runner, ended.text, 'no-start')
      .replaceAll(/after \d+ ms/g, 'after N ms')
      .replaceAll(/127.0.0.1:\d+/g, '127.0.0.1:N')
    const told = `LambdaStartError: ./cmd/exits-at-start exited with code 3 after N ms, before it could answer Function.Ping on 127.0.0.1:N
  | reading the configuration
  | configuration: TABLE_NAME is not set
  → its output above says why; variables that it needs go into { env }
`
    const pointing = `LambdaStartError: ./cmd/exits-at-start did not start at its first invocation in this file, where the reason is shown
  → mend that first; restart() makes the next invocation try again
`
    expect(section).toContain(runner === 'jest' ? indented(told) : told)
    expect(section).toContain(runner === 'jest' ? indented(pointing) : pointing)
    expect(countOf(section, 'TABLE_NAME')).toBe(1)
    expect(statuses(report, 'no-start')).toEqual(['first without a start: failed', 'second without a start: failed'])
  })

  test('errors of functions read well, and the function lives on', () => {
    const section = sectionOf(runner, ended.text, 'errors')
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
      .replaceAll(project.path.slice(1).replace(/^.*\//, ''), 'project')
    const told = [
      'LambdaPayloadError: the payload cannot be sent as JSON: NaN at $.items[0].price\n  → JSON has finite numbers only: send null or a string\n',
      'LambdaFunctionError: the table is gone\n',
      'LambdaFunctionError: name: must not be empty\n',
      'LambdaFunctionError: no price for "moon"\n',
      'LambdaExitError: RequestId: ID Error: Runtime exited with error: exit status 3\n  | no licence\n  → ./cmd/exits ended before it answered; its output above says why. It starts anew at the next invocation\n',
    ]
    for (const text of told) expect(section).toContain(runner === 'jest' ? indented(text) : text)
    if (runner === 'jest') {
      expect(section).toContain(`LambdaFunctionError: no price for "moon"

    ./panics in this test: 1 invocation
      request: {"with":"deep"}
      environment: ended after its panic (cold start)
        at (*List).Of (project/panics/internal/price/price.go:20)
        at Total (project/panics/internal/orders/orders.go:17)
        at handle (panics/main.go:56)
`)
    } else {
      expect(section).toContain(`LambdaFunctionError: no price for "moon"

./panics in this test: 1 invocation
  request: {"with":"deep"}
  environment: ended after its panic (cold start)
 ❯ (*List).Of project/panics/internal/price/price.go:20:1
 ❯ Total project/panics/internal/orders/orders.go:17:1
 ❯ handle panics/main.go:56:1
`)
    }
    expect(statuses(report, 'errors')).toEqual([
      ...['payload', 'error', 'custom', 'panic', 'exit'].map((title) => `${title}: failed`),
      'lives on: passed',
    ])
  })

  test('nothing is left', () => {
    expect(project.processes()).toEqual([])
    expect(project.reservations()).toEqual([])
  })
})

/** What the runner prints of one file's failures. */
function sectionOf(runner: RunnerName, text: string, name: string): string {
  const file = `${runner}/${name}.test.ts`
  if (runner === 'vitest') {
    const failures = text.slice(text.search(/⎯ Failed (Suites|Tests)/)).split(/⎯{20,}\[\d+\/\d+\]⎯/)
    return failures.filter((failure) => failure.includes(` FAIL  |main| ${file}`)).join('\n')
  }
  const [details = ''] = text.split('Summary of all failing tests')
  return details.split(/^(?=PASS |FAIL )/m).find((section) => section.startsWith(`FAIL main ${file}`)) ?? ''
}

/** As Jest indents what it prints. */
function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '    ')
}
