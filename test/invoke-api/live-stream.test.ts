import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { InvokeWithResponseStreamCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InvokeEndpoint, startInvokeEndpoint } from '../../src/harness/start-invoke-endpoint.ts'
import { workshop } from '../harness/workshop.ts'

const shop = workshop()
let endpoint: InvokeEndpoint
let client: LambdaClient

beforeAll(async () => {
  const live = shop.lambda('streams-at-will', { transport: 'runtime-api', functionName: 'live', timeoutMs: 60_000 })
  const whole = shop.lambda('streams', { transport: 'rpc', functionName: 'whole' })
  endpoint = await startInvokeEndpoint([live, whole])
  const credentials = { accessKeyId: 'AKIAFAKE', secretAccessKey: 'fake' }
  client = new LambdaClient({ endpoint: endpoint.url, region: 'us-east-1', credentials, maxAttempts: 1 })
})
afterAll(async () => {
  client.destroy()
  await endpoint.stop()
})

async function events(FunctionName: string, payload: unknown, seen: (text: string) => void = () => undefined) {
  const Payload = JSON.stringify(payload)
  const answer = await client.send(new InvokeWithResponseStreamCommand({ FunctionName, Payload, LogType: 'Tail' }))
  let text = ''
  for await (const event of answer.EventStream ?? []) {
    text += new TextDecoder().decode(event.PayloadChunk?.Payload)
    seen(text)
    if (event.InvokeComplete !== undefined) return { text, complete: event.InvokeComplete }
  }
  throw new Error('the stream had no InvokeComplete')
}

describe('InvokeWithResponseStream through the AWS SDK', () => {
  it('gives the first piece of a function that is still writing, over the Runtime API', async () => {
    const gate = join(shop.folder, 'gate')
    const seenBefore: boolean[] = []
    const { text, complete } = await events('live', { bytes: 200_000, gate }, (text) => {
      if (!text.includes('x')) return
      seenBefore.push(existsSync(gate))
      writeFileSync(gate, '')
    })
    expect(seenBefore[0]).toBe(false)
    const [prelude, body] = text.split('\0'.repeat(8)) as [string, string]
    expect(JSON.parse(prelude)).toMatchObject({ statusCode: 201, cookies: ['seen=1'] })
    expect(body).toBe('x'.repeat(200_000))
    expect(complete.ErrorCode).toBeUndefined()
    expect(atob(complete.LogResult ?? '')).toMatch(/^START RequestId: /)
  })

  it('tells the error that broke a stream half-way', async () => {
    const { text, complete } = await events('live', { bytes: 10, fail: 'the source ran dry' })
    expect(text.endsWith('xxxxxxxxxx')).toBe(true)
    expect(complete.ErrorCode).toBe('Unhandled')
    expect(JSON.parse(complete.ErrorDetails ?? '')).toEqual({
      errorMessage: 'the source ran dry',
      errorType: 'errorString',
    })
  })

  it('gives the same bytes of a function over net/rpc, when all are there', async () => {
    const { text } = await events('whole', { kind: 'url' })
    const [prelude, body] = text.split('\0'.repeat(8)) as [string, string]
    expect(JSON.parse(prelude)).toMatchObject({ statusCode: 200, cookies: ['seen=1'] })
    expect(body).toBe('one\ntwo\n')
    expect((await events('whole', { kind: 'json' })).text).toBe('{"parts":["one","two"]}')
  })
})
