import type { InvokeRequest, InvokeResponse } from './messages.ts'

/** What an invocation carries: aws-lambda-go's request, and what only the Runtime API has a place for. */
export type TransportRequest = InvokeRequest & { readonly TenantId?: string | undefined }

/** Takes an answer piece by piece, as the function writes it. */
export interface AnswerSink {
  /** Before the first bytes. */
  begin(contentType: string | undefined): void
  /** Where a promise is given, no more is read before it has settled. */
  write(piece: Uint8Array): Promise<void> | undefined
}

/** What a transport may ask of the process that was spawned for it. */
export interface FunctionProcess {
  readonly pid: number
  /** Aborted as soon as the process has ended. */
  readonly ended: AbortSignal
  /** Whether the process, or one of its descendants, holds the listening TCP socket of this port. */
  ownsListener(port: number): Promise<boolean>
}

/** What a transport makes of the output of a process that ended, or never answered, in its init phase. */
export interface StartDiagnosis {
  /** The start may be tried again, with another transport: nothing is wrong with the function. */
  readonly retry: boolean
  /** What the user should do, where the output tells. */
  readonly nextStep?: string
}

/**
 * How an execution environment talks to its function: Go's net/rpc (`rpc`) or the Runtime API (`runtime-api`).
 * One transport serves one process: `listen()`, spawn, `ready()`, any number of `invoke()`, `close()`.
 */
export interface Transport {
  readonly name: 'rpc' | 'runtime-api'
  /** Before the spawn: reserves what is needed and gives the variables that tell the function where to listen. */
  listen(): Promise<Readonly<Record<string, string>>>
  /**
   * After the spawn: resolves when the function itself answers (never when somebody else on its port does).
   * Rejects with the signal's reason when `signal` aborts, and with {@link PortTakenError} when the port is another's.
   */
  ready(process: FunctionProcess, signal: AbortSignal): Promise<void>
  /** Asks the function whether it is there. */
  ping(): Promise<void>
  /**
   * One invocation. Never called while another is under way; never sends anything twice. Rejects when the line breaks, with
   * {@link AnswerBrokeError} half-way through an answer, and with {@link NotDeliveredError} when the function never took it.
   *
   * @param sink takes the answer piece by piece; its `Payload` is empty then. Only over the Runtime API.
   */
  invoke(request: TransportRequest, sink?: AnswerSink): Promise<InvokeResponse>
  /** Reads what the function wrote before it gave up. */
  diagnose(output: string): Promise<StartDiagnosis>
  /** Where the function is reached, for messages (`127.0.0.1:40123`), and the port where there is one. */
  readonly address: string
  readonly port: number | undefined
  /** Ends the line and frees what `listen()` reserved. Idempotent. */
  close(): void
}

/** The port that was reserved is held by a process that is not the function's: start again on another. */
export class PortTakenError extends Error {
  override readonly name = 'PortTakenError'
  readonly port: number
  constructor(port: number) {
    super(`port ${port} is held by another process`)
    this.port = port
  }
}

/** The process ended before it took the invocation, which may be given to another: nothing of it was sent. */
export class NotDeliveredError extends Error {
  override readonly name = 'NotDeliveredError'
  constructor() {
    super('the process ended before it took the invocation')
  }
}

/** The answer ended before it was whole. */
export class AnswerBrokeError extends Error {
  override readonly name = 'AnswerBrokeError'
  /** What had come; empty where a sink took it. */
  readonly received: Uint8Array

  constructor(received: Uint8Array, total: number) {
    super(`its answer broke off after ${total} bytes`)
    this.received = received
  }
}

/** The function said that it cannot start (`/runtime/init/error`). */
export class FunctionInitError extends Error {
  override readonly name = 'FunctionInitError'
  readonly errorType: string
  readonly errorMessage: string

  constructor(errorType: string, errorMessage: string) {
    super(`${errorType}: ${errorMessage}`)
    this.errorType = errorType
    this.errorMessage = errorMessage
  }
}
