import { describe, expect, it } from 'vitest'
import { lambdaFolder } from '../harness/workshop.ts'
import { mask } from '../support/mask.ts'
import { workbench } from './workbench.ts'

const { run, masked } = workbench()

describe('a failure', () => {
  it.each([
    ['an error of the handler', ['fails-with-custom-type', '{}']],
    ['a timeout', ['ignores-deadline', '60000', '--timeout-ms', '1000']],
    ['an exit', ['exits', '{"code":3,"say":"no licence"}']],
    ['a lost connection', ['closes-connection', '{"cut":true}']],
  ])('of the function is exit code 1, on standard error only: %s', async (_, [name, ...args]) => {
    const outcome = masked(await run(['invoke', lambdaFolder(name ?? ''), ...args]))
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    expect(outcome.stderr).toMatchSnapshot()
  })

  it('of the function by a panic has the stack as AWS writes it', async () => {
    const outcome = await run(['invoke', lambdaFolder('panics'), '{"with":"string"}'])
    expect(outcome).toMatchObject({ code: 1, stdout: '' })
    const error = JSON.parse(outcome.stderr)
    expect(Object.keys(error)).toEqual(['errorMessage', 'errorType', 'stackTrace'])
    expect(error.errorMessage).toBe('the cache is gone')
  })

  it.each([
    ['a missing folder', ['./cmd/nowhere']],
    ['a compile error', [lambdaFolder('broken/compile-error')]],
    ['no func main', [lambdaFolder('broken/not-main')]],
    ['an exit at start', [lambdaFolder('exits-at-start')]],
    ['no answer', [lambdaFolder('never-listens'), '--init-timeout-ms', '300']],
  ])('to build, start or reach it is exit code 3: %s', async (_, args) => {
    const outcome = masked(await run(['invoke', ...args]))
    expect(outcome).toMatchObject({ code: 3, stdout: '' })
    expect(outcome.stderr).toMatchSnapshot()
  })

  it.each([
    [[]],
    [['invok']],
    [['invoke']],
    [['invoke', '8001', 'daniel']],
    [['invoke', '8001', '']],
    [['invoke', '8001', '{"a": 1']],
    [['invoke', '8001', '-5']],
    [['invoke', '8001', '{"a":', '1}']],
    [['invoke', '0']],
    [['invoke', '65536']],
    [['invoke', '8001', '--tags', 'x']],
    [['invoke', '8001', '--env', 'A=1']],
    [['invoke', '8001', '--init-timeout-ms', '5']],
    [['invoke', './fn', '--env', 'A']],
    [['invoke', './fn', '--env', '=1']],
    [['invoke', './fn', '--env', '_HANDLER=x']],
    [['invoke', './fn', '--timeout-ms', '3s']],
    [['invoke', './fn', '--timeout-ms', '0']],
    [['invoke', './fn', '--timeout-ms', '900001']],
    [['invoke', './fn', '--timeout-ms']],
    [['invoke', './fn', '--client-context', 'tenant']],
    [['invoke', './fn', '--client-context', '[]']],
    [['invoke', './fn', '--raw', '--json']],
    [['invoke', './fn', '--frobnicate']],
    [['ping']],
    [['ping', 'x']],
    [['ping', '8001', '8002']],
    [['ping', '8001', '--json']],
    [['build']],
    [['build', './fn', '--out', '']],
    [['build', './fn', '--out', 'x', '--json']],
    [['build', '--out', 'x', '--tags', 'a']],
    [['build', '--out', 'x', '--flag', '-race']],
    [['build', './fn', '--out', 'x', '--build-env', '=1']],
    [['invoke', './fn', '--out', 'x']],
    [['cache', 'clear']],
    [['cache', 'clean', 'all']],
    [['cache', 'clean', '--env', 'A=1']],
  ])('of usage is exit code 2, and nothing is started: %j', async (args) => {
    const outcome = await run(args)
    expect(outcome).toMatchObject({ code: 2, stdout: '' })
    expect(mask(outcome.stderr)).toMatchSnapshot()
  })

  it('of a payload on standard input is exit code 2', async () => {
    expect(await run(['invoke', '8001', '-'], { stdin: 'daniel' })).toMatchInlineSnapshot(`
      {
        "code": 2,
        "signal": null,
        "stderr": "use-go-lambda: the payload on standard input is not JSON: Unexpected token 'd', "daniel" is not valid JSON; did you mean '"daniel"'?
      use-go-lambda --help shows how it is used
      ",
        "stdout": "",
      }
    `)
    expect(await run(['invoke', '8001', '-'], { stdin: '' })).toMatchInlineSnapshot(`
      {
        "code": 2,
        "signal": null,
        "stderr": "use-go-lambda: the payload on standard input is not JSON: Unexpected end of JSON input; --raw sends bytes as they are
      use-go-lambda --help shows how it is used
      ",
        "stdout": "",
      }
    `)
  })
})
