import type { AnswerSink, Invocation, StreamedResponse } from '../lambda/index.ts'
import { ResponseStream } from './response-stream.ts'

/** An answer that is read while it is written. */
export interface OpenStream {
  /** Rejects where the invocation failed before its first byte. */
  readonly response: Promise<StreamedResponse>
  /** What is known of the invocation when it has ended. */
  readonly ended: Promise<Invocation>
}

/** A {@link AnswerSink} that also takes an answer as a whole. */
export interface WholeSink extends AnswerSink {
  whole(bytes: Uint8Array): void
}

/**
 * Invokes with a sink, and gives what the sink is given as a stream. Who wants no more of it ends the invocation.
 *
 * @param signal the caller's own.
 */
export function openStream(
  invoke: (sink: WholeSink, signal: AbortSignal) => Promise<Invocation>,
  signal: AbortSignal | undefined,
): OpenStream {
  const giveUp = new AbortController()
  const abort = () => giveUp.abort(signal?.reason)
  if (signal?.aborted === true) abort()
  signal?.addEventListener('abort', abort, { once: true })
  const sink = new ResponseStream((reason) => giveUp.abort(reason))
  const ended = invoke(sink, giveUp.signal).finally(() => signal?.removeEventListener('abort', abort))
  ended.then(
    () => sink.end(),
    (error) => sink.fail(error),
  )
  return { response: sink.response, ended }
}
