import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { isGoLambdaError } from '../../src/failure/index.ts'
import { mask } from '../support/mask.ts'
import { failureOf } from './failure-of.ts'
import { leftBehind } from './left-behind.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()

/** After each of these failures the next function works, and nothing is left. */
afterEach(async () => {
  expect(leftBehind(shop.cacheFolder)).toEqual([])
  expect(await shop.lambda('upper').invoke('daniel')).toBe('DANIEL')
  await shop.stopAll()
})

async function messageOf(promise: Promise<unknown>, code: string): Promise<string> {
  const error = await failureOf(promise)
  expect(isGoLambdaError(error, code), String(error)).toBe(true)
  return mask(`${error.name}: ${error.message}`, { '<tmp>': shop.folder })
}

describe('a package that cannot be built', () => {
  it('because there is no Go says where it was looked for', async () => {
    process.env['USE_GO_LAMBDA_GO'] = join(shop.folder, 'no/go')
    try {
      expect(await messageOf(shop.lambda('upper').invoke('x'), 'GO_NOT_FOUND')).toMatchInlineSnapshot(`
        "GoNotFoundError: USE_GO_LAMBDA_GO does not name a program, and a Go package must be built
          | looked for <tmp>/no/go
          → install Go 1.21 or later (https://go.dev/dl/) and put it on the PATH, or give a binary that is already built: { binary }, which needs no Go"
      `)
    } finally {
      delete process.env['USE_GO_LAMBDA_GO']
    }
  })

  it('because the folder is missing lists the places looked at', async () => {
    const { FunctionUnderTest } = await import('../../src/harness/function-under-test.ts')
    const place = { watches: false, givesUpAfterFailedStart: false, frameColumns: false }
    const from = join(lambdaFolder('upper'), 'internal/deep')
    const lambda = new FunctionUnderTest('./cmd/nowhere', {}, { ...place, from, root: lambdaFolder('.') })
    expect(await messageOf(lambda.invoke(), 'PACKAGE_NOT_FOUND')).toMatchInlineSnapshot(`
      "PackageNotFoundError: no Go package ./cmd/nowhere from <root>/test/lambdas/upper/internal/deep up to <root>/test/lambdas (4 places looked at)
        | <root>/test/lambdas/upper/internal/deep/cmd/nowhere: no such folder
        | <root>/test/lambdas/upper/internal/cmd/nowhere: no such folder
        | <root>/test/lambdas/upper/cmd/nowhere: no such folder
        | <root>/test/lambdas/cmd/nowhere: no such folder
        → give the folder of package main, relative to the folder of the test file or to one above it, or its absolute path"
    `)
  })

  it.each([
    ['no-go-files', 'PACKAGE_NOT_FOUND'],
    ['only-tests', 'PACKAGE_NOT_FOUND'],
  ])('because there is nothing to build: %s', async (name, code) => {
    expect(await messageOf(shop.lambda(lambdaFolder(`broken/${name}`)).invoke(), code)).toMatchSnapshot()
  })

  it.each(['all-excluded', 'not-main', 'compile-error', 'missing-module', 'go-too-new'])(
    'because of its Go code: %s',
    async (name) => {
      const options = { build: { env: { GOTOOLCHAIN: 'local' } } }
      const lambda = shop.lambda(lambdaFolder(`broken/${name}`), options)
      expect(await messageOf(lambda.invoke(), 'GO_BUILD')).toMatchSnapshot()
      // The second to ask is told the same.
      expect(await messageOf(lambda.invoke(), 'GO_BUILD')).toMatchSnapshot()
    },
  )

  it('within the time it may take says so', async () => {
    const lambda = shop.lambda('echo', { buildTimeoutMs: 1 })
    expect(await messageOf(lambda.invoke(), 'GO_BUILD')).toMatchInlineSnapshot(`
      "GoBuildError: ./test/lambdas/echo was not built within 1 ms: go build and its children were killed
        → raise { buildTimeoutMs }, or run go build once by hand, which fills the cache of Go"
    `)
  })
})

describe('a function that does not come up', () => {
  it('because it exits at once is told with its code and its last lines', async () => {
    expect(await messageOf(shop.lambda('exits-at-start').invoke(), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/exits-at-start exited with code 3 after <n> ms, before it could answer Function.Ping on 127.0.0.1:<port>
        | reading the configuration
        | configuration: TABLE_NAME is not set
        → its output above says why; variables that it needs go into { env }"
    `)
  })

  it('because it panics in init is told with the panic; with the variable it works', async () => {
    const message = await messageOf(shop.lambda('panics-in-init').invoke(), 'LAMBDA_START')
    expect(message.split('\n').slice(0, 6)).toMatchInlineSnapshot(`
      [
        "LambdaStartError: ./test/lambdas/panics-in-init exited with code 2 after <n> ms, before it could answer Function.Ping on 127.0.0.1:<port>",
        "  | panic: missing TABLE_NAME",
        "  | ",
        "  | goroutine <n> [running]:",
        "  | main.mustGetenv(...)",
        "  | 	<root>/test/lambdas/panics-in-init/main.go:20",
      ]
    `)
    expect(message.split('\n').at(-1)).toMatchInlineSnapshot(
      `"  → its output above says why; variables that it needs go into { env }"`,
    )
    expect(await shop.lambda('panics-in-init', { env: { TABLE_NAME: 'orders' } }).invoke()).toBe('orders')
    await shop.stopAll()
  })

  it('because it never listens is told after its init timeout', async () => {
    const lambda = shop.lambda('never-listens', { initTimeoutMs: 300 })
    expect(await messageOf(lambda.invoke(), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/never-listens did not ask 127.0.0.1:<port> for an invocation within 300 ms
        | waiting for the database
        | database: no answer yet
        → check that main() calls lambda.Start, or raise { initTimeoutMs }"
    `)
  })

  it('because net/rpc is asked for and the tag lambda.norpc leaves it out is told so; without the tag it works', async () => {
    const lambda = shop.lambda('upper', { transport: 'rpc', build: { tags: ['lambda.norpc'] } })
    expect(await messageOf(lambda.invoke('x'), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/upper exited with code 1 after <n> ms, before it could answer Function.Ping on 127.0.0.1:<port>
        | <time> expected AWS Lambda environment variables [AWS_LAMBDA_RUNTIME_API] are not defined
        → it was built with the tag lambda.norpc, which leaves out the net/rpc server: leave out { transport: 'rpc' }, or build without that tag ({ build: { tags: [] } } overrides GOFLAGS)"
    `)
    process.env['GOFLAGS'] = `${process.env['GOFLAGS'] ?? ''} -tags=lambda.norpc`.trim()
    try {
      expect(await shop.lambda('upper', { build: { tags: [] } }).invoke('tags')).toBe('TAGS')
    } finally {
      process.env['GOFLAGS'] = process.env['GOFLAGS']?.replace(/ ?-tags=lambda\.norpc$/, '')
    }
    await shop.stopAll()
  })

  it('because it is no Lambda function at all', async () => {
    expect(await messageOf(shop.lambda('no-lambda').invoke(), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/no-lambda exited with code 0 after <n> ms, before it could ask 127.0.0.1:<port> for an invocation
        | hello
        → check that main() calls lambda.Start, and that nothing returns or exits before"
    `)
  })

  it('because it serves another RPC', async () => {
    const lambda = shop.lambda('speaks-other-rpc')
    expect(await messageOf(lambda.invoke(), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/speaks-other-rpc did not answer Function.Ping on 127.0.0.1:<port>: rpc: can't find service Function.Ping
        | <time> listening on 127.0.0.1:<port>
        → check that it is a Lambda function built with aws-lambda-go"
    `)
  })

  it('because its working directory is missing', async () => {
    const lambda = shop.lambda('upper', { cwd: join(shop.folder, 'nowhere') })
    expect(await messageOf(lambda.invoke('x'), 'LAMBDA_START')).toMatchInlineSnapshot(`
      "LambdaStartError: ./test/lambdas/upper could not be started: its working directory <tmp>/nowhere does not exist
        → correct { cwd }"
    `)
  })

  it('because env() fails: says so, and keeps its own error as the cause', async () => {
    const lambda = shop.lambda('upper', { env: () => Promise.reject(new Error('the container is not up')) })
    const error = await failureOf(lambda.invoke('x'))
    expect(error.message).toBe(
      './test/lambdas/upper was not started: its env() threw: the container is not up\n  → see the cause below; env() is called each time that a process is started',
    )
    expect(error.cause).toMatchObject({ message: 'the container is not up' })
  })

  it('is tried again at the next invocation', async () => {
    let calls = 0
    const lambda = shop.lambda('panics-in-init', {
      env: () => {
        calls++
        return calls === 1 ? {} : { TABLE_NAME: `attempt ${calls}` }
      },
    })
    expect((await failureOf(lambda.invoke())).name).toBe('LambdaStartError')
    expect(await lambda.invoke()).toBe('attempt 2')
    await shop.stopAll()
  })
})

describe('an option', () => {
  it.each([
    [{ timeOutMs: 3 }],
    [{ timeoutMs: 0 }],
    [{ timeoutMs: '3000' }],
    [{ initTimeoutMs: 1.5 }],
    [{ memorySizeMb: 20_000 }],
    [{ env: { A: 1 } }],
    [{ env: () => ({ A: 1 }) }],
    [{ build: { tag: 'x' } }],
    [{ build: { tags: 'x' } }],
    [{ integers: 'float' }],
    [{ args: 'x' }],
    [{ functionName: '' }],
    [{ cwd: 3 }],
  ])('that is wrong is refused by name: %j', async (options) => {
    const attempt = async () => shop.lambda('upper', options as never).invoke('x')
    expect(await messageOf(attempt(), 'LAMBDA_OPTION')).toMatchSnapshot()
  })

  it.each([[3], [{ binary: 3 }], [{}], [null], [undefined]])('a source that is none is refused: %j', async (source) => {
    const attempt = async () => shop.lambda(source as never).invoke('x')
    expect(await messageOf(attempt(), 'LAMBDA_OPTION')).toMatchSnapshot()
  })
})

it('nothing was written to the folders of the functions', () => {
  expect(existsSync(join(lambdaFolder('upper'), 'upper'))).toBe(false)
})
