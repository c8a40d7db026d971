import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { usage } from '../../src/cli/usage.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { answered, workbench } from './workbench.ts'

const { shop, run, masked, script } = workbench()

describe('use-go-lambda invoke <package>', () => {
  it('builds, launches, prints the answer, and leaves nothing', async () => {
    expect(await run(['invoke', lambdaFolder('upper'), '"daniel"'])).toEqual(answered('"DANIEL"\n'))
  })

  it('takes a folder relative to the working directory', async () => {
    const cwd = lambdaFolder('.')
    expect(await run(['invoke', './upper', '"daniel"'], { cwd })).toEqual(answered('"DANIEL"\n'))
    expect(await run(['invoke', 'upper', '"daniel"'], { cwd })).toEqual(answered('"DANIEL"\n'))
    expect(await run(['invoke', '.', '"daniel"'], { cwd: lambdaFolder('upper') })).toEqual(answered('"DANIEL"\n'))
  })

  it('reads the payload from standard input, and sends {} without one', async () => {
    const echo = lambdaFolder('echo')
    expect(await run(['invoke', echo, '-'], { stdin: '{"name": "dañiel"}\n' })).toEqual(answered('{"name":"dañiel"}\n'))
    expect(await run(['invoke', echo])).toEqual(answered('{}\n'))
    expect(await run(['invoke', echo, 'null'])).toEqual(answered('null\n'))
    expect(await run(['invoke', echo, '12345678901234567890'])).toEqual(answered('12345678901234567890\n'))
  })

  it("writes the function's own output to standard error", async () => {
    const outcome = await run(['invoke', lambdaFolder('prints-lines'), '{"lines": 2}'])
    expect(outcome).toEqual({ ...answered('{"bytes":24}\n'), stderr: 'line 1 of 2\nline 2 of 2\n' })
  })

  it('passes variables, arguments of the build, client context and timeout on', async () => {
    const env = await run(['invoke', lambdaFolder('echo-env'), '--env', 'TABLE=a=b', '--env', 'EMPTY='])
    expect(JSON.parse(env.stdout).env).toMatchObject({ TABLE: 'a=b', EMPTY: '' })
    expect(JSON.parse(env.stdout).cwd).toBe(lambdaFolder('echo-env'))
    const context = await run([
      'invoke',
      lambdaFolder('echo-context'),
      '--client-context={"custom":{"tenant":"a"}}',
      '--timeout-ms=60000',
    ])
    const answer = JSON.parse(context.stdout)
    expect(answer.lambdaContext.ClientContext.custom).toEqual({ tenant: 'a' })
    expect(answer.deadline.remainingMs).toBeGreaterThan(50_000)
  })

  it('prints the detailed result with --json, and rounds nothing', async () => {
    const { code, stdout, stderr } = await run(['invoke', lambdaFolder('big-integers'), '--json'])
    expect([code, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toEqual({
      response: expect.objectContaining({ text: '9007199254740993' }),
      requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      logs: '',
      durationMs: expect.any(Number),
      billedDurationMs: expect.any(Number),
      initDurationMs: expect.any(Number),
      coldStart: true,
      ...(existsSync('/proc/self/status') && { maxMemoryUsedMb: expect.any(Number) }),
    })
    expect(stdout).toContain('"id":9007199254740993,')
    const logged = await run(['invoke', lambdaFolder('prints-lines'), '{"lines": 1}', '--json'])
    expect(logged.stderr).toBe('')
    expect(JSON.parse(logged.stdout)).toMatchObject({ response: { bytes: 12 }, logs: 'line 1 of 1\n' })
    const page = JSON.parse((await run(['invoke', lambdaFolder('answers-not-json'), '--json'])).stdout)
    expect(Buffer.from(page.responseBase64, 'base64').toString()).toMatch(/^<!doctype html>/)
    expect(page).not.toHaveProperty('response')
  })

  it('passes bytes on with --raw', async () => {
    const raw = lambdaFolder('raw-bytes')
    expect(await run(['invoke', raw, '--raw', '-'], { stdin: 'no JSON\n\t\0end' })).toEqual(
      answered('no JSON\n\t\0end'),
    )
    expect(await run(['invoke', raw, '--raw', 'text'])).toEqual(answered('text'))
  })
})

describe('use-go-lambda invoke <binary>', () => {
  it('needs no Go', async () => {
    copyFileSync(await shop.binary('upper'), join(shop.folder, 'upper'))
    const options = { cwd: shop.folder, env: { USE_GO_LAMBDA_GO: '/nowhere/go' } }
    expect(await run(['invoke', './upper', '"daniel"'], options)).toEqual(answered('"DANIEL"\n'))
    expect(await run(['invoke', 'upper', '"daniel"'], options)).toEqual(answered('"DANIEL"\n'))
    expect(await run(['invoke', join(shop.folder, 'upper'), '"daniel"'], options)).toEqual(answered('"DANIEL"\n'))
  })

  it('never runs what is no binary', async () => {
    const effect = join(shop.folder, 'it-was-run')
    writeFileSync(join(shop.folder, 'text'), `touch ${effect}\n`, { mode: 0o755 })
    const outcome = masked(await run(['invoke', './text'], { cwd: shop.folder }))
    expect(
      outcome.stderr.replace(/GOARCH=\w+/, 'GOARCH=<processor>').replace(/\(\d+ bytes\)/, '(<n> bytes)'),
    ).toMatchInlineSnapshot(`
      "LambdaBinaryError: <tmp>/text is a text file (<n> bytes), and was not run: it is no program
        | AWS Lambda answers Runtime.InvalidEntrypoint: fork/exec /var/task/bootstrap: exec format error
        → build it with GOOS=linux GOARCH=<processor> go build
      "
    `)
    expect(outcome).toMatchObject({ code: 3, stdout: '' })
    expect(existsSync(effect)).toBe(false)
  })
})

describe('use-go-lambda', () => {
  it('shows how it is used, and its version', async () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
    for (const args of [['--help'], ['-h'], ['help'], ['invoke', '--help']]) {
      expect(await run(args)).toEqual(answered(usage))
    }
    for (const args of [['--version'], ['-v']]) expect(await run(args)).toEqual(answered(`${version}\n`))
  })

  it('does not mind a reader that has gone', async () => {
    const args = ['invoke', lambdaFolder('big-answer'), '{"bytes": 3000000}']
    const child = spawn(process.execPath, [script(), ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    child.stdout.once('data', () => child.stdout.destroy())
    child.stderr.resume()
    const [code] = (await once(child, 'exit')) as [number | null]
    expect(code).toBe(0)
  })
})
