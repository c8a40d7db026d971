import { errorCode, errorMessage, type GoLambdaError } from '../failure/index.ts'
import { LambdaTooManyRequestsError } from '../lambda/index.ts'
import type { FunctionArn } from './function-arn.ts'
import { LambdaRemoteError } from './remote-error.ts'

/** What the SDK throws, as far as it is read here: not by its classes, which a Jest sandbox has of its own. */
interface Thrown {
  readonly name?: unknown
  readonly Reason?: unknown
  readonly $metadata?: { readonly httpStatusCode?: unknown; readonly requestId?: unknown }
  readonly $response?: { readonly statusCode?: unknown }
}

/** Whether it is an exception that AWS answered with, and not a failure on the way there. */
export function isServiceException(error: unknown): boolean {
  return typeof (error as Thrown | undefined)?.$metadata?.httpStatusCode === 'number' && '$fault' in (error as object)
}

/** Says what became of a call of the SDK, and what to do. */
export function failedCall(error: unknown, label: string, arn: FunctionArn): GoLambdaError {
  const { name, Reason, $metadata } = (error ?? {}) as Thrown
  const exceptionName = typeof name === 'string' ? name : 'Error'
  if (exceptionName === 'TooManyRequestsException') {
    return new LambdaTooManyRequestsError(label, { reason: text(Reason), cause: error })
  }
  const statusCode = typeof $metadata?.httpStatusCode === 'number' ? $metadata.httpStatusCode : undefined
  const requestId = text($metadata?.requestId)
  const answered = [
    ...(statusCode === undefined ? [] : [`HTTP ${statusCode}`]),
    ...(requestId === undefined ? [] : [`request id ${requestId}`]),
  ]
  return new LambdaRemoteError({
    reason: `${label} (${arn.arn}) could not be invoked: ${exceptionName}${answered.length > 0 ? ` (${answered.join(', ')})` : ''}`,
    evidence: evidence(error),
    nextStep: nextStep(exceptionName, error, arn),
    cause: error,
    exceptionName,
    statusCode,
    requestId,
  })
}

/** Also why: the SDK wraps what the network said, and of several addresses says nothing itself. */
function evidence(error: unknown): string[] {
  const { errors = [] } = (error ?? {}) as { readonly errors?: readonly unknown[] }
  const texts = [errorMessage(error), ...(Array.isArray(errors) ? errors.map(errorMessage) : [])]
  return [...new Set(texts.flatMap((lines) => lines.split('\n')))].filter((line) => line.trim() !== '')
}

function nextStep(name: string, error: unknown, { arn, account, region }: FunctionArn): string {
  if (/Credentials?|^Token|^SSO|SSO|LoginError/.test(name) && !isServiceException(error)) {
    return 'sign in (aws sso login), or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; aws sts get-caller-identity says whether they work'
  }
  if (/^(ExpiredToken|UnrecognizedClient|InvalidClientTokenId|InvalidAccessKeyId)/.test(name)) {
    return 'AWS does not take these credentials (any more): sign in again (aws sso login); aws sts get-caller-identity says who you are'
  }
  if (/Signature/.test(name))
    return "AWS does not take the signature: see that this machine's clock is right, and the secret key"
  if (/^AccessDenied/.test(name)) {
    return `allow this identity lambda:InvokeFunction on ${arn}; aws sts get-caller-identity says who it is`
  }
  if (name === 'ResourceNotFoundException') {
    return `look at the ARN: account ${account}, region ${region}, name, version or alias; aws lambda get-function --region ${region} --function-name ${arn}`
  }
  if (isServiceException(error)) return "AWS's own message above says why; it was not sent again"
  const code = errorCode(error)
  if (code === 'ENOTFOUND' || code === 'ECONNREFUSED' || code === 'EAI_AGAIN') {
    return `see whether lambda.${region}.amazonaws.com can be reached from here (proxy, VPN), and what AWS_ENDPOINT_URL_LAMBDA and AWS_ENDPOINT_URL say`
  }
  return 'it may have run and is not sent again; look at its log on AWS'
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
