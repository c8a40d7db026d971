import { Buffer } from 'node:buffer'
import type { Invocation } from '../lambda/index.ts'

/** How much of the log AWS gives. */
const tailBytes = 4_096

export interface LogOfInvocation {
  readonly requestId: string
  readonly memorySizeMb: number
  /** What a cold start wrote before. */
  readonly initLogs: string
  readonly logs: string
  readonly measured: Pick<Invocation, 'durationMs' | 'billedDurationMs' | 'initDurationMs' | 'maxMemoryUsedMb'>
  /** The function did not answer. */
  readonly sandboxError?: SandboxError | undefined
  readonly endedAt: Date
}

/** An error that AWS itself gives, and writes into the log too. */
export interface SandboxError {
  readonly errorType: string
  /** With `RequestId: … Error: `. */
  readonly errorMessage: string
}

/**
 * AWS's `LogResult`: base64 of the last 4,096 bytes of what CloudWatch gets of an invocation.
 *
 * ```
 * START RequestId: 8f50… Version: $LATEST
 * (the output)
 * END RequestId: 8f50…
 * REPORT RequestId: 8f50…	Duration: 1.91 ms	Billed Duration: 2 ms	Memory Size: 128 MB	Max Memory Used: 12 MB
 * ```
 *
 * The REPORT line's fields are ended by tabs. `Max Memory Used` is left out where it is not known (not on Linux, or the
 * process was gone).
 */
export function logResult(given: LogOfInvocation): string {
  const { requestId, initLogs, logs, sandboxError, endedAt } = given
  const text = [
    wholeLines(initLogs),
    `START RequestId: ${requestId} Version: $LATEST\n`,
    wholeLines(logs),
    sandboxError === undefined ? '' : errorLines(requestId, sandboxError, endedAt),
    `END RequestId: ${requestId}\n`,
    report(given),
  ].join('')
  return Buffer.from(text).subarray(-tailBytes).toString('base64')
}

function wholeLines(text: string): string {
  return text === '' || text.endsWith('\n') ? text : `${text}\n`
}

function errorLines(requestId: string, { errorType, errorMessage }: SandboxError, endedAt: Date): string {
  if (errorType !== 'Sandbox.Timedout') return `${errorMessage}\n${errorType}\n`
  const text = errorMessage.replace(`RequestId: ${requestId} Error: `, '')
  return `${endedAt.toISOString()} ${requestId} ${text}\n\n`
}

function report({ requestId, memorySizeMb, measured, sandboxError }: LogOfInvocation): string {
  const { durationMs, billedDurationMs, initDurationMs, maxMemoryUsedMb } = measured
  const fields = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedDurationMs} ms`,
    `Memory Size: ${memorySizeMb} MB`,
    ...(maxMemoryUsedMb === undefined ? [] : [`Max Memory Used: ${maxMemoryUsedMb} MB`]),
    ...(initDurationMs === undefined ? [] : [`Init Duration: ${initDurationMs.toFixed(2)} ms`]),
  ]
  return `${[...fields, ...status(sandboxError)].join('\t')}\n`
}

/** A line without a status ends with a tab. */
function status(sandboxError: SandboxError | undefined): string[] {
  if (sandboxError === undefined) return ['']
  if (sandboxError.errorType === 'Sandbox.Timedout') return ['Status: timeout']
  return ['Status: error', `Error Type: ${sandboxError.errorType}`]
}
