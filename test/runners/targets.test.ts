import { execFileSync, spawn } from 'node:child_process'
import { rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { outerVariables, Project, type RunnerName, swc } from './project.ts'

const names = ['upper', 'panics', 'prints-lines', 'ignores-deadline', 'log-fatals']
const arnOf = (name: string) => `arn:aws:lambda:eu-west-1:123456789012:function:${name}`

/** No word of where the functions run, but for the one test that a deployed one cannot do. */
const suite = `const upper = useGoLambda<unknown, string>('./upper')
const panics = useGoLambda('./panics')
const prints = useGoLambda('./prints-lines', { env: { TABLE: 'orders' } })
const slow = useGoLambda('./ignores-deadline', { timeoutMs: 200 })
const fatal = useGoLambda('./log-fatals')
const fails = (promise) => promise.then((answer) => { throw new Error('answered ' + answer) }, (error) => error)
const unlessRemote = upper.isRemote ? test.skip : test

test('answers', async () => {
  expect(await upper.invoke('daniel')).toMatchSnapshot()
  expect(await prints.invokeDetailed({ lines: 2, label: 'zeile' })).toMatchSnapshot()
  expect(await upper.send({ Payload: '"daniel"', LogType: 'Tail' })).toMatchSnapshot()
})
test('errors', async () => {
  expect(await fails(upper.invoke({ no: 'text' }))).toMatchSnapshot()
  expect(await fails(panics.invoke({ with: 'deep' }))).toMatchSnapshot()
  expect(await fails(slow.invoke(60_000))).toMatchSnapshot()
  expect(await fails(fatal.invoke('no table'))).toMatchSnapshot()
})
unlessRemote('restarts', async () => {
  await upper.restart()
  expect(await upper.invoke('again')).toBe('AGAIN')
})
`

/** In Vitest the skip is its own, and a fixture and startGoLambda are pointed there, too. */
const more: Readonly<Record<RunnerName, string>> = {
  vitest: `import { startGoLambda } from 'use-go-lambda'
import { goLambda } from 'use-go-lambda/vitest'
const withFixture = test.extend({ shout: goLambda<string, string>('./upper') })
withFixture('a fixture', async ({ shout }) => {
  expect([await shout.invoke('a'), shout.isRemote]).toEqual(['A', upper.isRemote])
})
const upper = useGoLambda<string, string>('./upper')
test.skipIf(upper.isRemote)('has a process', async () => {
  await upper.start()
  expect(upper.pid).toBeGreaterThan(0)
})
test('started', async () => {
  const started = await startGoLambda<string, string>('./upper')
  expect([await started.invoke('b'), started.isRemote]).toEqual(['B', upper.isRemote])
  await started.stop()
})
`,
  jest: `const upper = useGoLambda<string, string>('./upper')
test('another file', async () => { expect(await upper.invoke('c')).toBe('C') })
`,
}

const project = new Project()
const path = project.watchGo()
/** What serves the functions "on AWS": another process, until its standard input ends. */
const cloud = `import { startGoLambda, startInvokeEndpoint } from 'use-go-lambda'
const options = { 'ignores-deadline': { timeoutMs: 200 } }
const lambdas = await Promise.all(${JSON.stringify(names)}.map((name) => startGoLambda('./' + name, { ...options[name], start: 'lazy' })))
const endpoint = await startInvokeEndpoint(lambdas)
console.log(endpoint.url)
process.stdin.resume().once('end', async () => {
  await Promise.all([endpoint, ...lambdas].map((each) => each.stop()))
})
`

let stopCloud: () => Promise<unknown>
let account: Readonly<Record<string, string>>

beforeAll(async () => {
  for (const name of names) project.lambda(name, `../${name}`) // some import packages of their own by that path
  for (const runner of ['vitest', 'jest'] as const) {
    project.suite(runner, 'shop', suite)
    project.suite(runner, 'more', more[runner])
  }
  project.write(
    'vitest.config.mjs',
    `import { goLambdaPlugin } from 'use-go-lambda/vitest'
export default { plugins: [goLambdaPlugin()], test: { include: ['vitest/*.test.ts'], maxWorkers: 2 } }`,
  )
  project.write(
    'jest.config.mjs',
    `import { withGoLambda } from 'use-go-lambda/jest/config'
export default withGoLambda({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: ${JSON.stringify(swc)}, maxWorkers: 2, workerIdleMemoryLimit: '8GB' })`,
  )
  project.write('config/deployed.json', JSON.stringify(Object.fromEntries(names.map((name) => [name, arnOf(name)]))))
  project.write(
    'config/binary.json',
    JSON.stringify({ './upper': { binary: '../dist/upper/bootstrap' }, panics: '../panics' }),
  )
  execFileSync('go', ['build', '-o', 'dist/upper/bootstrap', './upper'], { cwd: project.path })
  project.write('cloud.mjs', cloud)
  const child = spawn(process.execPath, ['cloud.mjs'], {
    cwd: project.path,
    env: { ...outerVariables(), USE_GO_LAMBDA_CACHE: join(project.path, '.cloud') },
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = new Promise((resolve) => child.once('close', resolve))
  stopCloud = () => {
    child.stdin.end()
    return ended
  }
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
    child.once('close', () => reject(new Error('the cloud did not open')))
  })
  account = {
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
    AWS_EC2_METADATA_DISABLED: 'true',
    NODE_NO_WARNINGS: '1',
  }
})
afterAll(async () => {
  await stopCloud?.()
  await project.remove()
})

const pointedAt = (file: string) => ({ ...account, USE_GO_LAMBDA_TARGETS: join(project.path, 'config', file) })
const builtBy = async (run: () => Promise<unknown>) => {
  const before = project.goBuilds().length
  await run()
  return project.goBuilds().slice(before)
}

describe.each(['vitest', 'jest'] as const)('one suite in %s', (runner) => {
  const run = (
    variables: Readonly<Record<string, string>>,
    args: readonly string[] = runner === 'jest' ? ['--ci'] : [],
  ) => project.run(runner, args, { path, variables })

  test('is tested as it is written, and keeps snapshots', async () => {
    const { code, text } = await run({}, runner === 'jest' ? ['--ci=false'] : ['-u'])
    expect(code, text).toBe(0)
    expect(project.read(`${runner}/__snapshots__/shop.test.ts.snap`)).toContain('zeile 2 of 2')
  })

  test('without the AWS SDK says what to install, once per file', async () => {
    haveSdk(false)
    const { code, text } = await run(pointedAt('deployed.json'), ['shop'])
    expect(code).toBe(1)
    expect(text).toContain(
      'LambdaRemoteError: ./upper is a deployed function in this run, which is invoked through @aws-sdk/client-lambda: it is not installed',
    )
    expect(text).toContain('→ npm install --save-dev @aws-sdk/client-lambda')
  })

  test('passes against the deployed functions with the same snapshots, builds nothing, and says once what it calls', async () => {
    haveSdk(true)
    const built = await builtBy(async () => {
      const { code, text, stderr } = await run(pointedAt('deployed.json'))
      expect(code, text).toBe(0)
      expect(text).not.toMatch(/written|obsolete|updated/)
      const said = stderr.split('\n').filter((line) => line.startsWith('use-go-lambda: '))
      const host = account['AWS_ENDPOINT_URL_LAMBDA']?.slice('http://'.length)
      expect(said.sort()).toEqual([
        'use-go-lambda: env of ./prints-lines has no effect on the deployed function prints-lines',
        ...[...names]
          .sort()
          .map(
            (name) =>
              `use-go-lambda: this run calls the deployed function ${name} (account 123456789012, region eu-west-1, at ${host}) with your AWS credentials`,
          ),
        'use-go-lambda: timeoutMs of ./ignores-deadline has no effect on the deployed function ignores-deadline',
      ])
      expect(text).toMatch(runner === 'jest' ? /1 skipped/ : /2 skipped/)
    })
    expect(built).toEqual([])
  })

  test('passes against a binary and another package, with the same snapshots', async () => {
    const built = await builtBy(async () => {
      const { code, text } = await run(pointedAt('binary.json'))
      expect(code, text).toBe(0)
      expect(text).not.toMatch(/written|obsolete|updated/)
    })
    expect(built.filter(({ args }) => args.includes('/upper'))).toEqual([])
  })

  test('says what is wrong with its targets', async () => {
    const { code, text } = await run(pointedAt('nowhere.json'), ['more'])
    expect(code).toBe(1)
    expect(text).toContain(
      `USE_GO_LAMBDA_TARGETS names ${project.path}/config/nowhere.json, which cannot be read (ENOENT)`,
    )
  })

  test('shows a failed invocation with what it sent, and that it ran on AWS', async () => {
    project.suite(
      runner,
      'fails',
      `const upper = useGoLambda<string, string>('./upper', { target: '${arnOf('upper')}' })
test('is wrong', async () => { expect(await upper.invoke('daniel')).toBe('DAN') })
`,
    )
    const { code, text } = await run(account, ['fails'])
    expect(code).toBe(1)
    expect(text).toContain('./upper in this test: 1 invocation')
    expect(text).toMatch(/request: "daniel"\n.*answer: "DANIEL"\n.*environment: on AWS \(warm\)/)
  })
})

/** The user's own SDK: there, or not. */
function haveSdk(isThere: boolean): void {
  const place = join(project.path, 'node_modules/@aws-sdk')
  rmSync(place, { force: true })
  if (isThere) symlinkSync(join(import.meta.dirname, '../../node_modules/@aws-sdk'), place)
}
