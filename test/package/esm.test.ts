import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { poll } from '../runners/processes.ts'
import { InstalledProject } from './installed-project.ts'
import {
  acceptedSuite,
  deployabilityFailure,
  deployabilitySuite,
  plainDoors,
  refusals,
  refusedSuite,
  resolutions,
  typedFixture,
  typedSuite,
  typesFile,
} from './type-suites.ts'

const project = new InstalledProject()
const vitest = 'node_modules/vitest/vitest.mjs'

beforeAll(async () => {
  await project.install({ type: 'module' }, ['vitest', 'typescript', '@types/node'])
  project.goModule()
})
afterAll(() => project.remove())

describe('an empty ESM project with Vitest', () => {
  test('needs no configuration: builds, answers, keeps a snapshot, writes nothing else, leaves nothing', async () => {
    project.write(
      'test/upper.test.ts',
      `import { expect, test } from 'vitest'
import { useGoLambda } from 'use-go-lambda/vitest'

const lambda = useGoLambda<string, string>('./cmd/upper')

test('shouts', async () => {
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
  expect(await lambda.invoke('a snapshot')).toMatchSnapshot()
})
`,
    )
    const before = files()
    const first = await project.node(vitest, 'run')
    expect(first, first.stdout + first.stderr).toMatchObject({ code: 0 })
    expect(first.stdout).toMatch(/Snapshots {2}1 written/)
    expect(first.stderr).toBe('')
    expect(files().filter((file) => !before.includes(file))).toEqual(['test/__snapshots__/upper.test.ts.snap'])
    expect(project.read('test/__snapshots__/upper.test.ts.snap')).toContain('`"A SNAPSHOT"`')

    const second = await project.run(process.execPath, [vitest, 'run'], { CI: 'true' })
    expect(second, second.stdout + second.stderr).toMatchObject({ code: 0 })
    expect(second.stdout).not.toMatch(/Snapshots/)
    expect(project.processes()).toEqual([])
  })

  test('the package brings no other package, and nothing runs when it is installed', () => {
    const lock = JSON.parse(project.read('package-lock.json')).packages['node_modules/use-go-lambda']
    expect(lock.dependencies).toBeUndefined()
    expect(lock.optionalDependencies).toBeUndefined()
    expect(existsSync(join(project.path, 'node_modules/use-go-lambda/node_modules'))).toBe(false)
    const { scripts } = JSON.parse(project.read('node_modules/use-go-lambda/package.json'))
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?install$/.test(name))).toEqual([])
    expect(existsSync(join(project.path, 'node_modules/jest'))).toBe(false)
  })

  test('every door loads by import and by require', async () => {
    const names = ['use-go-lambda', 'use-go-lambda/gob', 'use-go-lambda/rpc']
    const show = `console.log(JSON.stringify(doors.map((door) => Object.keys(door).filter((name) => name !== 'default').sort())))`
    project.write(
      'load.mjs',
      `const doors = await Promise.all(${JSON.stringify(names)}.map((name) => import(name)))\n${show}`,
    )
    project.write('load.cjs', `const doors = ${JSON.stringify(names)}.map((name) => require(name))\n${show}`)
    const [imported, required] = [await project.node('load.mjs'), await project.node('load.cjs')]
    expect(imported.stderr + required.stderr).toBe('')
    expect(JSON.parse(required.stdout)).toEqual(JSON.parse(imported.stdout))
    const [main, gob, rpc] = JSON.parse(imported.stdout)
    expect(main).toEqual([
      'CacheFolderError',
      'GoBuildError',
      'GoNotFoundError',
      'LambdaArtifactError',
      'LambdaBinaryError',
      'LambdaClient',
      'LambdaConnectionError',
      'LambdaExitError',
      'LambdaFunctionError',
      'LambdaOptionError',
      'LambdaPayloadError',
      'LambdaPayloadSizeError',
      'LambdaRemoteError',
      'LambdaResponseError',
      'LambdaServiceException',
      'LambdaStartError',
      'LambdaStoppedError',
      'LambdaTimeoutError',
      'LambdaTooManyRequestsError',
      'LambdaUnreachableError',
      'LambdaUnsupportedError',
      'LambdaValidationError',
      'NoFreePortError',
      'PackageNotFoundError',
      'ProcessSurvivedError',
      'SampleEventError',
      'SharedBuildError',
      'deployability',
      'inspectArtifact',
      'invokeRunning',
      'isGoLambdaError',
      'sampleEvent',
      'startGoLambda',
      'startInvokeEndpoint',
    ])
    expect(gob).toEqual(expect.arrayContaining(['Decoder', 'Encoder', 'int64', 'string', 'struct']))
    expect(rpc).toEqual(expect.arrayContaining(['Client']))
  })

  test('toBeDeployable tells every reason why an artefact is not', async () => {
    project.write('deployable/deployable.test.ts', deployabilitySuite('use-go-lambda/vitest'))
    const result = await project.node(vitest, 'run', '--dir', 'deployable')
    expect(result.code).toBe(1)
    expect(result.stdout).toMatch(/Tests {2}1 failed \| 2 passed \(3\)/)
    expect(result.stderr).toContain(deployabilityFailure)
  })

  test('startGoLambda works from both formats, without a runner', async () => {
    const body = `const lambda = await startGoLambda('./cmd/upper')
  console.log(await lambda.invoke('daniel'))
  await lambda.stop()`
    project.write('start.mjs', `import { startGoLambda } from 'use-go-lambda'\n${body}\n`)
    project.write(
      'start.cjs',
      `const { startGoLambda } = require('use-go-lambda')\nasync function main() {\n  ${body}\n}\nmain()\n`,
    )
    for (const file of ['start.mjs', 'start.cjs']) {
      expect(await project.node(file), file).toEqual({ code: 0, stdout: 'DANIEL\n', stderr: '' })
    }
    expect(project.processes()).toEqual([])
  })

  test('npx use-go-lambda is the command', async () => {
    const { version } = JSON.parse(project.read('node_modules/use-go-lambda/package.json'))
    expect(await project.run('npx', ['use-go-lambda', '--version'])).toMatchObject({ code: 0, stdout: `${version}\n` })
    expect(await project.run('npx', ['use-go-lambda', 'invoke', './cmd/upper', '"daniel"'])).toMatchObject({
      code: 0,
      stdout: '"DANIEL"\n',
    })
  })
})

describe('goLambdaPlugin() and the fixture', () => {
  beforeAll(() => {
    project.write(
      'configured/vitest.config.ts',
      `import { goLambdaPlugin } from 'use-go-lambda/vitest'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  plugins: [goLambdaPlugin()],
  test: { root: 'configured', isolate: false, fileParallelism: false },
})
`,
    )
    project.write(
      'configured/fixtures.ts',
      `import { test as base } from 'vitest'
import { type GoLambda, goLambda } from 'use-go-lambda/vitest'

export const test = base.extend<{ ofFile: GoLambda<string, string>, ofWorker: GoLambda<string, string> }>({
  ofFile: goLambda('./cmd/upper'),
  ofWorker: goLambda('./cmd/upper', { scope: 'worker', timeoutMs: 2_000 }),
})
export { expect } from 'vitest'
`,
    )
    for (const name of ['first', 'second']) {
      project.write(
        `configured/${name}.test.ts`,
        `import { appendFileSync } from 'node:fs'
import { expect, test } from './fixtures.ts'

test('the first of ${name}', async ({ ofFile, ofWorker }) => {
  expect([await ofFile.invoke('a'), await ofWorker.invoke('b')]).toEqual(['A', 'B'])
  appendFileSync('pids.txt', [ofFile.pid, ofWorker.pid].join(' ') + '\\n')
})
test('the second of ${name}', async ({ ofFile, ofWorker }) => {
  await ofWorker.ping()
  appendFileSync('pids.txt', [ofFile.pid, ofWorker.pid].join(' ') + '\\n')
})
`,
      )
    }
    project.write(
      'leaves/leaves.test.ts',
      `import { startGoLambda } from 'use-go-lambda'
import { expect, test } from 'vitest'

test('forgets a function', async () => {
  const lambda = await startGoLambda('./cmd/upper')
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
})
`,
    )
    project.write(
      'leaves/vitest.config.mjs',
      `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { dir: 'leaves' } }
`,
    )
  })

  test('a fixture lives as long as its file or its worker', async () => {
    const result = await project.node(vitest, 'run', '--config', 'configured/vitest.config.ts')
    expect(result, result.stdout + result.stderr).toMatchObject({ code: 0, stderr: '' })
    const lines = project.read('pids.txt').trim().split('\n')
    const [ofFile, ofWorker] = [0, 1].map((column) => lines.map((line) => line.split(' ')[column]))
    expect(lines).toHaveLength(4)
    expect(ofFile?.[0]).toBe(ofFile?.[1])
    expect(ofFile?.[2]).toBe(ofFile?.[3])
    expect(new Set(ofFile).size).toBe(2)
    expect(new Set(ofWorker).size).toBe(1)
    expect(project.processes()).toEqual([])
  })

  test.each(['forks', 'threads'])('what a suite in %s left is ended, and told', async (pool) => {
    const args = ['run', '--config', 'leaves/vitest.config.mjs', `--pool=${pool}`]
    const result = await project.node(vitest, ...args)
    expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 })
    // The watcher of a worker that has ended may be about to end itself.
    const { answer: left } = await poll(
      () => project.processes(),
      ({ length }) => length === 0,
      2_000,
    )
    expect(left).toEqual([])
    expect(result.stderr).toMatch(
      /^use-go-lambda: ended 1 process that a suite left running: \.\/cmd\/upper \(pid \d+\)\n$/,
    )
  })

  test('it is told also when its worker has ended long before the run', async () => {
    project.write(
      'leaves-early/vitest.config.mjs',
      `import { goLambdaPlugin } from 'use-go-lambda/vitest'
import { BaseSequencer } from 'vitest/node'
class ByName extends BaseSequencer { sort(files) { return files.sort((a, b) => a.moduleId < b.moduleId ? -1 : 1) } }
export default { plugins: [goLambdaPlugin()], test: { dir: 'leaves-early', fileParallelism: false, sequence: { sequencer: ByName } } }
`,
    )
    const leaves = project.read('leaves/leaves.test.ts')
    project.write(
      'leaves-early/a.test.ts',
      leaves
        .replace('\n})', "\n  writeFileSync('left.pid', String(lambda.pid))\n})")
        .replace('import', "import { writeFileSync } from 'node:fs'\nimport"),
    )
    project.write(
      'leaves-early/b.test.ts',
      `import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('runs on until the watcher has ended it', async () => {
  const pid = Number(readFileSync('left.pid', 'utf8'))
  await expect.poll(() => { try { process.kill(pid, 0); return 'alive' } catch { return 'gone' } }, { timeout: 4_000 }).toBe('gone')
})
`,
    )
    const result = await project.node(vitest, 'run', '--config', 'leaves-early/vitest.config.mjs')
    expect(result, result.stdout + result.stderr).toMatchObject({ code: 0 })
    expect(result.stderr).toMatch(
      /^use-go-lambda: ended 1 process that a suite left running: \.\/cmd\/upper \(pid \d+\)\n$/,
    )
  })
})

describe.each(resolutions)('TypeScript, %s', (name, options, ending) => {
  // Vitest itself is an ES module only.
  const suites = ending === 'cts' ? [] : ['use-go-lambda/vitest']
  test.each(suites)('accepts useGoLambda<string, string> and refuses a wrong payload (%s)', async (door) => {
    const texts = { [`suite.${ending}`]: acceptedSuite(door), [`wrong.${ending}`]: refusedSuite(door) }
    expect(await project.compile(`types/${name}`, texts, { ...options, skipLibCheck: true })).toEqual(
      refusals(`types/${name}/wrong.${ending}`),
    )
  })

  test.each(suites)('takes what a function takes and answers from the file of types (%s)', async (door) => {
    const texts = {
      'go-lambdas.gen.d.ts': typesFile,
      [`typed.${ending}`]: typedSuite(door),
      [`fixture.${ending}`]: typedFixture,
    }
    expect(await project.compile(`types/${name}-typed`, texts, { ...options, skipLibCheck: true })).toEqual([])
  })

  test('finds nothing wrong with the declarations of the doors that need no runner', async () => {
    const texts = { [`doors.${ending}`]: plainDoors }
    expect(await project.compile(`types/${name}-doors`, texts, { ...options, skipLibCheck: false })).toEqual([])
  })
})

/** Every file of the project but those in node_modules. */
function files(): string[] {
  return readdirSync(project.path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(project.path.length + 1))
    .filter((file) => !file.startsWith('node_modules/'))
}
