/** How a function is invoked: its answer awaited, in the background, or not at all. */
export type InvocationType = 'RequestResponse' | 'Event' | 'DryRun'

/**
 * What the AWS SDK's `InvokeCommand` is given; its `InvokeCommandInput` fits. `FunctionName` may be left out.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export interface InvokeInput {
  /** A name or ARN. Another than this function's is a `ResourceNotFoundException`. */
  readonly FunctionName?: string | undefined
  /**
   * `RequestResponse` by default. `Event` is answered with 202 as soon as the function is built, and runs on in the
   * background; `DryRun` checks the request and is answered with 204.
   */
  readonly InvocationType?: InvocationType | undefined
  /** `Tail`: the answer has `LogResult`. Not with `Event`. */
  readonly LogType?: 'None' | 'Tail' | undefined
  /** Base64 of a JSON object, at most 3,583 bytes. With `RequestResponse` only, as on AWS. */
  readonly ClientContext?: string | undefined
  /** JSON, at most 6,291,456 bytes, 1,048,576 with `Event`. Left out or empty it is `{}`. */
  readonly Payload?: InvokePayload | undefined
  /** A version or alias: the last part of Go's `InvokedFunctionArn`. Every one is this function. */
  readonly Qualifier?: string | undefined
  /** Refused: what AWS does with it has no counterpart here. */
  readonly DurableExecutionName?: string | undefined
  /** Refused likewise. */
  readonly TenantId?: string | undefined
}

/** What the SDK takes as a payload: text, bytes, a stream or a Blob. */
export type InvokePayload = string | ArrayBuffer | ArrayBufferView | AsyncIterable<unknown> | BlobLike

export interface BlobLike {
  arrayBuffer(): Promise<ArrayBuffer>
}
