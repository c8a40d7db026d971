import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Project, type RunnerName, swc } from './project.ts'

// Two checkouts of one repository, in different folders.
const checkouts = [new Project(), new Project()]
afterAll(() => Promise.all(checkouts.map((project) => project.remove())))

for (const project of checkouts) {
  // At the top of the module, as in test/lambdas: some import packages of their own by that path.
  for (const name of ['upper', 'panics', 'log-fatals', 'ignores-deadline']) project.lambda(name, `../${name}`)
  for (const runner of ['vitest', 'jest'] as const) {
    project.suite(
      runner,
      'results',
      `const upper = useGoLambda<unknown, string>('./upper')
const panics = useGoLambda('./panics')
const fatal = useGoLambda('./log-fatals')
const slow = useGoLambda('./ignores-deadline', { timeoutMs: 200 })
const fails = (promise) => promise.then((answer) => { throw new Error('answered ' + answer) }, (error) => error)

test('a detailed result', async () => {
  const result = await upper.invokeDetailed('daniel')
  expect(result).toMatchSnapshot()
  // The mark is seen by nobody else.
  expect(result).toEqual({ ...result })
  expect(result).toStrictEqual({ ...result })
  expect(Object.keys(result)).toContain('coldStart')
  expect([result, { nested: result }]).toMatchSnapshot()
})
test('an answer of send()', async () => {
  const sent = await upper.send({ Payload: '"daniel"', LogType: 'Tail' })
  expect(sent).toMatchSnapshot()
  expect({ ...sent }).toStrictEqual({ ...sent, $metadata: { ...sent.$metadata } })
  expect(await upper.send({ InvocationType: 'DryRun' })).toMatchSnapshot()
  expect(await fatal.send({ Payload: '"no table"', LogType: 'Tail' })).toMatchSnapshot()
})
test('errors', async () => {
  expect(await fails(upper.invoke({ no: 'text' }))).toMatchSnapshot()
  expect(await fails(panics.invoke({ with: 'deep' }))).toMatchSnapshot()
  expect(await fails(fatal.invoke('no table'))).toMatchSnapshot()
  expect(await fails(slow.invoke(60_000))).toMatchSnapshot()
  await expect(panics.invoke({ with: 'string' })).rejects.toMatchSnapshot()
})
test('what is no result of ours is printed as ever', () => {
  expect({ code: 'LAMBDA_TIMEOUT', requestId: 'x' }).toMatchSnapshot()
  expect(new Error('plain')).toMatchSnapshot()
})
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
}

function snapshotOf(project: Project, runner: RunnerName): string {
  return readFileSync(join(project.path, runner, '__snapshots__/results.test.ts.snap'), 'utf8')
}

describe.each(['vitest', 'jest'] as const)('in %s', (runner) => {
  beforeAll(async () => {
    for (const project of checkouts) {
      const { code, text } = await project.run(runner, runner === 'jest' ? ['--ci=false'] : ['-u'])
      expect(code, text).toBe(0)
    }
  })

  test('the file is the same byte for byte in two checkouts', () => {
    const [first = '', second] = checkouts.map((project) => snapshotOf(project, runner))
    expect(second).toBe(first)
    expect(first).not.toMatch(/\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}|\/tmp\//)
  })

  test('another run finds nothing to change', async () => {
    const [project] = checkouts
    const { code, text } = (await project?.run(runner, runner === 'jest' ? ['--ci'] : [])) ?? {}
    expect(code, text).toBe(0)
    expect(text).not.toMatch(/written|obsolete|updated/)
  })

  test('it reads', () => {
    const [project] = checkouts
    const text = project === undefined ? '' : snapshotOf(project, runner)
    expect(text.replace(/^\/\/ .*\n\n/, '').replaceAll('errors > ', 'errors ')).toMatchSnapshot()
  })
})

test('both runners print the same', () => {
  const [project] = checkouts
  const values = (runner: RunnerName) =>
    (project === undefined ? '' : snapshotOf(project, runner))
      .split('\n')
      .filter((line) => !/^(\/\/|exports\[)/.test(line))
  expect(values('jest')).toEqual(values('vitest'))
})
