import type { InvokeRequest, InvokeResponse } from './messages.ts'

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
  /** The start may be tried again, on another port: nothing is wrong with the function. */
  readonly retry: boolean
  /** What the user should do, where the output tells. */
  readonly nextStep?: string
}

/**
 * How an execution environment talks to its function: Go's net/rpc (`rpc`), later the Runtime API (`runtime-api`).
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
  /** One invocation. Never called while another is under way; never sends anything twice. Rejects when the line breaks. */
  invoke(request: InvokeRequest): Promise<InvokeResponse>
  /** Reads what the function wrote before it gave up. */
  diagnose(output: string): StartDiagnosis
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
