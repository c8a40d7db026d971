import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer } from 'node:http'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { ExecutionEnvironment, reservePort } from '../../src/environment/index.ts'
import { invokeRunning, pingRunning } from '../../src/harness/invoke-running.ts'
import { reapScript } from '../../src/harness/surroundings.ts'
import { invokeRequest, type LambdaTimeoutError, type ReservedPort, RpcTransport } from '../../src/lambda/index.ts'
import { eventually } from '../environment/eventually.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { expectNothingLeft } from './left-behind.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
const cleanUps: (() => unknown)[] = []

afterEach(async () => {
  for (const cleanUp of cleanUps.splice(0).reverse()) await cleanUp()
  await shop.stopAll()
})

/** Listens until the test ends. */
async function listening(server: Server, host = '127.0.0.1', port = 0): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket.on('error', () => undefined).on('close', () => sockets.delete(socket)))
  })
  server.listen(port, host)
  await once(server, 'listening')
  cleanUps.push(() => {
    for (const socket of sockets) socket.destroy()
    return new Promise((resolve) => server.close(resolve))
  })
  return (server.address() as AddressInfo).port
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1')
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

/** An environment whose first port is one that somebody else holds by now. */
function environmentOn(
  command: string,
  ports: readonly number[],
  variables: Readonly<Record<string, string>> = {},
): { environment: ExecutionEnvironment; asked: number[] } {
  const asked: number[] = []
  const reserve = async (): Promise<ReservedPort> => {
    const taken = ports[asked.length]
    const reserved =
      taken === undefined ? await reservePort(shop.cacheFolder) : { port: taken, release: () => undefined }
    asked.push(reserved.port)
    return reserved
  }
  const environment = new ExecutionEnvironment({
    label: 'upper',
    command,
    cwd: shop.folder,
    initTimeoutMs: 20_000,
    cacheFolder: shop.cacheFolder,
    reapScript: reapScript(),
    createTransport: () => new RpcTransport({ reservePort: reserve }),
    variables: () => ({ PATH: process.env['PATH'] ?? '', ...variables }),
  })
  cleanUps.push(() => environment.stop())
  return { environment, asked }
}

async function answerOf(environment: ExecutionEnvironment, payload: string): Promise<string> {
  const request = invokeRequest(Buffer.from(JSON.stringify(payload)), Date.now() + 3_000, 'arn')
  const { response } = await environment.invoke(request, { timeoutMs: 3_000 })
  return Buffer.from(response.Payload).toString()
}

describe('a port that somebody else has taken after it was reserved', () => {
  it.each([
    ['that says nothing', () => createServer(() => undefined)],
    ['that closes every connection', () => createServer((socket) => socket.destroy())],
    ['of HTTP', () => createHttpServer((_, response) => response.end('hello')) as Server],
    ['of garbage', () => createServer((socket) => void socket.write(Buffer.alloc(64, 0xff)))],
  ])('for a listener %s is given up for another', async (_, server) => {
    const taken = await listening(server())
    const { environment, asked } = environmentOn(await shop.binary('upper'), [taken])
    await environment.start()
    expect(asked).toHaveLength(2)
    expect(asked[0]).toBe(taken)
    expect(environment.port).toBe(asked[1])
    expect(await answerOf(environment, 'daniel')).toBe('"DANIEL"')
  })

  it('by another Go Lambda function is given up, and never answered from', async () => {
    const other = shop.lambda('echo')
    await other.start()
    const taken = other.port ?? 0
    const { environment, asked } = environmentOn(await shop.binary('upper'), [taken, taken, taken])
    await environment.start()
    expect(asked.slice(0, 3)).toEqual([taken, taken, taken])
    expect(environment.port).not.toBe(taken)
    expect(await answerOf(environment, 'daniel')).toBe('"DANIEL"')
    expect(await other.invoke('daniel')).toBe('daniel')
  })

  it('by another Go Lambda function on ::1 only is never answered from', async () => {
    const other = shop.lambda('echo')
    await other.start()
    const reserved = await reservePort(shop.cacheFolder)
    cleanUps.push(reserved.release)
    // So that ours listens on 127.0.0.1 by the time the other, which is there first, has answered.
    await listening(
      createServer((socket) => {
        const onwards = connect(other.port ?? 0, '127.0.0.1')
        onwards.on('error', () => socket.destroy())
        socket.on('error', () => onwards.destroy()).pipe(onwards)
        onwards.on('data', (data) => void delay(300).then(() => socket.writable && socket.write(data)))
      }),
      '::1',
      reserved.port,
    )
    const { environment } = environmentOn(await shop.binary('speaks-slowly-at-start'), [reserved.port], {
      INIT_MS: '50',
    })
    await environment.start()
    expect(Number(await answerOf(environment, 'daniel'))).toBeGreaterThanOrEqual(50)
  })

  it('again and again is told in the end', async () => {
    const taken = await listening(createServer(() => undefined))
    const { environment, asked } = environmentOn(await shop.binary('upper'), Array(100).fill(taken))
    const error = await failureOf(environment.start())
    expect(asked).toHaveLength(20)
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "upper found its port taken by another process 20 times, last on 127.0.0.1:<port>
        | <time> listen tcp 127.0.0.1:<port>: bind: address already in use
        → see who takes ports on this machine (ss -tlnp), and try again"
    `)
  })
})

describe('invokeRunning', () => {
  /** A function that somebody else started. */
  async function started(name: string): Promise<{ port: number; pid: number }> {
    const { port, release } = await reservePort(shop.cacheFolder)
    release()
    const child = spawn(await shop.binary(name), {
      env: { PATH: process.env['PATH'], _LAMBDA_SERVER_PORT: String(port) },
      stdio: 'ignore',
    })
    cleanUps.push(async () => {
      const gone = once(child, 'exit')
      child.kill('SIGKILL')
      await gone
    })
    await eventually(
      () => isOpen(port),
      (open) => open,
      'the function',
    )
    return { port, pid: child.pid ?? 0 }
  }

  it('answers from a function that somebody else started, and leaves it running', async () => {
    const { port, pid } = await started('upper')
    expect(await invokeRunning(port, 'daniel')).toBe('DANIEL')
    expect(await invokeRunning<string>(port, 'again', { host: '127.0.0.1' })).toBe('AGAIN')
    process.kill(pid, 0)
    expect(await pingRunning(port)).toBeGreaterThan(0)
  })

  it('throws what the function answers as an error', async () => {
    const { port } = await started('fails-with-custom-type')
    const error = await failureOf<LambdaTimeoutError>(invokeRunning(port, {}))
    expect(error).toMatchObject({
      name: 'LambdaFunctionError',
      message: 'name: must not be empty',
      errorType: 'ValidationError',
    })
  })

  it('passes request id, trace id, deadline and client context on', async () => {
    const { port } = await started('echo-context')
    const answer = await invokeRunning<{ deadline: { remainingMs: number } }>(
      port,
      {},
      {
        requestId: 'r-1',
        traceId: 'Root=1',
        timeoutMs: 5_000,
        functionName: 'orders',
        clientContext: { custom: { tenant: 'a' } },
      },
    )
    expect(answer).toMatchObject({
      lambdaContext: {
        AwsRequestID: 'r-1',
        InvokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:orders',
        ClientContext: { custom: { tenant: 'a' } },
      },
      traceId: { context: 'Root=1' },
    })
    expect(answer.deadline.remainingMs).toBeGreaterThan(3_000)
    expect(answer.deadline.remainingMs).toBeLessThanOrEqual(5_000)
  })

  it('gives up at the timeout, and leaves the function running', async () => {
    const { port, pid } = await started('ignores-deadline')
    const error = await failureOf<LambdaTimeoutError>(invokeRunning(port, 60_000, { timeoutMs: 200 }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "RequestId: <request id> Error: Task timed out after 0.20 seconds
        → the function on port <port> was not started here and is not stopped: it may still be running; raise { timeoutMs: 200 }"
    `)
    expect(error.name).toBe('LambdaTimeoutError')
    process.kill(pid, 0)
    expect(await invokeRunning(port, 0)).toBe(1)
  })

  it('says when the function exits meanwhile', async () => {
    const { port } = await started('exits')
    const error = await failureOf(invokeRunning(port, { code: 3 }))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "the connection to the function on port <port> was lost during invocation <request id>: rpc: Function.Invoke was not answered: unexpected EOF
        → the invocation may have run and is not sent again; look at the output of the function"
    `)
    expect(error.name).toBe('LambdaConnectionError')
  })

  it('says when nothing listens', async () => {
    const { port, release } = await reservePort(shop.cacheFolder)
    release()
    const error = await failureOf(invokeRunning(port, 'daniel'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "nothing listens on port <port> of 127.0.0.1 or ::1 (ECONNREFUSED)
        → start the function: _LAMBDA_SERVER_PORT=<port> go run ./cmd/fn"
    `)
    expect(error).toMatchObject({ name: 'LambdaUnreachableError', code: 'LAMBDA_UNREACHABLE' })
  })

  it('says when what listens speaks another RPC', async () => {
    const { port } = await started('speaks-other-rpc')
    const error = await failureOf(invokeRunning(port, 'daniel'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: rpc: can't find service Function.Ping
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free"
    `)
  })

  it('says when what listens is an HTTP server', async () => {
    const port = await listening(createHttpServer((_, response) => response.end('hello')) as Server)
    const error = await failureOf(invokeRunning(port, 'daniel'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: rpc: Function.Ping was not answered: unexpected EOF
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free"
    `)
  })

  it('says when what listens never answers', async () => {
    const port = await listening(createServer(() => undefined))
    const error = await failureOf(invokeRunning(port, 'daniel'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: no answer to Function.Ping within 2000 ms
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free"
    `)
  })

  it('says when what listens answers garbage', async () => {
    const port = await listening(createServer((socket) => void socket.write(Buffer.alloc(64, 0xff))))
    const error = await failureOf(invokeRunning(port, 'daniel'))
    expect(mask(error.message)).toMatchInlineSnapshot(`
      "what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: no answer to Function.Ping within 2000 ms
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free"
    `)
  })

  it('refuses a payload that JSON cannot hold before it connects', async () => {
    const error = await failureOf(invokeRunning(1, { price: Number.NaN }))
    expect(error.message).toMatchInlineSnapshot(`
      "the payload cannot be sent as JSON: NaN at $.price
        → JSON has finite numbers only: send null or a string"
    `)
  })
})

it('nothing is left of any of these', () => expectNothingLeft(shop.cacheFolder))
