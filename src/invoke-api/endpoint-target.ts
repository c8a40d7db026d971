import type { ReadableStream } from 'node:stream/web'
import type { InvokeInput } from './invoke-input.ts'

/** What the endpoint hands to a function, as it came over the wire; whether AWS would take it is for `send` to say. */
export interface EndpointInput extends Omit<InvokeInput, 'FunctionName' | 'Payload'> {
  readonly Payload: Uint8Array
}

/** What a function answers it with. */
export interface EndpointOutput {
  readonly StatusCode?: number | undefined
  readonly FunctionError?: string | undefined
  readonly LogResult?: string | undefined
  readonly Payload?: Uint8Array | undefined
  readonly ExecutedVersion?: string | undefined
  readonly $metadata?: { readonly requestId?: string | undefined }
}

/** An answer that is still being written. */
export interface EndpointStream {
  readonly requestId?: string | undefined
  /** Of a function that answers a function URL: what came before its 8 NUL bytes. Without a prelude all three are missing. */
  readonly statusCode?: number | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly cookies?: readonly string[] | undefined
  /** What came after the prelude. A failure of the function errors it, best with an error that has `toAwsJson()`. */
  readonly body: ReadableStream<Uint8Array>
  /** With `LogType: 'Tail'`: known when the body has ended, however it did. */
  readonly logResult?: Promise<string | undefined> | undefined
}

/** What was decided before the function is asked. */
export interface EndpointRequest {
  /** That of the invocation. */
  readonly requestId: string
}

/** A function that the endpoint can reach. */
export interface EndpointTarget {
  /** What `GoLambda.send` gives. */
  send(input: EndpointInput, request?: EndpointRequest): Promise<EndpointOutput>
  /**
   * The answer as the function writes it, from its first byte on. Rejects with AWS's exceptions as `send` does, and where the
   * function failed before that byte, with an error that has `toAwsJson()`. Where it is missing, the answer of `send` goes out
   * in pieces.
   */
  sendStream?(input: EndpointInput, request?: EndpointRequest): Promise<EndpointStream>
}

/** The function of a name, if there is one. */
export type FindTarget = (functionName: string, qualifier: string | undefined) => EndpointTarget | undefined
