import type { InvokeResponseError } from './messages.ts'

/** One frame of a Go panic, as aws-lambda-go writes it. */
export interface StackFrame {
  /** Source file, from the module's folder on (`cmd/fn/main.go`) or absolute, as the binary was built. */
  readonly path: string
  readonly line: number
  /** The Go function (`validate.Order`). */
  readonly label: string
}

/** A function error as AWS's Invoke API writes it. */
export interface FunctionError {
  readonly errorMessage: string
  /** The Go type's name without its package: `errorString`, `ValidationError`; AWS's own as `Sandbox.Timedout`. */
  readonly errorType: string
  readonly stackTrace?: readonly StackFrame[]
}

/** Reads aws-lambda-go's `InvokeResponse.Error`. */
export function functionError(error: InvokeResponseError): FunctionError {
  const frames = error.StackTrace.flatMap((frame) =>
    frame === undefined ? [] : [{ path: frame.Path, line: frame.Line, label: frame.Label }],
  )
  return {
    errorMessage: error.Message,
    errorType: error.Type,
    ...(frames.length > 0 && { stackTrace: frames }),
  }
}
