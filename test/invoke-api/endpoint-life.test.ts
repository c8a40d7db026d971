import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, renameSync } from 'node:fs'
import { createConnection } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { describe, expect, test } from 'vitest'
import { FunctionUnderTest } from '../../src/harness/function-under-test.ts'
import { type NamedFunction, openInvokeEndpoint, startInvokeEndpoint } from '../../src/harness/start-invoke-endpoint.ts'
import { bundle, bundleReapScript } from '../environment/bundle.ts'
import { failureOf } from '../harness/failure-of.ts'
import { lambdaFolder, workshop } from '../harness/workshop.ts'

const shop = workshop()
const checkout = join(import.meta.dirname, '../..')
const run = promisify(execFile)

const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' }

function clientOf(url: string): LambdaClient {
  return new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
}

const invoke = (FunctionName: string, payload: unknown) =>
  new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) })

/** What happens to who connects. */
function connecting(url: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: '127.0.0.1', port: Number(new URL(url).port) })
    socket.once('connect', () => {
      socket.destroy()
      resolve('connected')
    })
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(String(error.code)))
  })
}

describe('stop() of an endpoint', () => {
  test('closes at once although a client keeps its connections, and can be called again', async () => {
    const echo = shop.lambda('echo')
    const endpoint = await startInvokeEndpoint([echo])
    const client = clientOf(endpoint.url)
    await Promise.all([1, 2, 3].map((n) => client.send(invoke('echo', n))))
    expect(await connecting(endpoint.url)).toBe('connected')
    const begun = performance.now()
    await Promise.all([endpoint.stop(), endpoint.stop()])
    await endpoint.stop()
    expect(performance.now() - begun).toBeLessThan(1_000)
    expect(await connecting(endpoint.url)).toBe('ECONNREFUSED')
    // Reset where the client has not heard yet that what it kept is closed.
    expect((await failureOf<NodeJS.ErrnoException>(client.send(invoke('echo', 4)))).code).toMatch(
      /^ECONN(REFUSED|RESET)$/,
    )
    // The function is the caller's own.
    expect(await echo.invoke(5)).toBe(5)
    client.destroy()
  })

  test('ends the call of an invocation that is under way; the function finishes it', async () => {
    const sleeps = shop.lambda<number, number>('ignores-deadline')
    await sleeps.start()
    const endpoint = await startInvokeEndpoint([sleeps])
    const client = clientOf(endpoint.url)
    const call = failureOf<NodeJS.ErrnoException>(client.send(invoke('ignores-deadline', 300)))
    while (sleeps.environments[0]?.state !== 'busy') await new Promise((resolve) => setImmediate(resolve))
    await endpoint.stop()
    expect((await call).code).toBe('ECONNRESET')
    expect(await sleeps.invoke(1)).toBe(2)
    client.destroy()
  })

  test('is what `await using` does in the end', async () => {
    const open = async () => {
      await using endpoint = await startInvokeEndpoint([])
      expect(await connecting(endpoint.url)).toBe('connected')
      return endpoint.url
    }
    expect(await connecting(await open())).toBe('ECONNREFUSED')
  })
})

test('the port that is asked for is taken where it is free, and another where it is not', async () => {
  const first = await openInvokeEndpoint(() => undefined)
  const second = await openInvokeEndpoint(() => undefined, { port: first.port })
  expect(second.port).not.toBe(first.port)
  await first.stop()
  const third = await startInvokeEndpoint([], { port: first.port })
  expect(third.url).toBe(first.url)
  await Promise.all([second.stop(), third.stop()])
})

describe('processes', () => {
  test('a child with its variables and an SDK finds it, whatever profile the developer has', async () => {
    await using endpoint = await startInvokeEndpoint([shop.lambda('upper')])
    const script = `
      import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
      const { Payload } = await new LambdaClient({}).send(new InvokeCommand({ FunctionName: 'upper', Payload: '"daniel"' }))
      console.log(Payload.transformToString())`
    const developer = {
      PATH: process.env['PATH'],
      NODE_NO_WARNINGS: '1',
      AWS_PROFILE: 'nobody',
      AWS_REGION: 'eu-west-1',
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    }
    const env = { ...developer, ...endpoint.env }
    const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: checkout, env })
    expect(stdout).toBe('"DANIEL"\n')
  })

  test('its variables are these', async () => {
    await using endpoint = await startInvokeEndpoint([])
    expect(endpoint.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect(endpoint.env).toEqual({
      AWS_ENDPOINT_URL_LAMBDA: endpoint.url,
      AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
      AWS_SESSION_TOKEN: 'fake-session-token',
      AWS_PROFILE: undefined,
    })
    expect('AWS_PROFILE' in endpoint.env).toBe(true)
  })

  test('a script that stops neither it nor its client ends by itself', async () => {
    const dist = join(shop.folder, 'dist')
    renameSync(await bundleReapScript(dist), join(dist, 'reap.mjs'))
    const door = await bundle('../../src/harness/door.ts', dist)
    const script = `
      import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
      const { startGoLambda, startInvokeEndpoint } = await import(${JSON.stringify(pathToFileURL(door).href)})
      const upper = await startGoLambda(${JSON.stringify(lambdaFolder('upper'))})
      const { env } = await startInvokeEndpoint([upper])
      for (const [name, value] of Object.entries(env)) if (value !== undefined) process.env[name] = value
      const client = new LambdaClient({})
      const { Payload } = await client.send(new InvokeCommand({ FunctionName: 'upper', Payload: '"daniel"' }))
      console.log(Payload.transformToString())`
    const { stdout } = await run(process.execPath, ['--no-warnings', '--input-type=module', '-e', script], {
      cwd: checkout,
      timeout: 60_000,
    })
    expect(stdout).toBe('"DANIEL"\n')
  })
})

describe('the name of a function', () => {
  test('is its option, the last element of its path, or the folder of a bootstrap', async () => {
    expect(shop.lambda('upper').functionName).toBe('upper')
    expect(shop.lambda('./cmd/greet').functionName).toBe('greet')
    expect(shop.lambda(pathToFileURL('/a/cmd/greet/')).functionName).toBe('greet')
    expect(shop.lambda('file:///a/cmd/greet').functionName).toBe('greet')
    expect(shop.lambda('upper', { functionName: 'shop-upper' }).functionName).toBe('shop-upper')
    expect(shop.lambda({ binary: 'dist/greet/bootstrap' }).functionName).toBe('greet')
    expect(shop.lambda({ binary: new URL('file:///a/greet') }).functionName).toBe('greet')
  })

  test('is that of the package which was found, once it is built', async () => {
    const folder = join(shop.folder, 'orders')
    mkdirSync(join(folder, 'v2'), { recursive: true })
    for (const name of ['go.mod', 'go.sum']) copyFileSync(join(lambdaFolder('.'), name), join(folder, name))
    copyFileSync(join(lambdaFolder('echo'), 'main.go'), join(folder, 'main.go'))
    const place = { root: folder, watches: false, givesUpAfterFailedStart: false, frameColumns: false }
    // From a folder below it, upwards.
    const orders = new FunctionUnderTest('.', {}, { ...place, from: join(folder, 'v2') })
    try {
      await using endpoint = await startInvokeEndpoint([orders])
      expect(orders.functionName).toBe('v2')
      await orders.start()
      expect(orders.functionName).toBe('orders')
      const client = clientOf(endpoint.url)
      expect((await client.send(invoke('orders', 1))).Payload?.transformToString()).toBe('1')
      client.destroy()
    } finally {
      await orders.stop()
    }
  })
})

describe('what is no function is refused', () => {
  const refused = async (functions: unknown, options?: object) =>
    (await failureOf(startInvokeEndpoint(functions as NamedFunction[], options))).message

  test('with what to give instead', async () => {
    const upper = shop.lambda('upper')
    expect(await refused(upper)).toBe('startInvokeEndpoint was given an object\n  → give it a list of functions')
    expect(await refused(['./cmd/fn'])).toBe(
      'startInvokeEndpoint was given "./cmd/fn" among its functions\n  → give it what useGoLambda() or startGoLambda() gave (await the latter)',
    )
    expect(await refused([Promise.resolve(upper)])).toBe(
      'startInvokeEndpoint was given a promise among its functions\n  → give it what useGoLambda() or startGoLambda() gave (await the latter)',
    )
    expect(await refused([upper, shop.lambda('upper')])).toBe(
      "startInvokeEndpoint was given two functions of the name upper\n  → set option functionName of one of them ({ functionName: 'another' })",
    )
    expect(await refused([upper], { port: 0 })).toBe('option port is 0\n  → give it a whole number from 1 to 65,535')
    expect(await refused([upper], { host: '0.0.0.0' })).toBe(
      'there is no option host\n  → options of an endpoint are: port',
    )
  })
})
