import { afterEach, beforeAll, expect, it } from 'vitest'
import { setSuiteEndpoint } from '../../src/harness/suite-endpoint.ts'
import type { LambdaRemoteError } from '../../src/remote/index.ts'
import { failureOf } from '../harness/failure-of.ts'
import { workshop } from '../harness/workshop.ts'
import { deployed, fakeAccount, setAll, withVariables } from './cloud.ts'

const shop = workshop()
withVariables(() => fakeAccount)
const { remote } = deployed([shop.lambda('upper', { functionName: 'upper' })])

/** What `useInvokeEndpoint()` of a suite puts there: nobody listens at this one. */
const suiteEndpoint = 'http://127.0.0.1:9'
let cloud: string | undefined

beforeAll(() => {
  cloud = process.env['AWS_ENDPOINT_URL_LAMBDA']
})
afterEach(() => {
  setSuiteEndpoint(undefined)
  setAll({ AWS_ENDPOINT_URL_LAMBDA: cloud })
})

function openSuiteEndpoint(): void {
  setAll({ AWS_ENDPOINT_URL_LAMBDA: suiteEndpoint })
  setSuiteEndpoint(suiteEndpoint)
}

it('a deployed function that is stopped and started again while a suite’s endpoint is open stays where it was', async () => {
  const upper = remote<string, string>('upper')
  expect(await upper.invoke('before')).toBe('BEFORE')
  openSuiteEndpoint()
  await upper.stop()
  await upper.start()
  expect(await upper.invoke('after')).toBe('AFTER')
})

it('one that is first used then is refused, and told what to do', async () => {
  openSuiteEndpoint()
  const error = await failureOf<LambdaRemoteError>(remote('upper').invoke('x'))
  expect(error.code).toBe('LAMBDA_REMOTE')
  expect(error.message).toMatchInlineSnapshot(`
    "./cmd/upper is a deployed function that is first used while useInvokeEndpoint() is open: the AWS SDK would find that endpoint in its place
      → call useGoLambda() for it at the top of the file, before useInvokeEndpoint(), or in a file of its own"
  `)
})
