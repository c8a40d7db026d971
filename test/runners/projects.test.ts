import { afterAll, expect, test } from 'vitest'
import { Project } from './project.ts'

const project = new Project()
afterAll(() => project.remove())

project.lambda('upper')
const suite = `const lambda = useGoLambda<string, string>('./cmd/upper')
test('shouts', async () => {
  expect(await lambda.invokeDetailed('daniel')).toMatchSnapshot()
})
`
for (const name of ['alone', 'extending', 'own', 'alone-too']) project.suite('vitest', name, suite)
project.write('vitest/plain.test.ts', `import { test } from 'vitest'\ntest('has no function', () => undefined)\n`)

const masked = `exports[\`shouts 1\`] = \`
DetailedResult {
  "logs": "",
  "response": "DANIEL",
}
\`;`

function configuration(name: string, projects: string, plugins = '[goLambdaPlugin()]'): string {
  project.write(
    name,
    `import { goLambdaPlugin } from 'use-go-lambda/vitest'
const of = (name) => ({ test: { name, include: ['vitest/' + name + '.test.ts'] } })
export default { plugins: ${plugins}, test: { projects: [${projects}] } }
`,
  )
  return name
}

async function run(config: string): Promise<string> {
  const { code, stderr, text } = await project.run('vitest', ['--config', config, '--update'])
  expect(code, text).toBe(0)
  // On a busy machine a build may take longer than the two seconds it is quiet for.
  return stderr.replaceAll(/^(?:building \S+ … \d+ s|built \S+ in [\d.]+ s)\n/gm, '')
}

const snapshot = (name: string) =>
  project.read(`vitest/__snapshots__/${name}.test.ts.snap`).split('\n').slice(2).join('\n').trim()

test('projects that the root’s plugin does not reach are told once, with what that costs and what to do', async () => {
  const config = configuration(
    'some.config.mjs',
    `of('alone'), of('plain'), of('alone-too'), { extends: true, ...of('extending') }, { plugins: [goLambdaPlugin()], ...of('own') }`,
  )
  expect(await run(config)).toBe(
    'use-go-lambda: goLambdaPlugin() of the root configuration does not reach the projects "alone" and "alone-too": their ' +
      'snapshots of functions hold ids and times that change; give them `extends: true`, or the plugin in `plugins` of their own\n',
  )
  expect(snapshot('extending')).toBe(masked)
  expect(snapshot('own')).toBe(masked)
  expect(snapshot('alone')).toContain('"requestId": ')
})

test('one of them is told of as one', async () => {
  expect(await run(configuration('one.config.mjs', `of('alone'), of('plain')`))).toBe(
    'use-go-lambda: goLambdaPlugin() of the root configuration does not reach the project "alone": its snapshots of ' +
      'functions hold ids and times that change; give it `extends: true`, or the plugin in `plugins` of its own\n',
  )
})

test.each([
  ['all have it', `{ extends: true, ...of('extending') }, { plugins: [goLambdaPlugin()], ...of('own') }`, undefined],
  ['those without it use no function', `of('plain'), { extends: true, ...of('extending') }`, undefined],
  ['the root has none', `of('alone'), { plugins: [goLambdaPlugin()], ...of('own') }`, '[]'],
])('nothing is told where %s', async (_, projects, plugins) => {
  expect(await run(configuration('quiet.config.mjs', projects, plugins))).toBe('')
})
