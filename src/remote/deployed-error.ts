import { Buffer } from 'node:buffer'
import {
  type FunctionError,
  type Invocation,
  LambdaExitError,
  LambdaFunctionError,
  LambdaTimeoutError,
  readExitMessage,
  type StackFrame,
} from '../lambda/index.ts'

/** Which function failed, as what. */
export interface DeployedFailure {
  readonly label: string
  readonly invocation: Invocation
}

/**
 * The error that a payload with `FunctionError` tells of: of the class that the same failure has here.
 *
 * @param payload `{"errorMessage":"…","errorType":"…","stackTrace":[…]}`; of one that is anything else the text is shown.
 */
export function deployedError(payload: Uint8Array, { label, invocation }: DeployedFailure): LambdaFunctionError {
  const error = readError(payload)
  const { requestId } = invocation
  const timedOut = /Task timed out after ([\d.]+) seconds$/.exec(error.errorMessage)?.[1]
  if (timedOut !== undefined && (error.errorType === 'Sandbox.Timedout' || error.errorType === unnamed)) {
    const timeoutMs = Number(timedOut) * 1_000
    const nextStep = `that is the timeout of ${label} on AWS, not { timeoutMs } here: raise it there, or heed ctx.Done() in the handler`
    return new LambdaTimeoutError({ label, requestId, timeoutMs, invocation, nextStep })
  }
  const exit = error.errorType === 'Runtime.ExitError' ? readExitMessage(error.errorMessage) : undefined
  if (exit !== undefined) {
    const nextStep = `${label} ended before it answered; its log on AWS says why (the last 4,096 bytes come with the answer)`
    return new LambdaExitError({ label, requestId, ...exit, invocation, nextStep })
  }
  return new LambdaFunctionError(error, invocation)
}

/** `errorType` where AWS gives none. */
const unnamed = 'Unhandled'

function readError(payload: Uint8Array): FunctionError {
  const text = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength).toString()
  let error: unknown
  try {
    error = JSON.parse(text)
  } catch {
    // shown as it is
  }
  const { errorMessage, errorType, stackTrace } = (error ?? {}) as Record<keyof FunctionError, unknown>
  if (typeof errorMessage !== 'string') return { errorMessage: text, errorType: named(errorType) }
  const frames = Array.isArray(stackTrace) ? stackTrace.filter(isFrame) : []
  return { errorMessage, errorType: named(errorType), ...(frames.length > 0 && { stackTrace: frames }) }
}

function named(errorType: unknown): string {
  return typeof errorType === 'string' && errorType !== '' ? errorType : unnamed
}

/** Other runtimes write lines of text. */
function isFrame(frame: unknown): frame is StackFrame {
  const { path, line, label } = (frame ?? {}) as Record<keyof StackFrame, unknown>
  return typeof path === 'string' && typeof line === 'number' && typeof label === 'string'
}
