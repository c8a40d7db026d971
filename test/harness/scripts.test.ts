import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { renameSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reservePort } from '../../src/environment/index.ts'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { eventually } from '../environment/eventually.ts'
import { mask, withoutProgress } from '../support/mask.ts'
import { expectNothingLeft, leftBehind } from './left-behind.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
const ended: (() => Promise<unknown>)[] = []

beforeAll(async () => {
  const dist = join(shop.folder, 'dist')
  renameSync(await bundleReapScript(dist), join(dist, 'reap.mjs'))
  await bundle('../../src/harness/door.ts', dist)
})

afterEach(async () => {
  for (const end of ended.splice(0)) await end()
  await expectNothingLeft(shop.cacheFolder)
})

/** Starts a script of the user's, which has all of `use-go-lambda` and, as `folder`, the functions. */
function script(body: string) {
  const file = join(shop.folder, `script-${Math.random().toString(36).slice(2)}.mjs`)
  const lines = [
    `import * as useGoLambda from './dist/door.mjs'`,
    `const { startGoLambda, invokeRunning, LambdaClient, isGoLambdaError } = useGoLambda`,
    `const folder = ${JSON.stringify(lambdaFolder('.'))}`,
    body,
  ]
  writeFileSync(file, lines.join('\n'))
  const child = spawn(process.execPath, [file], { cwd: shop.folder, stdio: ['ignore', 'pipe', 'pipe'] })
  const outcome = Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]).then(
    ([[code, signal], stdout, stderr]) => ({ code, signal, stdout, stderr: withoutProgress(stderr) }),
  )
  return { child, outcome }
}

const wentWell = (stdout: string) => ({ code: 0, signal: null, stdout, stderr: '' })

/** A function that was started by hand. */
async function running(name: string): Promise<number> {
  const { port, release } = await reservePort(shop.cacheFolder)
  release()
  const env = { PATH: process.env['PATH'], _LAMBDA_SERVER_PORT: String(port) }
  const child = spawn(await shop.binary(name), { env, stdio: 'ignore' })
  ended.push(() => {
    const gone = once(child, 'exit')
    child.kill('SIGKILL')
    return gone
  })
  await eventually(
    async () => {
      const socket = connect(port, '127.0.0.1')
      try {
        await once(socket, 'connect')
        return true
      } catch {
        return false
      } finally {
        socket.destroy()
      }
    },
    (open) => open,
    name,
  )
  return port
}

describe('startGoLambda in a script', () => {
  it('starts a function that answers until it is stopped', async () => {
    const { outcome } = script(`
      const lambda = await startGoLambda('${lambdaFolder('upper')}')
      try {
        console.log(await lambda.invoke('daniel'), lambda.environments.length)
      } finally {
        await lambda[Symbol.asyncDispose]()
      }
      await lambda.invoke('x').catch((error) => console.log(error.name, isGoLambdaError(error, 'LAMBDA_STOPPED')))
    `)
    expect(await outcome).toEqual(wentWell('DANIEL 1\nLambdaStoppedError true\n'))
    expect(leftBehind(shop.cacheFolder)).toEqual([])
  })

  it('finds a folder from the working directory, and leaves nothing when it fails', async () => {
    const { outcome } = script(`
      await startGoLambda('./nowhere').catch((error) => console.log(error.name))
      await startGoLambda(folder + '/exits-at-start').catch((error) => console.log(error.name))
      await startGoLambda(folder + '/upper', { timeout: 1 }).catch((error) => console.log(error.message))
    `)
    const { stdout, ...rest } = await outcome
    expect(rest).toEqual({ code: 0, signal: null, stderr: '' })
    expect(stdout).toMatchInlineSnapshot(`
      "PackageNotFoundError
      LambdaStartError
      there is no option timeout
        → options are: env, timeoutMs, initTimeoutMs, buildTimeoutMs, memorySizeMb, concurrency, whenBusy, maximumRetryAttempts, start, transport, functionName, cwd, args, build, integers, validate, target
      "
    `)
    expect(leftBehind(shop.cacheFolder)).toEqual([])
  })

  it.each([
    ['that forgets to stop ends by itself', '', 0],
    ['that calls process.exit', 'process.exit(7)', 7],
    ['that throws', 'throw new Error("no")', 1],
  ])('%s leaves nothing', async (_, end, code) => {
    const { outcome } = script(`
      const lambda = await startGoLambda(folder + '/spawns-children')
      await lambda.invoke({ how: ['group', 'setsid', 'reparented', 'lost'] })
      console.log('invoked')
      ${end}
    `)
    expect(await outcome).toMatchObject({ code, stdout: 'invoked\n' })
    await expectNothingLeft(shop.cacheFolder)
  })

  it.each(['SIGKILL', 'SIGTERM', 'SIGINT'] as const)(
    'ended by %s leaves nothing, in the midst of an invocation',
    async (signal) => {
      const { child, outcome } = script(`
      const lambda = await startGoLambda(folder + '/ignores-deadline', { timeoutMs: 600_000 })
      console.log('ready')
      await lambda.invoke(600_000)
    `)
      await once(child.stdout, 'data')
      expect(leftBehind(shop.cacheFolder).filter((what) => what.startsWith('process'))).toHaveLength(1)
      child.kill(signal)
      expect(await outcome).toMatchObject({ code: null, signal })
      await expectNothingLeft(shop.cacheFolder)
    },
  )

  it('can be used twice at once, each with a function of its own', async () => {
    const { outcome } = script(`
      const [upper, echo] = await Promise.all(['/upper', '/echo'].map((name) => startGoLambda(folder + name)))
      const answers = await Promise.all([upper.invoke('a'), echo.invoke('a'), upper.invoke('b'), echo.invoke('b')])
      console.log(answers.join(' '), upper.port !== echo.port)
      await Promise.all([upper.stop(), echo.stop()])
    `)
    expect(await outcome).toEqual(wentWell('A a B b true\n'))
  })
})

describe('invokeRunning in a script', () => {
  it('answers, and lets the script end', async () => {
    const port = await running('upper')
    const { outcome } = script(`
      console.log(await invokeRunning(${port}, 'daniel'))
      await invokeRunning(${port}, {}).catch((error) => console.log(error.errorType))
    `)
    expect(await outcome).toEqual(wentWell('DANIEL\nUnmarshalTypeError\n'))
  })
})

describe('LambdaClient in a script', () => {
  it("speaks aws-lambda-go's messages, one invocation at a time", async () => {
    const port = await running('two-at-once')
    const { outcome } = script(`
      const client = await LambdaClient.connect({ port: ${port} })
      await client.ping()
      const soon = Math.floor(Date.now() / 1000) + 60
      const answers = await Promise.all(Array.from({ length: 20 }, (_, id) => client.invoke({
        Payload: Buffer.from(JSON.stringify({ id, maxSleepMs: 2, pad: 'x'.repeat(id) })),
        RequestId: 'r-' + id,
        Deadline: { Seconds: soon, Nanos: 0 },
      })))
      const parsed = answers.map(({ Payload, Error }) => ({ ...JSON.parse(Buffer.from(Payload)), Error }))
      console.log(parsed.every(({ id, pad, overlapping, Error }, index) =>
        id === index && pad.length === index && overlapping === 1 && Error === undefined))
      const wrong = await client.invoke({ Payload: Buffer.from('"text"') })
      console.log(wrong.Error.Type, wrong.Error.ShouldExit, wrong.Error.StackTrace.length)
      client.close()
      await client.ping().catch((error) => console.log(error.name))
      await LambdaClient.connect({ port: 1 }).catch((error) => console.log(error.name))
    `)
    expect(await outcome).toEqual(wentWell('true\nUnmarshalTypeError false 0\nShutdownError\nConnectionError\n'))
  })
})

it('a stack shows where the script called', async () => {
  const { outcome } = script(`
    const lambda = await startGoLambda(folder + '/fails-with-error')
    const wait = lambda.invoke('no')
    const error = await wait.catch((error) => error)
    console.log(error.stack.split('\\n').slice(0, 2).join('\\n'))
    await lambda.stop()
  `)
  const { stdout } = await outcome
  expect(mask(stdout, { '<tmp>': shop.folder }).replace(/script-\w+/, 'script')).toMatchInlineSnapshot(`
    "LambdaFunctionError: no
        at file://<tmp>/script.mjs:6:25
    "
  `)
})
