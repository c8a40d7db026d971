import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { poll } from './processes.ts'
import { Project, type RunnerName, swc } from './project.ts'

const project = new Project()
afterAll(() => project.remove())

const name = 'go-lambdas.gen.d.ts'
const stale = '// Written before the Go code was.\n'
project.lambda('upper', 'a')
for (const runner of ['vitest', 'jest'] as const) {
  project.suite(
    runner,
    'a',
    `const lambda = useGoLambda('./cmd/a')
test('shouts', async () => { expect(await lambda.invoke('daniel')).toBe('DANIEL') })
`,
  )
}
project.write(
  'vitest.config.mjs',
  `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { include: ['vitest/*.test.ts'] } }`,
)
project.write(
  'jest.config.mjs',
  `import { withGoLambda } from 'use-go-lambda/jest/config'
export default withGoLambda({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: ${JSON.stringify(swc)} })`,
)
beforeEach(() => rmSync(join(project.path, name), { force: true }))

const written = "      './cmd/a': { request: string; response: string }\n"

async function runs(runner: RunnerName, variables: Readonly<Record<string, string>>): Promise<string> {
  const { code, text, stderr } = await project.run(runner, [], { variables })
  expect(code, text).toBe(0)
  return stderr
}

describe.each(['vitest', 'jest'] as const)('%s, configured', (runner) => {
  test('makes no file of types that nobody has asked for', async () => {
    expect(await runs(runner, { CI: '' })).not.toContain(name)
    expect(existsSync(join(project.path, name))).toBe(false)
  })

  test('writes one that is stale anew, and says so; the next run finds nothing to do', async () => {
    project.write(name, stale)
    expect(await runs(runner, { CI: '' })).toContain(`use-go-lambda: ${name} follows the Go code again\n`)
    expect(project.read(name)).toContain(written)
    expect(await runs(runner, { CI: '' })).not.toContain(name)
  })

  test('writes nothing with CI set, and says what is stale', async () => {
    project.write(name, stale)
    expect(await runs(runner, { CI: 'true' })).toContain(
      `use-go-lambda: ${name} is stale: run npx use-go-lambda types, and commit it\n`,
    )
    expect(project.read(name)).toBe(stale)
  })
})

test.each([
  ['vitest', []],
  ['jest', ['--watchAll']],
] as const)('%s in watch mode writes it anew when Go code changes, and ends at once', async (runner, args) => {
  project.write(name, stale)
  const watching = project.start(runner, args, { watch: true })
  const becomes = async (text: string) =>
    (
      await poll(
        () => project.read(name),
        (read) => read.includes(text),
        60_000,
      )
    ).answer.includes(text)
  expect(await becomes(written)).toBe(true)
  const main = project.read('cmd/a/main.go')
  project.write(
    'cmd/a/types.go',
    'package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\nfunc init() { lambda.Start(func(n int) (bool, error) { return n > 0, nil }) }\n',
  )
  expect(await becomes('boolean')).toBe(true)
  rmSync(join(project.path, 'cmd/a/types.go'))
  expect(await becomes(written)).toBe(true)
  expect(project.read('cmd/a/main.go')).toBe(main)
  watching.child.kill('SIGINT')
  await watching.ended
  // A worker outlives it for a moment.
  const { answer: left } = await poll(
    () => project.processes(),
    (processes) => processes.length === 0,
    5_000,
  )
  expect(left).toEqual([])
})
