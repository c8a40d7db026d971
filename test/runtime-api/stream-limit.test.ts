import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ExecutionEnvironment } from '../../src/environment/index.ts'
import { RuntimeApiTransport } from '../../src/runtime-api/index.ts'
import { bundleReapScript } from '../environment/bundle.ts'
import { buildLambdas, environmentFor, request } from '../environment/lambdas.ts'
import { temporaryFolder } from '../environment/temporary-folder.ts'

const folder = temporaryFolder()
const maxStreamBytes = 100_000
let environment: ExecutionEnvironment

beforeAll(async () => {
  const reapScript = await bundleReapScript(folder)
  await buildLambdas(folder, 'streams-at-will')
  environment = environmentFor(folder, reapScript, 'streams-at-will', {
    createTransport: () => new RuntimeApiTransport({ maxStreamBytes }),
  })
  await environment.start()
})
afterAll(() => environment.stop())

/** Counts what a sink is given. */
function counting() {
  const seen = { bytes: 0, contentType: undefined as string | undefined }
  const sink = {
    begin: (contentType: string | undefined) => {
      seen.contentType = contentType
    },
    write: (piece: Uint8Array) => {
      seen.bytes += piece.byteLength
      return undefined
    },
  }
  return { seen, sink }
}

it('a stream up to the limit is whole; beyond it the rest goes by, and the environment is used up', async () => {
  const small = counting()
  await environment.invoke(request({ bytes: 50_000 }), { timeoutMs: 30_000, sink: small.sink })
  expect(small.seen.contentType).toBe('application/vnd.awslambda.http-integration-response')
  expect(small.seen.bytes).toBeGreaterThan(50_000)
  expect(environment.state).toBe('idle')
  const large = counting()
  const { response } = await environment.invoke(request({ bytes: 5_000_000 }), { timeoutMs: 30_000, sink: large.sink })
  expect(response.Error).toMatchObject({
    Type: 'Function.ResponseSizeTooLarge',
    Message: 'Response payload size exceeded maximum allowed payload size (100000 bytes).',
  })
  expect(large.seen.bytes).toBe(maxStreamBytes)
  expect(environment.state).toBe('ended')
})
