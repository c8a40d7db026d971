/** The account and region of every function here: AWS's own documentation account. */
const fakeAccount = '123456789012'
const fakeRegion = 'us-east-1'

/** `timeoutMs` where none is given, as on AWS; at most 900,000. */
export const defaultTimeoutMs = 3_000
export const maxTimeoutMs = 900_000
/** The init phase's limit, as on AWS. */
export const defaultInitTimeoutMs = 10_000
export const defaultMemorySizeMb = 128

/** `arn:aws:lambda:us-east-1:123456789012:function:NAME`, and `:QUALIFIER` where a version or alias was invoked. */
export function functionArn(functionName: string, qualifier?: string): string {
  const arn = `arn:aws:lambda:${fakeRegion}:${fakeAccount}:function:${functionName}`
  return qualifier === undefined ? arn : `${arn}:${qualifier}`
}

/**
 * The variables that a function on `provided.al2023` finds, with fake credentials.
 * What names a port (`_LAMBDA_SERVER_PORT`, `AWS_LAMBDA_RUNTIME_API`) comes from the transport,
 * what names a folder of the environment's own (HOME, TMPDIR) from the environment.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
 */
export function awsVariables(given: {
  readonly functionName: string
  readonly memorySizeMb: number
  readonly taskRoot: string
  /** Names the log stream: one environment, one stream. */
  readonly environmentId: string
  /** For the log stream's date. */
  readonly now: Date
}): Record<string, string> {
  const day = given.now.toISOString().slice(0, 10).replaceAll('-', '/')
  return {
    AWS_LAMBDA_FUNCTION_NAME: given.functionName,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(given.memorySizeMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${given.functionName}`,
    AWS_LAMBDA_LOG_STREAM_NAME: `${day}/[$LATEST]${given.environmentId}`,
    AWS_REGION: fakeRegion,
    AWS_DEFAULT_REGION: fakeRegion,
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
    AWS_SESSION_TOKEN: 'fake-session-token',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
    AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
    LAMBDA_RUNTIME_DIR: '/var/runtime',
    LAMBDA_TASK_ROOT: given.taskRoot,
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    _HANDLER: 'bootstrap',
  }
}
