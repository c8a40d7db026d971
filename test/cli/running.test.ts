import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { reservePort } from '../../src/environment/index.ts'
import { eventually } from '../environment/eventually.ts'
import { answered, workbench } from './workbench.ts'

const { shop, run, start, running, masked } = workbench()

describe('use-go-lambda invoke <port>', () => {
  it('answers from a function that runs, and leaves it running', async () => {
    const { port, pid } = await running('upper')
    expect(await run(['invoke', port, '"daniel"'])).toEqual(answered('"DANIEL"\n'))
    expect(await run(['invoke', port, '-'], { stdin: '"again"' })).toEqual(answered('"AGAIN"\n'))
    process.kill(pid, 0)
    const ping = await run(['ping', port])
    expect(
      masked({ ...ping, stdout: ping.stdout.replace(/\(\d+\.\d ms\)/, '(<n> ms)').replace(port, '<port>') }),
    ).toEqual(answered('a Go Lambda function answers on port <port> (<n> ms)\n'))
  })

  it('prints a function error, and leaves it running', async () => {
    const { port, pid } = await running('fails-with-error')
    expect(await run(['invoke', port, '"no"'])).toEqual({
      code: 1,
      signal: null,
      stdout: '',
      stderr: '{"errorMessage":"no","errorType":"errorString"}\n',
    })
    process.kill(pid, 0)
  })

  it('gives up at the timeout, and leaves it running', async () => {
    const { port, pid } = await running('ignores-deadline')
    const outcome = masked(await run(['invoke', port, '60000', '--timeout-ms', '200']))
    expect(outcome).toMatchInlineSnapshot(`
      {
        "code": 1,
        "signal": null,
        "stderr": "{"errorMessage":"RequestId: <request id> Error: Task timed out after 0.20 seconds","errorType":"Sandbox.Timedout"}
      ",
        "stdout": "",
      }
    `)
    process.kill(pid, 0)
  })

  it('is ended by a signal at once, and leaves the function running', async () => {
    const { port, pid } = await running('ignores-deadline')
    const { child, ended } = start(['invoke', port, '60000', '--timeout-ms', '60000'], { stdin: '' })
    await eventually(
      () =>
        readFileSync(`/proc/${child.pid}/net/tcp`, 'utf8').includes(
          `:${Number(port).toString(16).toUpperCase().padStart(4, '0')} 01`,
        ),
      (connected) => connected,
      'the connection',
    )
    child.kill('SIGINT')
    expect(await ended).toEqual({
      code: 130,
      signal: null,
      stdout: '',
      stderr: 'use-go-lambda: stopped by SIGINT\n',
    })
    process.kill(pid, 0)
  }, 30_000)

  it('tells when nothing, or something else, listens there', async () => {
    const { port, release } = await reservePort(shop.cacheFolder)
    release()
    expect(masked(await run(['invoke', String(port), '"x"']))).toMatchInlineSnapshot(`
      {
        "code": 3,
        "signal": null,
        "stderr": "LambdaUnreachableError: nothing listens on port <port> of 127.0.0.1 or ::1 (ECONNREFUSED)
        → start the function: _LAMBDA_SERVER_PORT=<port> go run ./cmd/fn
      ",
        "stdout": "",
      }
    `)
    expect(masked(await run(['ping', String(port)]))).toMatchInlineSnapshot(`
      {
        "code": 3,
        "signal": null,
        "stderr": "LambdaUnreachableError: nothing listens on port <port> of 127.0.0.1 or ::1 (ECONNREFUSED)
        → start the function: _LAMBDA_SERVER_PORT=<port> go run ./cmd/fn
      ",
        "stdout": "",
      }
    `)
    const other = await running('speaks-other-rpc')
    expect(masked(await run(['invoke', other.port, '"x"']))).toMatchInlineSnapshot(`
      {
        "code": 3,
        "signal": null,
        "stderr": "LambdaUnreachableError: what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: rpc: can't find service Function.Ping
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free
      ",
        "stdout": "",
      }
    `)
    expect(masked(await run(['ping', other.port]))).toMatchInlineSnapshot(`
      {
        "code": 3,
        "signal": null,
        "stderr": "LambdaUnreachableError: what listens on 127.0.0.1:<port> is not a Go Lambda function in RPC mode: rpc: can't find service Function.Ping
        → start the function with _LAMBDA_SERVER_PORT=<port> (not built with the tag lambda.norpc), on a port that is free
      ",
        "stdout": "",
      }
    `)
  })
})
