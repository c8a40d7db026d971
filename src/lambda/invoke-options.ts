import { randomBytes, randomUUID } from 'node:crypto'
import type { ClientContext, CognitoIdentity } from './client-context.ts'
import type { InvokeRequest } from './messages.ts'
import { encodePayload } from './payload.ts'

/** What one invocation carries besides its payload. */
export interface InvocationContext {
  /** A UUID; a new one by default. `lambdacontext.AwsRequestID`. */
  readonly requestId?: string
  /** X-Ray's header, `Root=1-…;Parent=…;Sampled=0` by default. In Go: `ctx.Value("x-amzn-trace-id")`. */
  readonly traceId?: string
  readonly clientContext?: ClientContext
  readonly cognitoIdentity?: CognitoIdentity
}

/**
 * Makes aws-lambda-go's InvokeRequest.
 *
 * @param deadlineMs when the function's context expires, real epoch milliseconds.
 */
export function invokeRequest(
  payload: Uint8Array,
  deadlineMs: number,
  functionArn: string,
  context: InvocationContext = {},
): InvokeRequest & { readonly RequestId: string } {
  const seconds = Math.floor(deadlineMs / 1000)
  return {
    Payload: payload,
    RequestId: context.requestId ?? randomUUID(),
    XAmznTraceId: context.traceId ?? newTraceId(deadlineMs),
    Deadline: { Seconds: seconds, Nanos: Math.floor((deadlineMs - seconds * 1000) * 1e6) },
    InvokedFunctionArn: functionArn,
    CognitoIdentityId: context.cognitoIdentity?.cognitoIdentityId ?? '',
    CognitoIdentityPoolId: context.cognitoIdentity?.cognitoIdentityPoolId ?? '',
    ClientContext: context.clientContext === undefined ? new Uint8Array() : encodePayload(context.clientContext),
  }
}

/** `Root=1-<seconds, 8 hex>-<24 hex>;Parent=<16 hex>;Sampled=0`: X-Ray's form, never sampled. */
function newTraceId(nowMs: number): string {
  const seconds = Math.floor(nowMs / 1000)
    .toString(16)
    .padStart(8, '0')
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')};Parent=${randomBytes(8).toString('hex')};Sampled=0`
}
