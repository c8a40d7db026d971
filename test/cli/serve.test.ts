import { chmodSync, existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { InvokeCommand, type InvokeCommandInput, InvokeWithResponseStreamCommand } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventually } from '../environment/eventually.ts'
import { failureOf } from '../harness/failure-of.ts'
import { expectNothingLeft, leftBehind } from '../harness/left-behind.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'
import { outputUnder } from './command.ts'
import { type Serving, serve } from './serving.ts'
import { workbench } from './workbench.ts'

const bench = workbench({ checksEach: false })
const { shop, run, masked } = bench

/** Times and durations are those of the run. */
function told(text: string): string {
  return mask(text)
    .replace(/^\d\d:\d\d:\d\d/gm, '<time>')
    .replace(/\d+\.\d ms/g, '<n> ms')
}

describe('use-go-lambda serve', () => {
  let serving: Serving
  const invoke = (input: InvokeCommandInput) => serving.client.send(new InvokeCommand(input))

  beforeAll(async () => {
    const binary = await shop.binary('prints-lines')
    const names = ['echo', 'api-router', 'panics', 'ignores-deadline', 'streams', 'function-url'].map((name) =>
      lambdaFolder(name),
    )
    const functions = [...names, `shout=${lambdaFolder('upper')}`, `lines=${binary}`]
    serving = await serve(bench, [...functions, '--timeout-ms', '500', '--cors', 'https://app.example'])
  })

  it('tells first where it is and how it is called', () => {
    const { host } = new URL(serving.url)
    const { port } = new URL(serving.url)
    const first = serving.printed.stdout.split('\n\n')[0] ?? ''
    expect(first).toContain(`8 functions on ${serving.url}\n  echo (${lambdaFolder('echo')})\n`)
    expect(first).toContain(
      `  shout (${lambdaFolder('upper')})\n    http://${host}/lambda-url/shout/\n    http://shout.localhost:${port}/\n`,
    )
    expect(first).toContain(
      `\n  aws lambda invoke --endpoint-url ${serving.url} --region us-east-1 --function-name echo --cli-binary-format raw-in-base64-out --payload '{}' /dev/stdout\n`,
    )
    expect(first.endsWith(`\n  AWS_ENDPOINT_URL_LAMBDA=${serving.url}`)).toBe(true)
  })

  it('answers an SDK: names, ARNs, log, background, dry run, exceptions', async () => {
    const text = async (input: InvokeCommandInput) => (await invoke(input)).Payload?.transformToString()
    expect(await text({ FunctionName: 'shout', Payload: '"daniel"' })).toBe('"DANIEL"')
    const arn = 'arn:aws:lambda:us-east-1:123456789012:function:shout:live'
    expect(await text({ FunctionName: arn, Payload: '"arn"' })).toBe('"ARN"')
    const Payload = '{"lines":1,"label":"logged"}'
    const { LogResult = '' } = await invoke({ FunctionName: 'lines', Payload, LogType: 'Tail' })
    expect(Buffer.from(LogResult, 'base64').toString()).toContain('\nlogged 1 of 1\nEND ')
    const InvocationType = 'Event'
    expect(
      (await invoke({ FunctionName: 'lines', InvocationType, Payload: '{"lines":1,"label":"later"}' })).StatusCode,
    ).toBe(202)
    await serving.says('  | later 1 of 1\n')
    expect((await invoke({ FunctionName: 'shout', InvocationType: 'DryRun' })).StatusCode).toBe(204)
    expect((await failureOf(invoke({ FunctionName: 'upper' }))).name).toBe('ResourceNotFoundException')
    expect((await failureOf(invoke({ FunctionName: 'echo', Payload: '{' }))).name).toBe(
      'InvalidRequestContentException',
    )
    const failed = await invoke({ FunctionName: 'ignores-deadline', Payload: '60000' })
    expect([failed.FunctionError, failed.Payload?.transformToString()]).toEqual([
      'Unhandled',
      expect.stringContaining('Task timed out after 0.50 seconds'),
    ])
    const streamed = await serving.client.send(
      new InvokeWithResponseStreamCommand({ FunctionName: 'streams', Payload: '{}' }),
    )
    const chunks: string[] = []
    for await (const { PayloadChunk } of streamed.EventStream ?? []) {
      if (PayloadChunk) chunks.push(Buffer.from(PayloadChunk.Payload ?? []).toString())
    }
    expect(chunks.join('')).toBe('one\ntwo\nthree\n')
  })

  it('answers a function URL, with Go’s own types of an HTTP API', async () => {
    const notes = `${serving.url}/lambda-url/api-router/notes`
    const headers = { 'content-type': 'application/json' }
    const created = await fetch(notes, { method: 'POST', headers, body: '{"title":"Grüße","tags":["a"]}' })
    expect([created.status, created.headers.get('content-type')]).toEqual([201, 'application/json'])
    const place = created.headers.get('location') ?? ''
    const { title } = (await created.json()) as { title: string }
    expect([place.startsWith('/notes/'), title]).toEqual([true, 'Grüße'])
    const image = await fetch(`${serving.url}/lambda-url/api-router${place}/image`)
    expect(image.headers.get('content-type')).toBe('image/png')
    expect(
      Buffer.from(await image.arrayBuffer())
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    const session = await fetch(`${serving.url}/lambda-url/api-router/session`, { method: 'POST' })
    expect(session.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual(['session', 'theme'])
    expect((await fetch(`${notes}?tag=a`)).status).toBe(200)
    expect((await fetch(`${serving.url}/lambda-url/api-router/nowhere`)).status).toBe(404)
  })

  it('has one request id in event, context, answer and line', async () => {
    const answer = await fetch(`${serving.url}/lambda-url/function-url/ids`)
    const id = answer.headers.get('x-amzn-requestid')
    expect(await answer.text()).toBe(`${id} ${id}`)
    await serving.says(new RegExp(`^\\d\\d:\\d\\d:\\d\\d function-url ${id} \\d+\\.\\d ms.* ok$`, 'm'))
  })

  it('answers 502 where the function fails, exits, is late or says nothing, and the next request works', async () => {
    for (const path of ['fails', 'exits', 'sleeps', 'nothing']) {
      const answer = await fetch(`${serving.url}/lambda-url/function-url/${path}`)
      expect([path, answer.status, await answer.text()]).toEqual([path, 502, 'Internal Server Error'])
      expect((await fetch(`${serving.url}/lambda-url/function-url/cookies`)).status).toBe(200)
    }
    await serving.says('function-url 502, statusCode is 0, not one from 200 to 599\n')
    const panic = await fetch(`${serving.url}/lambda-url/panics/`)
    expect(panic.status).toBe(502)
  })

  it('passes bytes and cookies both ways', async () => {
    const bytes = Buffer.from([0, 1, 2, 0xff, 0xc3, 0x28])
    for (const [type, body] of [
      ['application/octet-stream', bytes],
      ['text/plain', bytes],
      ['application/json', Buffer.from('"ü"')],
    ] as const) {
      const init = { method: 'POST', headers: { 'content-type': type }, body }
      const answer = await fetch(`${serving.url}/lambda-url/function-url/body`, init)
      expect([answer.headers.get('content-type'), Buffer.from(await answer.arrayBuffer())]).toEqual([type, body])
    }
    const answer = await fetch(`${serving.url}/lambda-url/function-url/cookies`, { headers: { cookie: 'x=1; y=2' } })
    expect([await answer.text(), answer.headers.getSetCookie()]).toEqual(['2', ['a=1; Path=/', 'b=2']])
  })

  it('lets pages of the given origin in', async () => {
    const headers = { origin: 'https://app.example' }
    const answer = await fetch(`${serving.url}/lambda-url/echo/`, { headers })
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, headers.origin])
    expect(
      (await fetch(`${serving.url}/lambda-url/echo/`, { headers: { origin: 'https://evil.example' } })).status,
    ).toBe(403)
    await serving.says(
      'echo 403, the request comes from a page of "https://evil.example", and --cors does not name it\n',
    )
  })

  it('has a readable line for each invocation, and what the function wrote beneath', async () => {
    const from = serving.printed.stdout.length
    await invoke({ FunctionName: 'shout', Payload: '"x"' })
    await invoke({ FunctionName: 'shout', Payload: '1' })
    await invoke({ FunctionName: 'lines', Payload: '{"lines":2,"label":"output"}' })
    await invoke({ FunctionName: 'ignores-deadline', Payload: '60000' })
    await serving.says(/timed out after 0\.50 seconds\n {2}\| sleeping for 60000 ms\n$/)
    const lines = told(serving.printed.stdout.slice(from)).replaceAll(' (init <n> ms)', '')
    expect(lines).toMatchInlineSnapshot(`
      "<time> shout <request id> <n> ms ok
      <time> shout <request id> <n> ms UnmarshalTypeError: json: cannot unmarshal number into Go value of type string
      <time> lines <request id> <n> ms ok
        | output 1 of 2
        | output 2 of 2
      <time> ignores-deadline <request id> <n> ms Sandbox.Timedout: Task timed out after 0.50 seconds
        | sleeping for 60000 ms
      "
    `)
  })

  it('ends by a signal with everything', async () => {
    expect(leftBehind(shop.cacheFolder).filter((what) => what.startsWith('process')).length).toBeGreaterThan(3)
    const outcome = await serving.end('SIGTERM')
    expect([outcome.code, outcome.stderr]).toEqual([143, 'use-go-lambda: stopped by SIGTERM\n'])
    await expectNothingLeft(shop.cacheFolder)
  })
})

describe('the end of serve', () => {
  it('is 130 after Ctrl-C, also in the midst of invocations', async () => {
    const functions = [lambdaFolder('ignores-deadline'), lambdaFolder('function-url')]
    const serving = await serve(bench, [...functions, '--timeout-ms', '600000'])
    const Payload = '600000'
    const call = failureOf(serving.client.send(new InvokeCommand({ FunctionName: 'ignores-deadline', Payload })))
    // Two of one function at a time.
    const asked = [1, 2].map(() => failureOf(fetch(`${serving.url}/lambda-url/function-url/sleeps`)))
    await eventually(
      () => outputUnder(shop.cacheFolder),
      (output) => output.split('sleeping').length === 4,
      'three invocations',
    )
    expect(await serving.end('SIGINT')).toMatchObject({ code: 130, stderr: 'use-go-lambda: stopped by SIGINT\n' })
    await Promise.all([call, ...asked])
    await expectNothingLeft(shop.cacheFolder)
  })

  it('does not wait for a build', async () => {
    const go = join(shop.folder, 'slow-go')
    const begun = join(shop.folder, 'build-begun')
    writeFileSync(go, `#!/bin/sh\ncase $1 in build) echo > ${begun}; exec sleep 300;; esac\nexec go "$@"\n`)
    chmodSync(go, 0o755)
    const env = { USE_GO_LAMBDA_GO: go, USE_GO_LAMBDA_CACHE: join(shop.folder, 'another-cache') }
    const { child, ended } = bench.start(['serve', lambdaFolder('echo')], { stdin: '', env })
    await eventually(
      () => existsSync(begun),
      (there) => there,
      'the build',
    )
    child.kill('SIGINT')
    const stderr = 'use-go-lambda: stopped by SIGINT\n'
    expect(await ended).toEqual({ code: 130, signal: null, stdout: '', stderr })
    await expectNothingLeft(env.USE_GO_LAMBDA_CACHE)
  })

  it('SIGKILL leaves nothing either', async () => {
    const serving = await serve(bench, [lambdaFolder('echo')])
    await serving.client.send(new InvokeCommand({ FunctionName: 'echo', Payload: '1' }))
    expect(await serving.end('SIGKILL')).toMatchObject({ signal: 'SIGKILL' })
    await expectNothingLeft(shop.cacheFolder)
  })
})

describe('the port', () => {
  it('is another where the usual one is taken, and an error where it was given', async () => {
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen({ host: '127.0.0.1', port: 0 }, resolve))
    const { port } = taken.address() as { port: number }
    const outcome = masked(await run(['serve', lambdaFolder('echo'), '--port', String(port)]))
    expect(outcome).toEqual({
      code: 3,
      signal: null,
      stdout: '',
      stderr:
        'EndpointPortError: port <port> of 127.0.0.1 is taken\n  → give another port, or none: any free one is taken then\n',
    })
    const first = await serve(bench, [lambdaFolder('echo')])
    const second = await serve(bench, [lambdaFolder('echo')])
    expect(first.url).not.toBe(second.url)
    expect((await fetch(`${second.url}/lambda-url/echo/`)).status).toBe(200)
    await Promise.all([first.end(), second.end()])
    await new Promise((resolve) => taken.close(resolve))
  })
})

describe('what cannot be served', () => {
  const refused = async (...args: string[]) => {
    const { code, stdout, stderr } = masked(await run(['serve', ...args]))
    expect(stdout).toBe('')
    return [code, stderr.replace(/\nuse-go-lambda --help shows how it is used\n$/, '')]
  }

  it('is refused with what to do instead', async () => {
    expect(await refused()).toEqual([2, 'use-go-lambda: serve takes packages or binaries'])
    const echo = lambdaFolder('echo')
    expect(await refused(echo, `${echo}/`)).toEqual([
      2,
      'use-go-lambda: <root>/test/lambdas/echo and <root>/test/lambdas/echo/ are both called echo: give one of them a name of its own, as in other-name=<root>/test/lambdas/echo/',
    ])
    expect(await refused(`a b=${echo}`)).toEqual([
      2,
      'use-go-lambda: a b is no name of a function (letters, digits, - and _, at most 64): give it one, as in name=<root>/test/lambdas/echo',
    ])
    expect((await refused('x=./cmd/nowhere'))[0]).toBe(3)
    expect(await refused(echo, '--port', '0')).toEqual([
      2,
      'use-go-lambda: --port takes a number from 1 to 65535, not 0',
    ])
    expect(await refused(echo, '--cors', 'https://app.example/')).toEqual([
      2,
      'use-go-lambda: --cors takes an origin (https://app.example, without a path) or *, not "https://app.example/"',
    ])
    expect(await refused(echo, '--host', 'localhost')).toEqual([
      2,
      'use-go-lambda: --host takes an address to listen on (0.0.0.0 for all), not "localhost"',
    ])
    expect(await refused(echo, '--concurrency', '0')).toEqual([
      2,
      'use-go-lambda: --concurrency takes a number from 1 to 1000, not "0"',
    ])
    expect(await refused(echo, '--json')).toEqual([2, 'use-go-lambda: serve takes no --json'])
    expect(await refused(await shop.binary('echo'), '--watch')).toEqual([
      2,
      'use-go-lambda: --watch is for packages: a binary is not built here',
    ])
  })

  it('is told in full where several were not built', async () => {
    const [code, stderr] = await refused(
      lambdaFolder('broken/compile-error'),
      lambdaFolder('echo'),
      lambdaFolder('broken/not-main'),
    )
    expect(code).toBe(3)
    expect(stderr).toContain('GoBuildError: ./test/lambdas/broken/compile-error does not compile')
    expect(stderr).toContain('broken/not-main')
  })
})

afterAll(() => expectNothingLeft(shop.cacheFolder))
