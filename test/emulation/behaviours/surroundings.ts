import { answers, answersFresh, type Behaviour } from '../behaviour.ts'

const uuid = '[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}'
const traceId = /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/
const isoTime = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const logStream = /^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/
const noIdentity = { CognitoIdentityID: '', CognitoIdentityPoolID: '' }
const noClient = {
  Client: { installation_id: '', app_title: '', app_version_code: '', app_package_name: '' },
  env: null,
  custom: null,
}

/** What `echo-context` answers: every field that a handler can read, the whole of it. */
function context(given: {
  readonly requestId?: RegExp | string
  readonly identity?: object
  readonly client?: object
  readonly trace?: RegExp | string
  readonly name?: string
  readonly qualifier?: string
  readonly memory?: number
  readonly remaining?: RegExp
}): object {
  const { name = 'echo-context', trace = traceId } = given
  return {
    lambdaContext: {
      AwsRequestID: given.requestId ?? new RegExp(`^${uuid}$`),
      InvokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${name}${given.qualifier ?? ''}`,
      Identity: given.identity ?? noIdentity,
      ClientContext: given.client ?? noClient,
    },
    deadline: {
      epochMs: /^\d{13}$/,
      exact: isoTime,
      remainingMs: given.remaining ?? /^(2\d{3}|3000)$/,
      expired: false,
    },
    traceId: { context: trace, env: trace },
    function: {
      name,
      version: '$LATEST',
      memoryLimitInMB: given.memory ?? 128,
      logGroupName: `/aws/lambda/${name}`,
      logStreamName: logStream,
    },
  }
}

const contexts: readonly Behaviour[] = [
  {
    name: 'lambdacontext holds request id, ARN, name, version, memory, log group and stream; each invocation its own id',
    lambda: 'echo-context',
    steps: [
      { invoke: {}, gives: answersFresh(context({})) },
      { invoke: {}, gives: answers(context({})) },
    ],
  },
  {
    name: 'the deadline in the context is the timeout from now',
    lambda: 'echo-context',
    options: { timeoutMs: 900_000, functionName: 'orders-api', memorySizeMb: 512 },
    steps: [
      {
        invoke: {},
        gives: answersFresh(context({ name: 'orders-api', memory: 512, remaining: /^(89\d{4}|900000)$/ })),
      },
    ],
  },
  {
    name: 'a qualifier is the last part of the ARN',
    lambda: 'echo-context',
    steps: [
      { invoke: {}, options: { qualifier: 'live' }, gives: answersFresh(context({ qualifier: ':live' })) },
      { invoke: {}, gives: answers(context({})) },
    ],
  },
  {
    name: 'request id and trace id are those given, and the next invocation has others',
    lambda: 'echo-context',
    steps: [
      {
        invoke: {},
        options: {
          requestId: '11111111-2222-4333-8444-555555555555',
          traceId: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
        },
        gives: answersFresh(
          context({
            requestId: '11111111-2222-4333-8444-555555555555',
            trace: 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1',
          }),
        ),
      },
      { invoke: {}, gives: answers(context({})) },
    ],
  },
  {
    name: 'the client context is that of the invocation, and not that of the next',
    lambda: 'echo-context',
    steps: [
      {
        invoke: {},
        options: {
          clientContext: {
            client: { installation_id: 'i-1', app_title: 'Shop', app_version_code: '7', app_package_name: 'org.shop' },
            env: { locale: 'nb_NO' },
            custom: { basket: 'æøå' },
          },
        },
        gives: answersFresh(
          context({
            client: {
              Client: {
                installation_id: 'i-1',
                app_title: 'Shop',
                app_version_code: '7',
                app_package_name: 'org.shop',
              },
              env: { locale: 'nb_NO' },
              custom: { basket: 'æøå' },
            },
          }),
        ),
      },
      { invoke: {}, gives: answers(context({})) },
    ],
  },
  {
    name: 'the Cognito identity is that of the invocation, and not that of the next',
    lambda: 'echo-context',
    steps: [
      {
        invoke: {},
        options: { cognitoIdentity: { cognitoIdentityId: 'us-east-1:me', cognitoIdentityPoolId: 'us-east-1:pool' } },
        gives: answersFresh(
          context({ identity: { CognitoIdentityID: 'us-east-1:me', CognitoIdentityPoolID: 'us-east-1:pool' } }),
        ),
      },
      { invoke: {}, gives: answers(context({})) },
    ],
  },
]

const pid = /^\d+$/
const own = /\/\.cache\/runs\/[\w-]+\/[\w-]+\/\d+\/(home|tmp)$/
const empty = { path: own, writable: true, entries: [] }

/** All variables of a function, the whole of them. */
const variables = {
  AWS_LAMBDA_FUNCTION_NAME: 'echo-env',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: '/aws/lambda/echo-env',
  AWS_LAMBDA_LOG_STREAM_NAME: logStream,
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
  AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
  AWS_SESSION_TOKEN: 'fake-session-token',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_CONFIG_FILE: /\/no-aws-config$/,
  AWS_SHARED_CREDENTIALS_FILE: /\/no-aws-credentials$/,
  AWS_XRAY_CONTEXT_MISSING: 'LOG_ERROR',
  AWS_XRAY_DAEMON_ADDRESS: '127.0.0.1:2000',
  LAMBDA_RUNTIME_DIR: '/var/runtime',
  LAMBDA_TASK_ROOT: /\/ugl-project-[^/]+\/echo-env$/,
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  _HANDLER: 'bootstrap',
  _LAMBDA_SERVER_PORT: pid,
  _X_AMZN_TRACE_ID: traceId,
  HOME: own,
  TMPDIR: own,
  PATH: /./,
  SSL_CERT_FILE: /^/,
  SSL_CERT_DIR: /^/,
  BEHAVIOUR_MARK: new RegExp(`^${uuid}$`),
}

function seen(env: object): object {
  return {
    env,
    cwd: /\/ugl-project-[^/]+\/echo-env$/,
    args: [/\/echo-env$/],
    exe: /\/echo-env$/,
    home: empty,
    tmp: empty,
    pid,
    parentPid: pid,
    processGroup: pid,
  }
}

const { AWS_SESSION_TOKEN: _, ...withoutToken } = variables

const processes: readonly Behaviour[] = [
  {
    name: "a function finds AWS's variables with fake credentials, an empty HOME and TMPDIR of its own, and nothing of the developer's",
    lambda: 'echo-env',
    steps: [
      { invoke: {}, gives: answersFresh(seen(variables)) },
      { invoke: {}, gives: answers(seen(variables)) },
    ],
  },
  {
    name: 'env adds variables, changes them, and with undefined removes them',
    lambda: 'echo-env',
    env: [{ TABLE: 'orders', EMPTY: '', TZ: 'Europe/Oslo', AWS_SESSION_TOKEN: undefined }],
    steps: [
      {
        invoke: {},
        gives: answersFresh(seen({ ...withoutToken, TABLE: 'orders', EMPTY: '', TZ: 'Europe/Oslo' })),
      },
    ],
  },
  {
    name: 'names that AWS reserves are refused in its words, and nothing is started',
    lambda: 'echo-env',
    env: [{ _HANDLER: 'mine', LAMBDA_TASK_ROOT: '/' }, {}],
    steps: [
      {
        invoke: {},
        gives: {
          error: {
            class: 'LambdaOptionError',
            code: 'LAMBDA_OPTION',
            reason:
              'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: _HANDLER, LAMBDA_TASK_ROOT',
          },
          processes: 0,
        },
      },
      { invoke: {}, gives: answersFresh(seen(variables)) },
    ],
  },
  {
    name: "the working directory is the package's folder, where its files are",
    lambda: 'reads-file',
    steps: [
      {
        invoke: 'main.go',
        gives: answersFresh({ cwd: /\/ugl-project-[^/]+\/reads-file$/, content: /^\/\/ Command reads-file reads/ }),
      },
    ],
  },
]

export const surroundings: readonly Behaviour[] = [...contexts, ...processes]
