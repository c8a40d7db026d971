import { Buffer } from 'node:buffer'
import { ReadableStream } from 'node:stream/web'
import type { StreamedResponse } from '../lambda/index.ts'
import { findPrelude, noPrelude, type Prelude } from './http-prelude.ts'
import type { Sdk } from './load-sdk.ts'

/** What the last event of a stream says. */
export type Complete = Sdk.InvokeWithResponseStreamCompleteEvent

export interface StreamOwner {
  readonly contentType: string | undefined
  /** The function has ended: gives its error, where it failed. */
  complete(event: Complete): Error | undefined
  /** The stream broke: gives the error to be thrown. */
  broke(error: unknown): unknown
  /** Nobody reads it any more. */
  cancel(reason: unknown): void
  /** Called once, however it ended. */
  over(): void
}

/**
 * Makes the answer of a stream of events: reads as far as the prelude reaches, the rest is read as it is asked for.
 *
 * @throws what `complete` or `broke` gives, where that comes before anything of the answer.
 */
export async function readResponseStream(
  events: AsyncIterable<Sdk.InvokeWithResponseStreamResponseEvent>,
  owner: StreamOwner,
): Promise<StreamedResponse> {
  const chunks = chunksOf(events, owner)
  const { prelude, first, error } = await beginning(chunks, owner.contentType)
  let early = first
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        if (early.length > 0) {
          controller.enqueue(early)
          early = nothing
          return
        }
        if (error !== undefined) throw error.thrown
        const { done, value } = await chunks.next()
        if (done === true) controller.close()
        else controller.enqueue(value)
      },
      async cancel(reason) {
        owner.cancel(reason)
        await chunks.return(undefined)
      },
    },
    // Nothing is read ahead of who reads: that is what holds a function back that writes faster.
    { highWaterMark: 0 },
  )
  return { ...prelude, body }
}

const nothing: Uint8Array = new Uint8Array()

interface Beginning {
  readonly prelude: Prelude
  /** What of the body has come with it. */
  readonly first: Uint8Array
  /** What ended the stream meanwhile, after these bytes. */
  readonly error?: { readonly thrown: unknown }
}

async function beginning(chunks: AsyncGenerator<Uint8Array>, contentType: string | undefined): Promise<Beginning> {
  let start: Uint8Array = nothing
  for (;;) {
    const next = await chunks.next().catch((thrown: unknown) => {
      if (start.length === 0) throw thrown
      return { thrown }
    })
    const isWhole = 'thrown' in next || next.done === true
    if (!isWhole) start = start.length === 0 ? next.value : Buffer.concat([start, next.value])
    const found = findPrelude(start, contentType, isWhole)
    const error = 'thrown' in next ? { error: next } : {}
    if (found.kind === 'found') return { prelude: found.prelude, first: found.body, ...error }
    if (found.kind === 'none') return { prelude: noPrelude, first: start, ...error }
  }
}

async function* chunksOf(
  events: AsyncIterable<Sdk.InvokeWithResponseStreamResponseEvent>,
  owner: StreamOwner,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const { PayloadChunk, InvokeComplete } of brokenBy(events, owner)) {
      if (PayloadChunk?.Payload !== undefined && PayloadChunk.Payload.length > 0) yield PayloadChunk.Payload
      if (InvokeComplete === undefined) continue
      const error = owner.complete(InvokeComplete)
      if (error !== undefined) throw error
      return
    }
    throw owner.broke(new Error('the stream ended before the function had: its last event did not come'))
  } finally {
    owner.over()
  }
}

async function* brokenBy<Event>(events: AsyncIterable<Event>, owner: StreamOwner): AsyncGenerator<Event> {
  try {
    yield* events
  } catch (error) {
    throw owner.broke(error)
  }
}
