import * as gob from '../gob/index.ts'
import { Client } from '../rpc/index.ts'
import { type InvokeRequest, messages } from './messages.ts'

const responseHeader = gob.struct('Response', {
  ServiceMethod: gob.string,
  Seq: gob.safeInteger(gob.uint64),
  Error: gob.string,
})

const request: InvokeRequest = {
  Payload: new Uint8Array([0x7b, 0x7d]),
  RequestId: '00000000-0000-4000-8000-000000000000',
  XAmznTraceId: 'Root=1-00000000-000000000000000000000000',
  Deadline: { Seconds: 0, Nanos: 0 },
  InvokedFunctionArn: 'arn:aws:lambda:us-east-1:012345678912:function:none',
  ClientContext: new Uint8Array(),
}

let rehearsed = false

/**
 * Pings and invokes a function that is not there, once in a process: a client is given the answers that Go would write. The
 * first call costs milliseconds, in which types are laid out and code is compiled; they pass while the function starts.
 */
export function rehearse(): void {
  if (rehearsed) return
  rehearsed = true
  let receive: ((chunk: Uint8Array) => void) | undefined
  const client = new Client({
    write: () => undefined,
    destroy: () => undefined,
    on(event: string, listener: (given: never) => void) {
      if (event === 'data') receive = listener as (chunk: Uint8Array) => void
    },
  })
  const go = new gob.Encoder()
  const answer = <Reply>(Seq: number, type: gob.GobType<unknown, Reply>, reply: NoInfer<Reply>): void => {
    for (const part of go.encodeParts([
      [responseHeader, { Seq }],
      [type, reply],
    ])) {
      receive?.(part)
    }
  }
  const { pingRequest, pingResponse, invokeRequest, invokeResponse } = messages
  const pinged = client.call('Function.Ping', pingRequest, {}, pingResponse)
  answer(0, pingResponse, {})
  const invoked = client.call('Function.Invoke', invokeRequest, request, invokeResponse)
  answer(1, invokeResponse, { Payload: request.Payload })
  client.close()
  // Whatever should go wrong here goes wrong where it is awaited.
  for (const call of [pinged, invoked]) call.catch(() => undefined)
}
