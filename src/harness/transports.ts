import { reservePort } from '../environment/index.ts'
import { RpcTransport, type Transport } from '../lambda/index.ts'
import type { GoLambdaOptions } from './options.ts'
import type { Prepared } from './prepare.ts'
import { type TransportKind, transportOf } from './transport-of.ts'

/**
 * Makes the transports of a function's environments. A package that turns out to be without net/rpc (by a tag of go's own
 * settings, which nobody here has read, or as it does not use aws-lambda-go) is started again over the Runtime API.
 */
export async function transportsOf(
  prepared: Pick<Prepared, 'binary' | 'transport' | 'mayLackRpc'>,
  options: Pick<GoLambdaOptions, 'transport'>,
  cacheFolder: string,
): Promise<() => Transport> {
  const asked = options.transport ?? 'auto'
  let kind: TransportKind = asked === 'auto' ? prepared.transport : asked
  // What most suites never need is loaded when it is.
  const load = () => import('../runtime-api/index.ts')
  let runtimeApi = kind === 'rpc' ? undefined : await load()
  const reserve = () => reservePort(cacheFolder)
  /** Asked where it did not start over net/rpc: once, as the file does not change. */
  let looked = false
  const isWithoutRpc = async (saysSo: boolean) => {
    if (saysSo || (prepared.mayLackRpc === true && !looked)) {
      looked = true
      if (saysSo || (await transportOf(prepared.binary)) === 'runtime-api') {
        runtimeApi ??= await load()
        kind = 'runtime-api'
        return true
      }
    }
    return false
  }
  return () => {
    if (kind === 'rpc' || runtimeApi === undefined) {
      return new RpcTransport({ reservePort: reserve, isWithoutRpc: asked === 'rpc' ? undefined : isWithoutRpc })
    }
    const one = new runtimeApi.RuntimeApiTransport()
    return kind === 'either' ? new runtimeApi.EitherTransport(new RpcTransport({ reservePort: reserve }), one) : one
  }
}
