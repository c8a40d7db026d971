import type { Uint8ArrayBlobAdapter } from './uint8-array-blob-adapter.ts'

/** What the AWS SDK's `InvokeCommand` answers: it fits its `InvokeCommandOutput`. */
export interface InvokeOutput {
  /** 200, with `Event` 202, with `DryRun` 204. */
  readonly StatusCode: number
  /** Where the function failed, in whatever way: `Payload` then holds AWS's `{ errorMessage, errorType }`. */
  readonly FunctionError?: 'Unhandled'
  /**
   * With `LogType: 'Tail'` base64 of the last 4,096 bytes of START, output, END and REPORT. What a cold start's init
   * phase wrote comes before START.
   */
  readonly LogResult?: string
  /** The answer's bytes as they came; empty with `Event` and `DryRun`. `transformToString()` reads them. */
  readonly Payload: Uint8ArrayBlobAdapter
  readonly ExecutedVersion?: '$LATEST'
  readonly $metadata: ResponseMetadata
}

export interface ResponseMetadata {
  readonly httpStatusCode: number
  /** The invocation's: what the function finds as `AwsRequestID`. */
  readonly requestId: string
  /** How often the function ran: more than once only for an `Event` with `maximumRetryAttempts`. */
  readonly attempts: number
  readonly totalRetryDelay: 0
}
