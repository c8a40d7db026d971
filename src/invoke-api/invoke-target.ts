import type { ReadableStream } from 'node:stream/web'
import type { ClientContext, Invocation } from '../lambda/index.ts'

/** What `send` is to call: the function, by whoever has it. */
export interface InvokeTarget {
  /** Resolves when the function is built, with what is known of it then. */
  ready(): Promise<TargetSettings>
  /** Invokes it; throws as `GoLambda.invokeRaw` does. */
  invoke(payload: Uint8Array, options: TargetInvokeOptions): Promise<TargetAnswer>
  /**
   * The same, while the function writes; of one that gives its answer as a whole, that in one piece. Rejects where it failed
   * before its first byte.
   */
  stream(payload: Uint8Array, options: TargetInvokeOptions): Promise<TargetStream>
  /** Milliseconds on a clock that fake timers leave alone. */
  nowMs(): number
}

export interface TargetSettings {
  readonly functionName: string
  readonly memorySizeMb: number
  /** How often an `Event` whose function failed runs again. */
  readonly maximumRetryAttempts: number
}

export interface TargetInvokeOptions {
  readonly requestId: string
  readonly qualifier: string | undefined
  readonly clientContext: ClientContext | undefined
  /** What `send` was given as its caller. */
  readonly by: unknown
  /** Wait for a free environment even where callers are refused: AWS queues its events. */
  readonly queued: boolean
  /** Told before the invocation, at a cold start: what the init phase wrote. */
  readonly onInitLogs: ((logs: string) => void) | undefined
}

export interface TargetAnswer extends Invocation {
  readonly response: Uint8Array
}

export interface TargetStream {
  readonly statusCode: number | undefined
  readonly headers: Readonly<Record<string, string>> | undefined
  readonly cookies: readonly string[] | undefined
  readonly body: ReadableStream<Uint8Array>
  /** What is known of the invocation when it has ended; rejects as `invoke` does. */
  readonly ended: Promise<Invocation>
}
