import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as gob from '../../src/gob/door.ts'
import { LambdaClient } from '../../src/lambda/index.ts'
import { messages } from '../../src/lambda/messages.ts'

const requestHeader = gob.struct('Request', { ServiceMethod: gob.string, Seq: gob.uint64 })
const responseHeader = gob.struct('Response', { ServiceMethod: gob.string, Seq: gob.uint64, Error: gob.string })

let server: Server
let client: LambdaClient
/** The request ids in the order of their arrival, and how many were under way at most. */
let arrived: string[]
let most: number

/** Answers each invocation with its request id, in a later turn; refuses `no`, and drops the line at `end`. */
function serve(socket: Socket): void {
  const decoder = new gob.Decoder()
  const encoder = new gob.Encoder()
  let underWay = 0
  socket.on('error', () => undefined)
  socket.on('data', (chunk) => {
    decoder.push(chunk)
    for (let header = decoder.decode(requestHeader); header; header = decoder.decode(requestHeader)) {
      const { Seq } = header.value
      const { RequestId } = decoder.decode(messages.invokeRequest)?.value ?? { RequestId: '' }
      arrived.push(RequestId)
      most = Math.max(most, ++underWay)
      setImmediate(() => {
        underWay--
        if (RequestId === 'end') socket.destroy()
        else {
          socket.write(
            encoder.encodeAll([
              [responseHeader, { Seq, Error: RequestId === 'no' ? 'no' : '' }],
              [messages.invokeResponse, { Payload: Buffer.from(RequestId) }],
            ]),
          )
        }
      })
    }
  })
}

beforeEach(async () => {
  arrived = []
  most = 0
  server = createServer(serve).listen(0, '127.0.0.1')
  await once(server, 'listening')
  client = await LambdaClient.connect({ port: (server.address() as AddressInfo).port })
})

afterEach(async () => {
  client.close()
  server.close()
  await once(server, 'close')
})

const outcome = (RequestId: string) =>
  client.invoke({ RequestId }).then(
    ({ Payload }) => Buffer.from(Payload).toString(),
    (error: Error) => error.name,
  )

test('sends one invocation at a time, in the order of the calls', async () => {
  const ids = Array.from({ length: 20 }, (_, index) => `r${index}`)
  expect(await Promise.all(ids.map(outcome))).toEqual(ids)
  expect(await outcome('later')).toBe('later')
  expect({ arrived, most }).toEqual({ arrived: [...ids, 'later'], most: 1 })
})

test('sends the next one also after one that failed, here or there', async () => {
  const outcomes = ['a', 'no', 1 as unknown as string, 'b', 'no', 'c'].map(outcome)
  expect(await Promise.all(outcomes)).toEqual(['a', 'ServerError', 'GobEncodeError', 'b', 'ServerError', 'c'])
  expect(await outcome('d')).toBe('d')
  expect({ arrived, most }).toEqual({ arrived: ['a', 'no', 'b', 'no', 'c', 'd'], most: 1 })
})

test('lets an invocation that follows from an answer wait for those before it', async () => {
  const first = outcome('1').then(() => outcome('3'))
  const second = outcome('2')
  expect(await Promise.all([first, second])).toEqual(['3', '2'])
  expect({ arrived, most }).toEqual({ arrived: ['1', '2', '3'], most: 1 })
})

test('ends every invocation that waits when the line breaks', async () => {
  const outcomes = ['a', 'end', 'b', 'c'].map(outcome)
  expect(await Promise.all(outcomes)).toEqual(['a', 'ConnectionError', 'ShutdownError', 'ShutdownError'])
  expect(arrived).toEqual(['a', 'end'])
})
