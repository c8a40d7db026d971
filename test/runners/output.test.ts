import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { Project, type RunnerName, swc } from './project.ts'
import type { Report } from './report.ts'

const project = new Project()
afterAll(() => project.remove())

project.lambda('upper')
for (const runner of ['vitest', 'jest'] as const) {
  project.suite(
    runner,
    'slow-build',
    `const upper = useGoLambda<string, string>('./cmd/upper')
test('shouts', async () => { expect(await upper.invoke('daniel')).toBe('DANIEL') })
`,
  )
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'] } }`)
project.write('jest.config.json', JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }))
const path = project.watchGo({ delayS: 3 })

const ways: [string, RunnerName, string[]][] = [
  ['vitest run --reporter=json', 'vitest', ['--reporter=json']],
  ['jest --json', 'jest', ['--json']],
]

describe.each(ways)('%s', (_, runner, args) => {
  test('has JSON only on stdout although a build takes long; progress is on stderr', async () => {
    // A binary that another run has built is used again.
    rmSync(project.cache, { recursive: true, force: true })
    const { stdout, stderr } = await project.run(runner, args, { path })
    const report: Report = JSON.parse(stdout)
    expect([report.success, report.numTotalTests, report.numPassedTests]).toEqual([true, 1, 1])
    expect(stderr).toMatch(/^building \.\/cmd\/upper … 2 s$/m)
    expect(stderr).toMatch(/^built \.\/cmd\/upper in \d+\.\d s$/m)
  })
})
