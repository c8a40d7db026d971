import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, symlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { killAll, poll, processesWith } from '../runners/processes.ts'
import { outerVariables, plain } from '../runners/project.ts'
import { isOnPath, testNeeding } from '../support/needs.ts'

const example = join(import.meta.dirname, '../../example-go-lambda')
const fetchScript = join(example, 'dynamodb-local/fetch.mjs')
const cache = realpathSync(mkdtempSync(join(tmpdir(), 'ugl-example-aws-')))
const temporary = join(cache, 'tmp')
mkdirSync(temporary)
const env = { ...outerVariables(), CI: 'true', USE_GO_LAMBDA_CACHE: cache, TMPDIR: temporary }
afterAll(async () => {
  killAll(cache)
  await rm(cache, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
})

// Nothing is downloaded here. Where Java is missing, that is what to install first.
const engine = {
  name: 'DynamoDB Local: npm run example:aws fetches it',
  isThere: !isOnPath('java') || spawnSync(process.execPath, [fetchScript, '--check']).status === 0,
}
const testStore = testNeeding('java', engine)

testStore('store', async () => {
  const { status, stdout, stderr } = spawnSync('npm', ['run', 'test:aws'], { cwd: example, env, encoding: 'utf8' })
  const text = plain(`${stdout}${stderr}`)
  expect(status, text).toBe(0)
  expect(text).toMatch(/^ +Tests {2}6 passed \(6\)$/m)
  expect(text).not.toMatch(/obsolete|written/)
  await untilNothingIsLeft()
})

testStore('store, killed while its engine starts: nothing is left', async () => {
  const runner = startRunner()
  await untilThereIs(/^java /)
  runner.kill('SIGKILL')
  await once(runner, 'exit')
  await untilNothingIsLeft()
})

testStore('store, interrupted by Ctrl-C while its function runs: nothing is left', async () => {
  const runner = startRunner()
  await untilThereIs(/^\S+\/store$/)
  process.kill(-(runner.pid ?? 0), 'SIGINT')
  await once(runner, 'exit')
  await untilNothingIsLeft()
})

test('where there is no Java, the example says what to install', () => {
  expect(fetchWith({ PATH: join(cache, 'nowhere') })).toEqual({
    status: 1,
    stdout: '',
    stderr: `DynamoDB Local 2.6.1 needs Java 17 or later; there is no java on the PATH
  → install it: apt-get install default-jre-headless maven, or brew install openjdk maven
`,
  })
})

testNeeding('java')('where there is no Maven, the example says what to install', () => {
  const path = join(cache, 'only-java')
  mkdirSync(path)
  const java = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, 'java'))
  symlinkSync(java.find((file) => existsSync(file)) ?? '', join(path, 'java'))
  const { stderr, ...others } = fetchWith({ PATH: path, XDG_CACHE_HOME: cache })
  expect(others).toEqual({ status: 1, stdout: '' })
  expect(stderr.replace(/[^/]+(?= …)/, 'FOLDER')).toBe(
    `fetching DynamoDB Local 2.6.1 through Maven, once: 47 MB into ${cache}/example-go-lambda/FOLDER …
DynamoDB Local 2.6.1 is fetched through Maven; there is no mvn on the PATH
  → install it: apt-get install default-jre-headless maven, or brew install openjdk maven
`,
  )
  expect(readdirSync(join(cache, 'example-go-lambda'))).toEqual([])
})

function fetchWith(variables: NodeJS.ProcessEnv): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [fetchScript], {
    env: { ...env, ...variables },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}

/** Vitest in a process group of its own, as a terminal starts it. */
function startRunner(): ChildProcess {
  const vitest = join(example, '../node_modules/vitest/vitest.mjs')
  const args = [vitest, 'run', '--config', 'vitest.aws.config.ts']
  return spawn(process.execPath, args, { cwd: example, env, detached: true, stdio: 'ignore' })
}

async function untilThereIs(command: RegExp): Promise<void> {
  const ask = () => processesWith(cache).map((process) => process.command)
  const { answer } = await poll(ask, (commands) => commands.some((one) => command.test(one)), 120_000)
  expect(answer).toContainEqual(expect.stringMatching(command))
}

/** The engine's watcher removes its temporary folder right after the engine has ended. */
async function untilNothingIsLeft(): Promise<void> {
  const folders = () => readdirSync(temporary).filter((name) => name.startsWith('dynamodb-local-'))
  const { answer } = await poll(
    () => [...processesWith(cache), ...folders()],
    (left) => left.length === 0,
    20_000,
  )
  expect(answer).toEqual([])
}
