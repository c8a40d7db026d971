import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { killAll, processesWith } from '../runners/processes.ts'
import { outerVariables, plain } from '../runners/project.ts'

const checkout = join(import.meta.dirname, '../..')
const example = join(checkout, 'example-go-lambda')
const folder = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-stages-')))
const zip = join(folder, 'upper.zip')
const env = { ...outerVariables(), CI: 'true', USE_GO_LAMBDA_CACHE: join(folder, 'cache') }

/** As a deployment makes it: without net/rpc, for Linux, in a zip. */
beforeAll(() => {
  const bootstrap = join(folder, 'build/bootstrap')
  mkdirSync(join(folder, 'build'))
  const flags = ['-buildvcs=false', '-tags', 'lambda.norpc', '-o', bootstrap]
  const options = { cwd: example, stdio: 'pipe' as const, env: { ...process.env, CGO_ENABLED: '0' } }
  execFileSync('go', ['build', ...flags, './cmd/upper'], options)
  const gozip = join(checkout, 'test/artifact/artefacts/gozip')
  execFileSync('go', ['run', '.', '-modes', zip, bootstrap], { cwd: gozip, stdio: 'pipe' })
})

let served: ChildProcess | undefined
afterEach(async () => {
  if (served === undefined) return
  served.kill('SIGTERM')
  if (served.exitCode === null) await once(served, 'exit')
  served = undefined
})
afterAll(async () => {
  killAll(folder)
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
})

/** The example's suites of `upper`, pointed at what the file says, in each runner. */
function run(targets: unknown, variables: Readonly<Record<string, string>> = {}): void {
  const file = join(folder, 'targets.json')
  writeFileSync(file, JSON.stringify(targets))
  for (const runner of ['vitest', 'jest']) {
    const snapshots = join(example, `test/${runner}/__snapshots__/upper.test.ts.snap`)
    const before = readFileSync(snapshots, 'utf8')
    const { status, stdout, stderr } = spawnSync('npm', ['run', `test:${runner}`, '--', 'upper'], {
      cwd: example,
      env: { ...env, ...variables, USE_GO_LAMBDA_TARGETS: file },
      encoding: 'utf8',
    })
    const text = plain(`${stdout}${stderr}`)
    expect(status, text).toBe(0)
    expect(text).toMatch(/Tests:? +7 passed/)
    expect(text).not.toMatch(/obsolete|written|updated|skipped/)
    expect(readFileSync(snapshots, 'utf8')).toBe(before)
  }
}

test('on the laptop: the package', () => {
  run({})
  expect(processesWith(folder)).toEqual([])
})

test('in CI: the zip that will be deployed, over the Runtime API', () => {
  run({ 'cmd/upper': zip })
  expect(processesWith(folder)).toEqual([])
})

test('after the deploy: the function that runs elsewhere, through the AWS SDK', async () => {
  served = spawn(process.execPath, [join(checkout, 'dist/cli.mjs'), 'serve', zip], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let text = ''
    for (const stream of [served?.stdout, served?.stderr]) {
      stream?.setEncoding('utf8').on('data', (piece: string) => {
        text += piece
        const found = /--endpoint-url (http:\/\/127\.0\.0\.1:\d+)/.exec(text)?.[1]
        if (found !== undefined) resolve(found)
      })
    }
    served?.once('exit', () => reject(new Error(`serve ended: ${text}`)))
  })
  run(
    { 'cmd/upper': 'arn:aws:lambda:eu-central-1:123456789012:function:upper' },
    {
      AWS_ENDPOINT_URL_LAMBDA: url,
      AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
      AWS_EC2_METADATA_DISABLED: 'true',
    },
  )
})
