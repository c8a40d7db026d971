import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { poll } from '../runners/processes.ts'
import { InstalledProject } from './installed-project.ts'
import {
  acceptedSuite,
  deployabilityFailure,
  deployabilitySuite,
  refusals,
  refusedSuite,
  resolutions,
  typedSuite,
  typesFile,
} from './type-suites.ts'

const project = new InstalledProject()
const jest = 'node_modules/jest/bin/jest.js'
const transform = { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] }
const told = /^use-go-lambda: ended 1 process that a suite left running: \.\/cmd\/upper \(pid \d+\)$/m

beforeAll(async () => {
  // How a user's TypeScript is read by Jest is the user's; of ours there is nothing.
  const manifest = { jest: { transform } }
  await project.install(manifest, ['jest', '@swc/jest', '@swc/core', 'typescript', '@types/node'])
  project.goModule()
})
afterAll(() => project.remove())

describe('an empty CommonJS project with Jest', () => {
  test('needs no configuration: builds, answers, keeps a snapshot, leaves nothing', async () => {
    project.write(
      'test/upper.test.ts',
      `import { expect, test } from '@jest/globals'
import { useGoLambda } from 'use-go-lambda/jest'

const lambda = useGoLambda<string, string>('./cmd/upper')

test('shouts', async () => {
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
  expect(await lambda.invoke('a snapshot')).toMatchSnapshot()
})
`,
    )
    project.write(
      'test/plain.test.js',
      `const { useGoLambda } = require('use-go-lambda/jest')
const lambda = useGoLambda('./cmd/upper')
test('shouts in JavaScript', async () => {
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
})
`,
    )
    const first = await project.node(jest, 'test')
    expect(first, first.stderr).toMatchObject({ code: 0, stdout: '' })
    expect(first.stderr).toMatch(/^Tests: {7}2 passed, 2 total$/m)
    expect(first.stderr).toMatch(/1 snapshot written/)
    expect(project.read('test/__snapshots__/upper.test.ts.snap')).toContain('`"A SNAPSHOT"`')

    const second = await project.node(jest, 'test', '--ci')
    expect(second, second.stderr).toMatchObject({ code: 0, stdout: '' })
    expect(second.stderr).toMatch(/^Snapshots: {3}1 passed, 1 total$/m)
    expect(project.processes()).toEqual([])
  })

  test('in Jest’s mode for ES modules it is the same', async () => {
    const config = { testMatch: ['<rootDir>/test/upper.test.ts'], transform, extensionsToTreatAsEsm: ['.ts'] }
    project.write('esm.config.json', JSON.stringify(config))
    const args = ['--experimental-vm-modules', '--no-warnings', jest, '--config', 'esm.config.json', '--ci']
    const result = await project.run(process.execPath, args)
    expect(result, result.stderr).toMatchObject({ code: 0 })
    expect(result.stderr).toMatch(/^Snapshots: {3}1 passed, 1 total$/m)
    expect(project.processes()).toEqual([])
  })

  test('toBeDeployable tells every reason why an artefact is not', async () => {
    project.write('deployable/deployable.test.ts', deployabilitySuite('use-go-lambda/jest'))
    const result = await project.node(jest, 'deployable')
    expect(result.code).toBe(1)
    expect(result.stderr).toMatch(/^Tests: {7}1 failed, 2 passed, 3 total$/m)
    const told = result.stderr.split('\n').map((line) => line.replace(/^ {4}/, ''))
    expect(told.join('\n')).toContain(deployabilityFailure)
  })

  test('the package brings no other package', () => {
    expect(existsSync(join(project.path, 'node_modules/use-go-lambda/node_modules'))).toBe(false)
    expect(existsSync(join(project.path, 'node_modules/vitest'))).toBe(false)
  })

  test('what sample events need is loaded for the first of them, by require, by import and in Jest', async () => {
    const lines = `const before = process.moduleLoadList.includes('NativeModule zlib')
console.log(before, sampleEvent('cloudwatch-logs').awslogs.data.length > 100)
`
    project.write('sample.cjs', `const { sampleEvent } = require('use-go-lambda')\n${lines}`)
    project.write('sample.mjs', `import { sampleEvent } from 'use-go-lambda'\n${lines}`)
    for (const file of ['sample.cjs', 'sample.mjs']) {
      expect(await project.node(file), file).toEqual({ code: 0, stdout: 'false true\n', stderr: '' })
    }
    const suite = `import { expect, test } from '@jest/globals'
import { sampleEvent } from 'use-go-lambda'

test('gives a sample', () => {
  expect(sampleEvent('cloudwatch-logs').awslogs.data).toHaveLength(476)
})
`
    project.write('samples/sample.test.ts', suite)
    const config = { testMatch: ['<rootDir>/samples/*.test.ts'], transform, extensionsToTreatAsEsm: ['.ts'] }
    project.write('samples.config.json', JSON.stringify(config))
    for (const args of [
      [jest, 'samples'],
      ['--experimental-vm-modules', '--no-warnings', jest, '--config', 'samples.config.json'],
    ]) {
      const result = await project.run(process.execPath, args)
      expect(result, result.stderr).toMatchObject({ code: 0 })
    }
  })

  test('every door that needs no Vitest loads by require and by import', async () => {
    const names = ['use-go-lambda', 'use-go-lambda/gob', 'use-go-lambda/rpc', 'use-go-lambda/jest/config']
    const show = 'console.log(doors.map((door) => typeof door).join())'
    project.write('load.cjs', `const doors = ${JSON.stringify(names)}.map((name) => require(name))\n${show}\n`)
    project.write(
      'load.mjs',
      `const doors = await Promise.all(${JSON.stringify(names)}.map((name) => import(name)))\n${show}\n`,
    )
    for (const file of ['load.cjs', 'load.mjs']) {
      expect(await project.node(file), file).toEqual({ code: 0, stdout: 'object,object,object,object\n', stderr: '' })
    }
  })
})

describe('with our configuration', () => {
  beforeAll(() => {
    project.write(
      'leaves/leaves.test.ts',
      `import { expect, test } from '@jest/globals'
import { startGoLambda } from 'use-go-lambda'

test('forgets a function', async () => {
  const lambda = await startGoLambda('./cmd/upper')
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
})
`,
    )
    // In TypeScript, and with a type, so that it has to be transformed.
    const hook = (what: string) => `import { appendFileSync } from 'node:fs'
import { join } from 'node:path'

export default async function hook(globalConfig: { rootDir: string }, projectConfig: { displayName?: object }): Promise<void> {
  const given: string = [typeof globalConfig.rootDir, typeof projectConfig].join(' ')
  appendFileSync(join(globalConfig.rootDir, 'hooks.txt'), '${what} ' + given + '\\n')
}
`
    project.write('hooks/setup.ts', hook('setup'))
    project.write('hooks/teardown.ts', hook('teardown'))
    // As Node itself reads it.
    for (const what of ['setup', 'teardown'])
      project.write(`hooks/${what}.mjs`, hook(what).replaceAll(/: (string|Promise<void>|\{[^}]*\})(?=[ ,)])/g, ''))
  })
  beforeEach(() => rmSync(join(project.path, 'hooks.txt'), { force: true }))

  const users = `{
  rootDir: __ROOT__,
  testMatch: ['<rootDir>/leaves/*.test.ts'],
  transform: ${JSON.stringify(transform)},
  globalSetup: '<rootDir>/hooks/setup.ts',
  globalTeardown: './hooks/teardown.ts',
}`
  const common = (dir: string) => users.replace('__ROOT__', dir)
  const configurations: [string, string][] = [
    [
      'object.config.cjs',
      `const { withGoLambda } = require('use-go-lambda/jest/config')\nmodule.exports = withGoLambda(${common('__dirname')})\n`,
    ],
    [
      'object.config.mjs',
      `import { withGoLambda } from 'use-go-lambda/jest/config'\nexport default withGoLambda(${common('import.meta.dirname')})\n`,
    ],
    [
      'function.config.cjs',
      `const { withGoLambda } = require('use-go-lambda/jest/config')\nmodule.exports = withGoLambda(async () => (${common('__dirname')}))\n`,
    ],
    [
      'function.config.mjs',
      `import { withGoLambda } from 'use-go-lambda/jest/config'\nexport default withGoLambda(() => (${common('import.meta.dirname')}))\n`,
    ],
    [
      'modules.config.mjs',
      `import { withGoLambda } from 'use-go-lambda/jest/config'\nexport default withGoLambda(${common('import.meta.dirname').replaceAll(/(setup|teardown)\.ts/g, '$1.mjs')})\n`,
    ],
  ]

  test.each(configurations)(
    '%s: the user’s own set-up and teardown run, what a suite left is ended and told',
    async (name, text) => {
      project.write(name, text)
      const result = await project.node(jest, '--config', name, '--runInBand')
      expect(result, result.stderr).toMatchObject({ code: 0 })
      expect(project.read('hooks.txt')).toBe('setup string object\nteardown string object\n')
      expect(result.stderr).toMatch(told)
      expect(project.processes()).toEqual([])
    },
  )

  test('in workers, too, what a suite left is ended and told', async () => {
    const result = await project.node(
      jest,
      '--config',
      'object.config.cjs',
      '--maxWorkers=2',
      '--workerIdleMemoryLimit=1GB',
    )
    expect(result, result.stderr).toMatchObject({ code: 0 })
    const { answer: left } = await poll(
      () => project.processes(),
      ({ length }) => length === 0,
      2_000,
    )
    expect(left).toEqual([])
    expect(result.stderr).toMatch(told)
  })

  test("preset: 'use-go-lambda/jest' does the same where no other preset is", async () => {
    const config = { preset: 'use-go-lambda/jest', testMatch: ['<rootDir>/leaves/*.test.ts'], transform }
    project.write('preset.config.json', JSON.stringify(config))
    const result = await project.node(jest, '--config', 'preset.config.json', '--runInBand')
    expect(result, result.stderr).toMatchObject({ code: 0 })
    expect(result.stderr).toMatch(told)
    expect(project.processes()).toEqual([])
  })

  test('a set-up that fails is told as Jest tells it, and no suite runs', async () => {
    project.write('hooks/fails.ts', `export default function fails(): void { throw new Error('no database') }\n`)
    project.write(
      'fails.config.cjs',
      `const { withGoLambda } = require('use-go-lambda/jest/config')
module.exports = withGoLambda({ ...${common('__dirname')}, globalSetup: '<rootDir>/hooks/fails.ts' })
`,
    )
    const result = await project.node(jest, '--config', 'fails.config.cjs')
    expect(result.code).toBe(1)
    expect(result.stderr).toContain('no database')
    expect(result.stderr).not.toContain('leaves.test.ts')
  })
})

describe.each(resolutions)('TypeScript, %s', (name, options, ending) => {
  test('accepts useGoLambda<string, string> and refuses a wrong payload', async () => {
    const door = 'use-go-lambda/jest'
    const texts = { [`suite.${ending}`]: acceptedSuite(door), [`wrong.${ending}`]: refusedSuite(door) }
    expect(await project.compile(`types/${name}`, texts, { ...options, skipLibCheck: true })).toEqual(
      refusals(`types/${name}/wrong.${ending}`),
    )
  })

  test('takes what a function takes and answers from the file of types', async () => {
    const texts = {
      'go-lambdas.gen.d.ts': typesFile,
      [`typed.${ending}`]: typedSuite('use-go-lambda/jest'),
    }
    expect(await project.compile(`types/${name}-typed`, texts, { ...options, skipLibCheck: true })).toEqual([])
  })
})
