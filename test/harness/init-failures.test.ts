import { chmodSync, copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { FunctionUnderTest } from '../../src/harness/function-under-test.ts'
import type { LambdaStartError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const requestId = '11111111-2222-4333-8444-555555555555'

describe('a failure in the init phase has what AWS answers to the invocation that it stopped', () => {
  it.each([
    ['exits-at-start', 'Runtime exited with error: exit status 3', /^reading the configuration\n/],
    ['panics-in-init', 'Runtime exited with error: exit status 2', /^panic: missing TABLE_NAME\n/],
    ['no-lambda', 'Runtime exited without providing a reason', /^hello\n$/],
  ])('%s', async (name, reason, output) => {
    const error = await failureOf<LambdaStartError>(shop.lambda(name).invoke({}, { requestId }))
    const aws = { errorType: 'Runtime.ExitError', errorMessage: `RequestId: ${requestId} Error: ${reason}` }
    expect(error).toMatchObject({ code: 'LAMBDA_START', requestId, ...aws })
    expect(error.toAwsJson()).toEqual(aws)
    expect(error.logs).toMatch(output)
  })

  it('one that hangs is a timeout, with the function’s own timeout: AWS starts it once more within that', async () => {
    const lambda = shop.lambda('never-listens', { initTimeoutMs: 300 })
    const error = await failureOf<LambdaStartError>(lambda.invoke({}, { requestId }))
    expect(error.toAwsJson()).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: `RequestId: ${requestId} Error: Task timed out after 3.00 seconds`,
    })
    expect(error.logs).toBe('waiting for the database\ndatabase: no answer yet\n')
  })

  it('without an invocation it names none', async () => {
    const error = await failureOf<LambdaStartError>(shop.lambda('exits-at-start').start())
    expect([error.requestId, error.errorType, error.errorMessage]).toEqual([
      undefined,
      'Runtime.ExitError',
      'Runtime exited with error: exit status 3',
    ])
    const hung = await failureOf<LambdaStartError>(shop.lambda('never-listens', { initTimeoutMs: 100 }).start())
    expect(hung.errorMessage).toBe('Task timed out')
  })

  it('in a suite, each later invocation gets it under its own request id', async () => {
    const place = { from: '/', root: '/', watches: false, givesUpAfterFailedStart: true, frameColumns: false }
    const lambda = new FunctionUnderTest(lambdaFolder('exits-at-start'), {}, place)
    await failureOf(lambda.invoke())
    const error = await failureOf<LambdaStartError>(lambda.invoke({}, { requestId }))
    expect(error).toMatchObject({
      message: expect.stringContaining('did not start at its first invocation in this file'),
      errorMessage: `RequestId: ${requestId} Error: Runtime exited with error: exit status 3`,
      logs: 'reading the configuration\nconfiguration: TABLE_NAME is not set\n',
    })
    await lambda.stop()
  })

  it('where it is not the function’s own it has none', async () => {
    for (const lambda of [
      shop.lambda('upper', { cwd: join(shop.folder, 'nowhere') }),
      shop.lambda('upper', { env: () => Promise.reject(new Error('no container')) }),
      shop.lambda('upper', { transport: 'rpc', build: { tags: ['lambda.norpc'] } }),
      shop.lambda('speaks-other-rpc'),
    ]) {
      const error = await failureOf<LambdaStartError>(lambda.invoke('x'))
      expect([error.code, error.errorType, error.errorMessage, error.toAwsJson()]).toEqual([
        'LAMBDA_START',
        undefined,
        undefined,
        undefined,
      ])
    }
  })

  it('a binary that vanished after it was built is no valid entry point', async () => {
    const binary = join(shop.folder, 'bootstrap')
    copyFileSync(await shop.binary('upper'), binary)
    chmodSync(binary, 0o755)
    const lambda = shop.lambda<string>({ binary })
    await lambda.prepare()
    rmSync(binary)
    const error = await failureOf<LambdaStartError>(lambda.invoke('x', { requestId }))
    expect(error.toAwsJson()).toEqual({
      errorType: 'Runtime.InvalidEntrypoint',
      errorMessage: `RequestId: ${requestId} Error: Couldn't find valid bootstrap(s): [/var/task/bootstrap /opt/bootstrap]`,
    })
  })
})
