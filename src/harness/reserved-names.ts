/**
 * What AWS sets itself and does not let anybody set, and what tells aws-lambda-go where to listen.
 *
 * AWS reserves the credentials and the region too. Here the function has none of the developer's, and `env` is the way
 * to give it some (DynamoDB Local, a real account), so those may be given.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html "Reserved environment variables"
 */
const reserved: ReadonlySet<string> = new Set([
  '_HANDLER',
  '_LAMBDA_SERVER_PORT',
  '_X_AMZN_TRACE_ID',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
])

/** The names among these variables that may not be set, in the order given; one that is `undefined` sets nothing. */
export function reservedNames(env: Readonly<Record<string, string | undefined>>): string[] {
  return Object.keys(env).filter((name) => env[name] !== undefined && reserved.has(name))
}
