import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Project, type RunnerName, swc } from './project.ts'
import { installed, type Version, versions } from './versions.ts'

const suite = `const upper = useGoLambda<unknown, string>('./upper')
const panics = useGoLambda('./panics')
const fatal = useGoLambda('./log-fatals')
const slow = useGoLambda('./ignores-deadline', { timeoutMs: 200 })
const never = useGoLambda('./exits-at-start')
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
  expect(await fails(never.invoke({}))).toMatchSnapshot()
})
test('values within larger ones', async () => {
  const error = await fails(slow.invoke(60_000))
  expect({
    orders: [{ id: 1, answer: await upper.invokeDetailed('daniel') }, { id: 2, failed: error }],
    text: error.errorMessage,
    sent: new Map([['dry', await upper.send({ InvocationType: 'DryRun' })]]),
  }).toMatchSnapshot()
})
test('with property matchers', async () => {
  expect(await upper.invokeDetailed('daniel')).toMatchSnapshot({ requestId: expect.any(String), durationMs: expect.any(Number) })
  const every = { requestId: expect.any(String), logs: '', durationMs: expect.any(Number), billedDurationMs: expect.any(Number) }
  expect(await upper.invokeDetailed('daniel')).toMatchSnapshot({ ...every, coldStart: expect.any(Boolean) })
  expect(await upper.send({ Payload: '"daniel"' })).toMatchSnapshot({ $metadata: expect.any(Object) })
})
test('inline', async () => {
  expect(await upper.invokeDetailed('daniel')).toMatchInlineSnapshot()
  expect(await fails(fatal.invoke('no table'))).toMatchInlineSnapshot()
})
test('what is no result of ours is printed as ever', () => {
  expect({ code: 'LAMBDA_TIMEOUT', requestId: 'x' }).toMatchSnapshot()
  expect(new Error('plain')).toMatchSnapshot()
  expect('8f5a0c1e-0000-4000-8000-0123456789ab after 8 ms').toMatchSnapshot()
})
`

/** Jest takes the message of an error alone for these, Vitest the error. */
const thrown = `
test('thrown', async () => {
  await expect(upper.invoke({ no: 'text' })).rejects.toThrowErrorMatchingSnapshot()
  await expect(fatal.invoke('no table')).rejects.toThrowErrorMatchingSnapshot()
  await expect(slow.invoke(60_000)).rejects.toThrowErrorMatchingSnapshot()
  await expect(never.restart().then(() => never.invoke({}))).rejects.toThrowErrorMatchingSnapshot()
})
`

const configs: Readonly<Record<RunnerName, [name: string, text: string]>> = {
  vitest: [
    'vitest.config.mjs',
    `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { include: ['vitest/*.test.ts'] } }`,
  ],
  jest: [
    'jest.config.mjs',
    `import { withGoLambda } from 'use-go-lambda/jest/config'
export default withGoLambda({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: ${JSON.stringify(swc)}, prettierPath: null })`,
  ],
}

/** For Jest 29: what a preset does stands beside `withGoLambda` in Jest 30. */
const preset: [name: string, text: string] = [
  'jest.config.mjs',
  `export default { preset: 'use-go-lambda/jest', testMatch: ['<rootDir>/jest/*.test.ts'], transform: ${JSON.stringify(swc)}, prettierPath: null }`,
]

async function projectOf({ id, runner }: Version): Promise<Project> {
  const project = new Project(await installed({ id }))
  // At the top of the module, as in test/lambdas: some import packages of their own by that path.
  for (const name of ['upper', 'panics', 'log-fatals', 'ignores-deadline', 'exits-at-start'])
    project.lambda(name, `../${name}`)
  project.suite(runner, 'results', suite + thrown)
  project.write(...(id === 'jest@29' ? preset : configs[runner]))
  return project
}

/** The file of snapshots, and the suite with those within it. */
function written(project: Project, runner: RunnerName): string[] {
  return ['__snapshots__/results.test.ts.snap', 'results.test.ts'].map((name) =>
    readFileSync(join(project.path, runner, name), 'utf8'),
  )
}

/** What was printed, whatever stands above and around it; that of `thrown` is another in each runner. */
function valuesOf(project: Project, runner: RunnerName): string[] {
  const [file = '', inline = ''] = written(project, runner)
  const printed = file
    .split('\n\n')
    .filter((part) => part.startsWith('exports[') && !part.startsWith('exports[`thrown'))
  return [
    ...printed.map((part) => part.replace(/^.* = /, '')),
    inline.replace(/^import .*\n/gm, '').replace(/\s+/g, ' '),
  ]
}

const values = new Map<string, string[]>()

describe.each(versions)('$title', (version) => {
  const { id, runner } = version
  // Two checkouts of one repository, in different folders; of releases beside those of this checkout one.
  const checkouts: Project[] = []
  beforeAll(async () => {
    const count = id === 'vitest@4' || id === 'jest@30' ? 2 : 1
    for (let number = 1; number <= count; number++) {
      const project = await projectOf(version)
      checkouts.push(project)
      const { code, text } = await project.run(runner, runner === 'jest' ? ['--ci=false'] : ['-u'])
      expect(code, text).toBe(0)
      values.set(id, valuesOf(project, runner))
    }
  })
  afterAll(() => Promise.all(checkouts.map((project) => project.remove())))

  test('what is written is the same byte for byte in two checkouts, and holds nothing of one run', () => {
    const [first = [], second = first] = checkouts.map((project) => written(project, runner))
    expect(second).toEqual(first)
    const ours = first.join('\n').replaceAll('8f5a0c1e-0000-4000-8000-0123456789ab after 8 ms', '')
    expect(ours).not.toMatch(/\d{4}-\d\d-\d\d|[0-9a-f]{8}-[0-9a-f]{4}|\/tmp\/|127\.0\.0\.1:\d|after \d+ ms/)
  })

  test('another run finds nothing to change', async () => {
    const { code, text } = (await checkouts[0]?.run(runner, runner === 'jest' ? ['--ci'] : [])) ?? {}
    expect(code, text).toBe(0)
    expect(text).not.toMatch(/written|obsolete|updated/)
  })

  if (id !== 'vitest@4' && id !== 'jest@30') return
  test('it reads', () => {
    const [file = ''] = checkouts.slice(0, 1).flatMap((project) => written(project, runner))
    expect(file.replace(/^\/\/ .*\n\n/, '')).toMatchSnapshot()
  })
})

test('every release of both runners prints the same', () => {
  const [first, ...others] = versions.map(({ id }) => values.get(id))
  expect(first).not.toEqual([])
  for (const other of others) expect(other).toEqual(first)
})
