import type { FunctionArn } from './function-arn.ts'
import type { Sdk } from './load-sdk.ts'

/** AWS's longest timeout of a function, 900 s, and what comes on top of it: the way, the init phase. In milliseconds. */
const requestTimeoutMs = 930_000
const connectionTimeoutMs = 10_000

/** Where requests go, and as whom. */
export interface Address {
  /** `https://lambda.eu-west-1.amazonaws.com/`, or what `AWS_ENDPOINT_URL_LAMBDA` and the like say. */
  readonly endpoint: string
  readonly credentials: Sdk.LambdaClient['config']['credentials']
}

export interface OpenClient {
  readonly client: Sdk.LambdaClient
  readonly address: Address
}

/**
 * A client for one region, with the credentials and the address that the SDK finds now, by its own rules. Both are decided
 * here, once: what changes in `process.env` later (our own `useInvokeEndpoint` puts an address and fake credentials there)
 * is not for it. It sends nothing twice, and waits longer than any function may run.
 *
 * @param known what was found earlier.
 * @throws what the SDK throws where it finds no credentials.
 */
export async function openClient(sdk: typeof Sdk, arn: FunctionArn, known?: Address): Promise<OpenClient> {
  const config = {
    region: arn.region,
    maxAttempts: 1,
    requestHandler: {
      connectionTimeout: connectionTimeoutMs,
      requestTimeout: requestTimeoutMs,
      throwOnRequestTimeout: true,
      socketTimeout: requestTimeoutMs,
    },
  }
  // What these say is in the address already; with one that is given the SDK refuses them.
  const decided = { ...config, useFipsEndpoint: false, useDualstackEndpoint: false }
  if (known !== undefined) return { client: new sdk.LambdaClient({ ...decided, ...known }), address: known }
  const first = new sdk.LambdaClient(config)
  try {
    const { credentials } = first.config
    await credentials()
    const endpoint = await endpointOf(first, sdk, arn)
    const address = { endpoint, credentials }
    return { client: new sdk.LambdaClient({ ...decided, ...address }), address }
  } finally {
    first.destroy()
  }
}

/** Where a request of this client would go: made up to the point where that is decided, and not sent. */
async function endpointOf(client: Sdk.LambdaClient, sdk: typeof Sdk, { arn }: FunctionArn): Promise<string> {
  const command = new sdk.InvokeCommand({ FunctionName: arn })
  let endpoint: URL | undefined
  command.middlewareStack.add(
    (_, context) => async () => {
      endpoint = context.endpointV2?.url
      return { response: undefined, output: { $metadata: {} } }
    },
    { step: 'build', name: 'stopBeforeItIsSent', priority: 'high' },
  )
  await client.send(command)
  if (endpoint === undefined) throw new Error('the AWS SDK named no endpoint')
  return endpoint.href
}
