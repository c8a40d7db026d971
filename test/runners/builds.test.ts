import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { Project, type RunnerName, swc } from './project.ts'

const project = new Project()
afterAll(() => project.remove())
const path = project.watchGo()
const names = ['a', 'b', 'c', 'd', 'e', 'f']

for (const name of names) {
  project.lambda('upper', name)
  for (const runner of ['vitest', 'jest'] as const) {
    project.suite(
      runner,
      name,
      `const lambda = useGoLambda<string, string>('./cmd/${name}')
test('${name} shouts', async () => { expect(await lambda.invoke('daniel')).toBe('DANIEL') })
`,
    )
  }
}
project.write(
  'vitest.config.mjs',
  `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { include: ['vitest/*.test.ts'], maxWorkers: 3 } }`,
)
project.write('plain.config.mjs', `export default { test: { include: ['vitest/*.test.ts'], maxWorkers: 3 } }`)
project.write(
  'jest.config.mjs',
  `import { withGoLambda } from 'use-go-lambda/jest/config'
export default withGoLambda({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: ${JSON.stringify(swc)}, maxWorkers: 3 })`,
)

async function passes(runner: RunnerName, args: readonly string[] = []) {
  const { code, text } = await project.run(runner, args, { path })
  expect(code, text).toBe(0)
}

/** What was built since the last time it was asked. */
function builds(): string[] {
  const all = project.goBuilds().map(({ args }) => args)
  rmSync(join(project.path, 'go.log'), { force: true })
  return all
}

beforeEach(() => {
  rmSync(project.cache, { recursive: true, force: true })
  rmSync(join(project.path, 'go.log'), { force: true })
})

describe.each(['vitest', 'jest'] as const)('%s, configured', (runner) => {
  test('builds six functions that no run has seen in one go build, and nothing the next time', async () => {
    await passes(runner)
    expect(builds()).toEqual([expect.stringMatching(/^build .*( \/\S+\/cmd\/[a-f]){6}$/)])
    await passes(runner)
    expect(builds()).toEqual([])
  })

  test('builds what was edited, and nothing else', async () => {
    await passes(runner)
    builds()
    const main = readFileSync(join(project.path, 'cmd/c/main.go'), 'utf8')
    project.write('cmd/c/main.go', main.replace('ToUpper', 'ToLower'))
    try {
      const { text } = await project.run(runner, [], { path })
      expect(text).toMatch(/daniel/)
      expect(builds()).toHaveLength(1)
    } finally {
      project.write('cmd/c/main.go', main)
    }
  })

  test('of a run of one file it builds that one function', async () => {
    await passes(runner, [runner === 'vitest' ? 'vitest/b.test.ts' : 'jest/b.test.ts'])
    expect(builds()).toEqual([expect.stringMatching(/\/cmd\/b$| -o \S+\/b \.$/)])
  })
})

test('without configuration six functions are built once each, and nothing the next time', async () => {
  await passes('vitest', ['--config', 'plain.config.mjs'])
  expect(builds()).toHaveLength(6)
  await passes('vitest', ['--config', 'plain.config.mjs'])
  expect(builds()).toEqual([])
})
