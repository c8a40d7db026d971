import { mkdirSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { GoLambdaOptions } from '../../src/harness/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

interface Folder {
  readonly path: string
  readonly writable: boolean
  readonly entries: readonly string[]
}

interface EchoEnv {
  readonly env: Record<string, string>
  readonly cwd: string
  readonly args: readonly string[]
  readonly home: Folder
  readonly tmp: Folder
  readonly pid: number
  readonly processGroup: number
}

interface EchoContext {
  readonly lambdaContext: unknown
  readonly deadline: { epochMs: number; remainingMs: number; expired: boolean }
  readonly traceId: { context: string; env: string }
  readonly function: unknown
}

const shop = workshop()
const developers = {
  AWS_ACCESS_KEY_ID: 'AKIADEVELOPER',
  AWS_SECRET_ACCESS_KEY: 'developer-secret',
  AWS_PROFILE: 'production',
  AWS_REGION: 'eu-north-1',
  AWS_ENDPOINT_URL: 'http://localhost:4566',
  NPM_TOKEN: 'npm_secret',
  SSL_CERT_DIR: '/etc/ssl/certs',
  DATABASE_URL: 'postgres://localhost/production',
  _LAMBDA_SERVER_PORT: '1',
  AWS_LAMBDA_RUNTIME_API: '127.0.0.1:9',
}
const before = { ...process.env }

beforeAll(() => {
  Object.assign(process.env, developers)
})
afterAll(() => {
  for (const name of Object.keys(developers)) {
    if (before[name] === undefined) delete process.env[name]
    else process.env[name] = before[name]
  }
})
afterEach(() => shop.stopAll())

function echoEnv(options?: GoLambdaOptions) {
  return shop.lambda<unknown, EchoEnv>('echo-env', options)
}

describe('the variables of a function', () => {
  it('are those of AWS with fake credentials, and nothing of the developer', async () => {
    const lambda = echoEnv()
    const { env, home, tmp, pid, processGroup } = await lambda.invoke()
    const folder = join(home.path, '..')
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '/')
    expect(env).toEqual({
      AWS_LAMBDA_FUNCTION_NAME: 'echo-env',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/echo-env',
      AWS_LAMBDA_LOG_STREAM_NAME: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
      AWS_REGION: 'us-east-1',
      AWS_DEFAULT_REGION: 'us-east-1',
      AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
      AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
      AWS_SESSION_TOKEN: 'fake-session-token',
      AWS_EC2_METADATA_DISABLED: 'true',
      AWS_CONFIG_FILE: join(folder, 'no-aws-config'),
      AWS_SHARED_CREDENTIALS_FILE: join(folder, 'no-aws-credentials'),
      AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
      AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
      LAMBDA_RUNTIME_DIR: '/var/runtime',
      LAMBDA_TASK_ROOT: lambdaFolder('echo-env'),
      LANG: 'en_US.UTF-8',
      TZ: ':UTC',
      _HANDLER: 'bootstrap',
      _LAMBDA_SERVER_PORT: String(lambda.port),
      // aws-lambda-go sets it for each invocation.
      _X_AMZN_TRACE_ID: expect.stringMatching(/^Root=1-/),
      HOME: home.path,
      TMPDIR: tmp.path,
      PATH: process.env['PATH'],
      SSL_CERT_DIR: '/etc/ssl/certs',
      ...(process.env['SSL_CERT_FILE'] !== undefined && { SSL_CERT_FILE: process.env['SSL_CERT_FILE'] }),
    })
    expect(env['AWS_LAMBDA_LOG_STREAM_NAME']?.slice(0, 10)).toBe(today)
    expect(folder.startsWith(`${shop.cacheFolder}/runs/`)).toBe(true)
    expect(home).toMatchObject({ writable: true, entries: [] })
    expect(tmp).toMatchObject({ writable: true, entries: [] })
    expect(pid).toBe(lambda.pid)
    expect(processGroup).toBe(pid)
  })

  it('are changed by env, also the credentials; undefined removes one', async () => {
    const env = {
      TABLE: 'orders',
      EMPTY: '',
      AWS_ACCESS_KEY_ID: 'mine',
      AWS_SESSION_TOKEN: undefined,
      TZ: 'Europe/Oslo',
    }
    const seen = (await echoEnv({ env }).invoke()).env
    expect(seen).toMatchObject({ TABLE: 'orders', EMPTY: '', AWS_ACCESS_KEY_ID: 'mine', TZ: 'Europe/Oslo' })
    expect(seen).not.toHaveProperty('AWS_SESSION_TOKEN')
  })

  it('come from env() for every environment that is started', async () => {
    let started = 0
    const lambda = echoEnv({ env: async () => ({ STARTED: String(++started) }) })
    expect(started).toBe(0)
    expect((await lambda.invoke()).env['STARTED']).toBe('1')
    expect((await lambda.invoke()).env['STARTED']).toBe('1')
    await lambda.restart()
    expect((await lambda.invoke()).env['STARTED']).toBe('2')
    await lambda.stop()
    await lambda.start()
    expect((await lambda.invoke()).env['STARTED']).toBe('3')
  })

  it('may take HOME and TMPDIR elsewhere; the process is found and ended all the same', async () => {
    mkdirSync(join(shop.folder, 'own'))
    const own = join(shop.folder, 'own')
    const lambda = echoEnv({ env: { HOME: own, TMPDIR: own } })
    const { home, tmp, env } = await lambda.invoke()
    expect([home.path, tmp.path]).toEqual([own, own])
    expect(env['USE_GO_LAMBDA_ENVIRONMENT']?.startsWith(shop.cacheFolder)).toBe(true)
  })

  it('tell the function its name and size', async () => {
    const { env } = await echoEnv({ functionName: 'orders-api', memorySizeMb: 512 }).invoke()
    expect(env).toMatchObject({
      AWS_LAMBDA_FUNCTION_NAME: 'orders-api',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
      AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/orders-api',
    })
  })
})

describe('the process of a function', () => {
  it("works in the package's folder, without arguments", async () => {
    const { cwd, args } = await echoEnv().invoke()
    expect(cwd).toBe(realpathSync(lambdaFolder('echo-env')))
    expect(args).toHaveLength(1)
  })

  it('works where cwd says, with the arguments given', async () => {
    writeFileSync(join(shop.folder, 'greeting.txt'), 'hello')
    const { cwd, args, env } = await echoEnv({ cwd: shop.folder, args: ['--verbose', 'two words'] }).invoke()
    expect(cwd).toBe(shop.folder)
    expect(args.slice(1)).toEqual(['--verbose', 'two words'])
    expect(env['LAMBDA_TASK_ROOT']).toBe(shop.folder)
    const reads = shop.lambda('reads-file', { cwd: pathToFileURL(`${shop.folder}/`) })
    expect(await reads.invoke('greeting.txt')).toEqual({ cwd: shop.folder, content: 'hello' })
    const error = await failureOf(reads.invoke('missing.txt'))
    expect(error).toMatchObject({ errorType: 'PathError', message: 'open missing.txt: no such file or directory' })
  })
})

describe('the context of an invocation', () => {
  const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

  it('has a request id, an ARN, a deadline and a trace id of its own', async () => {
    const lambda = shop.lambda<unknown, EchoContext>('echo-context', { timeoutMs: 7_000, memorySizeMb: 256 })
    await lambda.start()
    const earliest = Date.now()
    const first = await lambda.invokeDetailed()
    const { lambdaContext, deadline, traceId, function: told } = first.response
    expect(first.requestId).toMatch(uuid)
    expect(lambdaContext).toEqual({
      AwsRequestID: first.requestId,
      InvokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:echo-context',
      Identity: { CognitoIdentityID: '', CognitoIdentityPoolID: '' },
      ClientContext: {
        Client: { installation_id: '', app_title: '', app_version_code: '', app_package_name: '' },
        env: null,
        custom: null,
      },
    })
    expect(deadline.epochMs).toBeGreaterThanOrEqual(earliest + 7_000 - 1)
    expect(deadline.epochMs).toBeLessThanOrEqual(Date.now() + 7_000)
    expect(deadline.remainingMs).toBeGreaterThan(5_000)
    expect(deadline.remainingMs).toBeLessThanOrEqual(7_000)
    expect(deadline.expired).toBe(false)
    expect(traceId.context).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/)
    expect(traceId.env).toBe(traceId.context)
    expect(told).toEqual({
      name: 'echo-context',
      version: '$LATEST',
      memoryLimitInMB: 256,
      logGroupName: '/aws/lambda/echo-context',
      logStreamName: expect.stringMatching(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/),
    })

    const second = await lambda.invokeDetailed()
    expect(second.requestId).not.toBe(first.requestId)
    expect(second.response.traceId.context).not.toBe(traceId.context)
    expect(second.response.function).toEqual(told)
  })

  it('takes what the caller gives', async () => {
    const lambda = shop.lambda<unknown, EchoContext>('echo-context')
    const { response, requestId } = await lambda.invokeDetailed(
      {},
      {
        requestId: '11111111-2222-4333-8444-555555555555',
        traceId: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1',
        cognitoIdentity: { cognitoIdentityId: 'identity', cognitoIdentityPoolId: 'pool' },
        clientContext: {
          client: {
            installation_id: 'i-1',
            app_title: 'Notes',
            app_version_code: '1.2',
            app_package_name: 'com.example.notes',
          },
          env: { locale: 'nb_NO' },
          custom: { tenant: 'blå' },
        },
      },
    )
    expect(requestId).toBe('11111111-2222-4333-8444-555555555555')
    expect(response).toMatchObject({
      lambdaContext: {
        AwsRequestID: requestId,
        Identity: { CognitoIdentityID: 'identity', CognitoIdentityPoolID: 'pool' },
        ClientContext: {
          Client: {
            installation_id: 'i-1',
            app_title: 'Notes',
            app_version_code: '1.2',
            app_package_name: 'com.example.notes',
          },
          env: { locale: 'nb_NO' },
          custom: { tenant: 'blå' },
        },
      },
      traceId: { context: 'Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1' },
    })
  })

  it('has a deadline from the begin of the invocation on, not from that of the init phase', async () => {
    const lambda = shop.lambda('speaks-slowly-at-start', { timeoutMs: 1_400, env: { INIT_MS: '1500' } })
    const { response, initDurationMs, durationMs } = await lambda.invokeDetailed()
    expect(response).toBeGreaterThanOrEqual(1_500)
    expect(initDurationMs).toBeGreaterThanOrEqual(1_500)
    expect(durationMs).toBeLessThan(1_400)
  })
})
