/** What the endpoint answers instead of a function: one of the Invoke API's exceptions, as it stands on the wire. */
export interface EndpointFailure {
  readonly status: number
  /** `x-amzn-errortype`: the exception's name, by which an SDK throws. */
  readonly name: string
  readonly message: string
  /** `User` or `Service`, where the exception has it. */
  readonly type?: string | undefined
  /** Why a `TooManyRequestsException` was thrown. */
  readonly reason?: string | undefined
  readonly requestId?: string | undefined
}

/** AWS's models spell the text's member in two ways; the others have `message`. */
const withCapital: readonly string[] = ['ResourceNotFoundException', 'ServiceException', 'InvalidRuntimeException']

/** `{"Type":"User","Message":"Function not found: …"}`. */
export function failureBody({ name, message, type, reason }: EndpointFailure): string {
  return JSON.stringify({
    ...(reason !== undefined && { Reason: reason }),
    ...(type !== undefined && { Type: type }),
    [withCapital.includes(name) ? 'Message' : 'message']: message,
  })
}

/**
 * Reads what `send` threw. What is no exception of AWS's (the harness itself failed) is answered with its own name and
 * 400: SDKs send again after a 5xx, and a second try would only hide it.
 */
export function failureOf(thrown: unknown): EndpointFailure {
  const { name, message, Type, Reason, $metadata } = (thrown ?? {}) as Thrown
  const status = $metadata?.httpStatusCode
  return {
    status: typeof status === 'number' && status >= 400 && status <= 599 ? status : 400,
    name: typeof name === 'string' && /^[\w.]+$/.test(name) ? name : 'Error',
    message: text(message) ?? String(thrown),
    type: text(Type),
    reason: text(Reason),
    requestId: text($metadata?.requestId),
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

interface Thrown {
  readonly name?: unknown
  readonly message?: unknown
  readonly Type?: unknown
  readonly Reason?: unknown
  readonly $metadata?: { readonly httpStatusCode?: unknown; readonly requestId?: unknown }
}
