import {
  type Endpoint,
  type EndpointOptions,
  type EndpointTarget,
  endpointVariables,
  startEndpoint,
} from '../invoke-api/index.ts'
import { checkAll, describe, type Env, isPlain, LambdaOptionError, whole } from './options.ts'

/** A function that code under test can call by its name; every `GoLambda` is one. */
export interface NamedFunction extends EndpointTarget {
  readonly functionName: string
}

export interface InvokeEndpointOptions {
  /** The port to listen on; where it is taken, and by default, a free one. */
  readonly port?: number
}

/** An open endpoint. */
export interface InvokeEndpoint {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string
  /**
   * Variables for a process whose AWS SDK (or CLI) shall find it: `AWS_ENDPOINT_URL_LAMBDA`, fake credentials and the
   * region us-east-1. `undefined` takes a variable away: `spawn(…, { env: { ...process.env, ...endpoint.env } })`.
   */
  readonly env: Env
  /** Closes it and every connection to it. The functions live on. Idempotent. */
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Opens an endpoint on 127.0.0.1 that answers AWS's Invoke API, so that an unchanged `LambdaClient` with
 * `AWS_ENDPOINT_URL_LAMBDA` invokes these functions by their names (`functionName`). Another name is answered with AWS's
 * `ResourceNotFoundException`. It does not keep the process alive, and it starts no function: the first invocation does.
 *
 * ```ts
 * await using endpoint = await startInvokeEndpoint([upper])
 * const client = new LambdaClient({ endpoint: endpoint.url, region: 'us-east-1', credentials })
 * ```
 *
 * @throws {LambdaOptionError} for what is no function, and where two have the same name.
 */
export async function startInvokeEndpoint(
  functions: readonly NamedFunction[],
  options: InvokeEndpointOptions = {},
): Promise<InvokeEndpoint> {
  checkAll(options, { port: whole(65_535) }, 'options of an endpoint are')
  checkFunctions(functions, 'startInvokeEndpoint')
  const served = [...functions]
  return openInvokeEndpoint((name) => served.find(({ functionName }) => functionName === name), options)
}

/** The same, for functions that are looked up at each request. */
export async function openInvokeEndpoint(
  find: (functionName: string) => EndpointTarget | undefined,
  options?: EndpointOptions,
): Promise<InvokeEndpoint & Pick<Endpoint, 'port'>> {
  const endpoint = await startEndpoint(find, options)
  const stop = () => endpoint.stop()
  return {
    port: endpoint.port,
    url: endpoint.url,
    env: endpointVariables(endpoint.url),
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

/** @throws {LambdaOptionError} */
export function checkFunctions(
  functions: readonly unknown[],
  by: string,
): asserts functions is readonly NamedFunction[] {
  if (!Array.isArray(functions)) {
    throw new LambdaOptionError(`${by} was given ${described(functions)}`, 'give it a list of functions')
  }
  const names = new Set<string>()
  for (const given of functions) {
    if (!isNamed(given)) {
      throw new LambdaOptionError(
        `${by} was given ${described(given)} among its functions`,
        'give it what useGoLambda() or startGoLambda() gave (await the latter)',
      )
    }
    if (names.has(given.functionName)) {
      throw new LambdaOptionError(
        `${by} was given two functions of the name ${given.functionName}`,
        "set option functionName of one of them ({ functionName: 'another' })",
      )
    }
    names.add(given.functionName)
  }
}

function isNamed(given: unknown): given is NamedFunction {
  return (
    isPlain(given) &&
    typeof Reflect.get(given, 'functionName') === 'string' &&
    typeof Reflect.get(given, 'send') === 'function'
  )
}

function described(given: unknown): string {
  if (typeof given === 'object' && given !== null) return 'then' in given ? 'a promise' : 'an object'
  return describe(given)
}
