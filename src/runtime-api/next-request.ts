import { Buffer } from 'node:buffer'
import type { TransportRequest } from '../lambda/index.ts'

/**
 * The headers of the answer to `GET …/invocation/next`, in pairs. What is empty is left out, as on AWS. Client context and
 * Cognito identity are JSON, of ASCII only: a header cannot hold more.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html
 */
export function nextHeaders(request: TransportRequest): string[] {
  const { Seconds = 0, Nanos = 0 } = request.Deadline ?? {}
  const context = request.ClientContext ?? new Uint8Array()
  const all: readonly (readonly [string, string | undefined])[] = [
    ['Lambda-Runtime-Aws-Request-Id', request.RequestId],
    ['Lambda-Runtime-Deadline-Ms', String(Math.floor(Number(Seconds) * 1000 + Number(Nanos) / 1e6))],
    // A function's name may be its folder's, in any letters.
    ['Lambda-Runtime-Invoked-Function-Arn', request.InvokedFunctionArn?.replace(/[^\x20-\x7e]+/g, encodeURIComponent)],
    ['Lambda-Runtime-Trace-Id', request.XAmznTraceId],
    ['Lambda-Runtime-Cognito-Identity', cognitoIdentity(request)],
    ['Lambda-Runtime-Client-Context', context.length === 0 ? undefined : ascii(Buffer.from(context).toString())],
    ['Lambda-Runtime-Aws-Tenant-Id', request.TenantId],
    ['Content-Type', 'application/json'],
    ['Content-Length', String(request.Payload?.length ?? 0)],
  ]
  return all.flatMap(([name, value]) => (value === undefined || value === '' ? [] : [name, value]))
}

function cognitoIdentity({ CognitoIdentityId, CognitoIdentityPoolId }: TransportRequest): string | undefined {
  if (!CognitoIdentityId && !CognitoIdentityPoolId) return undefined
  return ascii(
    JSON.stringify({ cognitoIdentityId: CognitoIdentityId ?? '', cognitoIdentityPoolId: CognitoIdentityPoolId ?? '' }),
  )
}

/** JSON on one line, with escapes for all that is not ASCII. */
function ascii(json: string): string {
  return json
    .replace(/[\r\n]+/g, ' ')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
}
