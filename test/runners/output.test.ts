import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { delimiter } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testNeeding } from '../support/needs.ts'
import { outerVariables, Project, type RunnerName, swc } from './project.ts'
import { countOf, type Report } from './report.ts'
import { installed, type Version, versions } from './versions.ts'

/** Vitest 5 writes its JSON to a file, unless it is asked for stdout in the configuration. */
const json: Readonly<Record<RunnerName, string[]>> = { vitest: ['--config=json.config.mjs'], jest: ['--json'] }
// Jest runs few quick files in its own process.
const inWorkers: Readonly<Record<RunnerName, string[]>> = { vitest: [], jest: ['-w=2', '--workerIdleMemoryLimit=2GB'] }

/** Two suites of one function whose build takes longer than three seconds. */
function writeSuites(project: Project, runner: RunnerName): void {
  project.lambda('upper')
  for (const name of ['slow-build', 'slow-too']) {
    project.suite(
      runner,
      name,
      `const upper = useGoLambda<string, string>('./cmd/upper')
test('shouts', async () => { expect(await upper.invoke('daniel')).toBe('DANIEL') })
`,
    )
  }
}

function configure(project: Project, runner: RunnerName, ours: boolean): void {
  const files = {
    vitest: "{ include: ['vitest/*.test.ts'] }",
    jest: JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }),
  }
  const vitest = `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [${ours ? 'goLambdaPlugin()' : ''}], test: ${files.vitest} }`
  const jest = `import { withGoLambda } from 'use-go-lambda/jest/config'
export default ${ours ? `withGoLambda(${files.jest})` : files.jest}`
  project.write(
    'json.config.mjs',
    `import config from './vitest.config.mjs'
export default { ...config, test: { ...config.test, reporters: [['json', { stdout: true }]] } }`,
  )
  project.write(`${runner}.config.mjs`, runner === 'vitest' ? vitest : jest)
  // A binary that another run has built is used again.
  rmSync(project.cache, { recursive: true, force: true })
}

describe.each(versions)('$title', (version: Version) => {
  const { runner } = version
  let project: Project
  let path = ''
  beforeAll(async () => {
    project = new Project(await installed(version))
    writeSuites(project, runner)
    path = project.watchGo({ delayS: 3 })
  })
  afterAll(() => project?.remove())

  const ways: [string, boolean, string[]][] = [
    ['built by a worker', false, inWorkers[runner]],
    ['built ahead by the main process', true, inWorkers[runner]],
  ]
  test.each(ways)(
    '%s: stdout has JSON only, and one process tells on stderr how long a build takes',
    async (_, ours, args) => {
      configure(project, runner, ours)
      const { stdout, stderr } = await project.run(runner, [...json[runner], ...args], { path })
      const report: Report = JSON.parse(stdout)
      expect([report.success, report.numTotalTests, report.numPassedTests]).toEqual([true, 2, 2])
      expect(stderr).toMatch(/^building \.\/cmd\/upper … 2 s$/m)
      expect(stderr).toMatch(/^built \.\/cmd\/upper in \d+\.\d s$/m)
      expect(countOf(stderr, 'building ./cmd/upper … 2 s')).toBe(1)
      expect(countOf(stderr, 'built ./cmd/upper in')).toBe(1)
    },
  )

  if (version.id !== 'vitest@4' && version.id !== 'jest@30') return
  testNeeding('script')('in a terminal the main process rewrites one line', async () => {
    configure(project, runner, true)
    const program = { vitest: 'vitest/vitest.mjs run', jest: 'jest/bin/jest.js -w=2' }[runner]
    const { CI: _, ...variables } = outerVariables()
    const { stdout } = await promisify(execFile)(
      'script',
      ['-qec', `'${process.execPath}' node_modules/${program}`, '/dev/null'],
      {
        cwd: project.path,
        env: {
          ...variables,
          USE_GO_LAMBDA_CACHE: project.cache,
          PATH: [path, process.env['PATH']].join(delimiter),
          TERM: 'xterm',
        },
      },
    )
    expect(stdout).toMatch(/\rbuilding \.\/cmd\/upper … 2 s\x1b\[K/)
    expect(stdout).toMatch(/\rbuilding \.\/cmd\/upper … 3 s\x1b\[K/)
    expect(stdout).toMatch(/\rbuilt \.\/cmd\/upper in \d+\.\d s\x1b\[K\r?\n/)
  })
})
