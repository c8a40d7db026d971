import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { eventually } from '../environment/eventually.ts'
import { expectNothingLeft, leftBehind } from '../harness/left-behind.ts'
import { lambdaFolder } from '../harness/workshop.ts'
import { outputUnder } from './command.ts'
import { workbench } from './workbench.ts'

const { shop, start } = workbench()

describe('a signal', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('%s stops the function, and ends the command with %i', async (signal, code) => {
    const args = ['invoke', lambdaFolder('ignores-deadline'), '600000', '--timeout-ms', '600000']
    const { child, ended } = start(args, { stdin: '' })
    await eventually(
      () => outputUnder(shop.cacheFolder),
      (output) => output.includes('sleeping'),
      'the function',
    )
    expect(leftBehind(shop.cacheFolder).filter((what) => what.startsWith('process'))).toHaveLength(1)
    child.kill(signal)
    const outcome = await ended
    expect(outcome).toMatchObject({ code, signal: null, stdout: '' })
    expect(outcome.stderr).toBe(`use-go-lambda: stopped by ${signal}\n`)
    await expectNothingLeft(shop.cacheFolder)
  })

  it('SIGKILL leaves nothing either', async () => {
    const args = ['invoke', lambdaFolder('ignores-deadline'), '600000', '--timeout-ms', '600000']
    const { child, ended } = start(args, { stdin: '' })
    await eventually(
      () => outputUnder(shop.cacheFolder),
      (output) => output.includes('sleeping'),
      'the function',
    )
    child.kill('SIGKILL')
    expect(await ended).toMatchObject({ code: null, signal: 'SIGKILL' })
    await expectNothingLeft(shop.cacheFolder)
  })

  it('ends a command that waits for its payload', async () => {
    const { child, ended } = start(['invoke', lambdaFolder('upper'), '-'])
    await eventually(
      () => readFileSync(`/proc/${child.pid}/status`, 'utf8'),
      (status) => catches(status, hangUp),
      'its signal handlers',
    )
    child.kill('SIGINT')
    expect(await ended).toMatchObject({ code: 130, stdout: '' })
  })

  it('ends a build that is under way', async () => {
    const go = join(shop.folder, 'slow-go')
    const begun = join(shop.folder, 'build-begun')
    writeFileSync(go, `#!/bin/sh\ncase $1 in build) echo $$ > ${begun}; exec sleep 300;; esac\nexec go "$@"\n`)
    chmodSync(go, 0o755)
    const { child, ended } = start(['invoke', lambdaFolder('upper'), '"x"'], {
      stdin: '',
      env: { USE_GO_LAMBDA_GO: go },
    })
    const pid = await eventually(
      () => (existsSync(begun) ? readFileSync(begun, 'utf8').trim() : ''),
      (text) => text !== '',
      'the build',
    )
    child.kill('SIGTERM')
    expect(await ended).toMatchObject({ code: 143, stdout: '' })
    await eventually(
      () => existsSync(`/proc/${pid}/status`) && !/State:\tZ/.test(readFileSync(`/proc/${pid}/status`, 'utf8')),
      (alive) => !alive,
      'go build',
    )
  }, 30_000)
})

/** SIGHUP: Node itself has handlers for SIGINT and SIGTERM. */
const hangUp = 1

/** Whether a process has a handler for this signal. */
function catches(status: string, signal: number): boolean {
  const mask = BigInt(`0x${/SigCgt:\t([0-9a-f]+)/.exec(status)?.[1] ?? '0'}`)
  return ((mask >> BigInt(signal - 1)) & 1n) === 1n
}
