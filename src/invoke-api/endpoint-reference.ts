import type { EndpointFailure } from './endpoint-failure.ts'

/**
 * What Invoke takes for a function: its name, its ARN or a part of that, each with or without a version or alias.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
const pattern =
  '(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\\d{1}:)?(\\d{12}:)?(function:)?([a-zA-Z0-9-_\\.]+)(:(\\$LATEST(\\.PUBLISHED)?|[a-zA-Z0-9-_]+))?'
const shape = new RegExp(`^${pattern}$`)

/** The account of every function here: the one AWS's documents use. */
const fakeAccount = '123456789012'

/** Which function a request means. */
export interface FunctionReference {
  readonly functionName: string
  readonly qualifier: string | undefined
  /** Where the reference has one. */
  readonly account: string | undefined
  /** As AWS names it where there is none. */
  readonly arn: string
}

/**
 * Reads the function's name in the path together with `?Qualifier`, as AWS does. The account of an ARN is not looked at.
 *
 * @param region that of the caller, as its signature says.
 */
export function readReference(
  given: string,
  asked: string | undefined,
  region: string,
): FunctionReference | EndpointFailure {
  const found = shape.exec(given)
  if (found === null) return invalid(given)
  const functionName = found[10] ?? ''
  const ownRegion = found[3]?.slice(0, -1)
  const ownAccount = found[8]?.slice(0, -1)
  const account = ownAccount ?? fakeAccount
  const own = found[12]
  if (ownRegion !== undefined && ownRegion !== region) {
    return notFound(`Functions from '${ownRegion}' are not reachable in this region ('${region}')`)
  }
  if (own !== undefined && asked !== undefined && own !== asked) {
    return {
      status: 400,
      name: 'InvalidParameterValueException',
      type: 'User',
      message: 'The derived qualifier from the function name does not match the specified qualifier.',
    }
  }
  const qualifier = asked ?? own
  const arn = `arn:aws:lambda:${region}:${account}:function:${functionName}`
  return { functionName, qualifier, account: ownAccount, arn: qualifier === undefined ? arn : `${arn}:${qualifier}` }
}

/** AWS's answer for a function that is not there. */
export function notFound(message: string): EndpointFailure {
  return { status: 404, name: 'ResourceNotFoundException', type: 'User', message }
}

function invalid(given: string): EndpointFailure {
  return {
    status: 400,
    name: 'ValidationException',
    message: `1 validation error detected: Value '${given}' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: ${pattern}`,
  }
}
