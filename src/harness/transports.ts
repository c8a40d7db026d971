import { reservePort } from '../environment/index.ts'
import { RpcTransport, type Transport } from '../lambda/index.ts'
import type { GoLambdaOptions } from './options.ts'
import type { Prepared } from './prepare.ts'

/** What speaks to a function: one of the two, or both until it is known which it answers. */
export type TransportKind = 'rpc' | 'runtime-api' | 'either'

/**
 * Makes the transports of a function's environments. A package that turns out to be built without net/rpc (by a tag of
 * GOFLAGS or of go's own settings, which nobody here has read) is started again over the Runtime API.
 */
export async function transportsOf(
  prepared: Pick<Prepared, 'transport'>,
  options: Pick<GoLambdaOptions, 'transport'>,
  cacheFolder: string,
): Promise<() => Transport> {
  const asked = options.transport ?? 'auto'
  let kind: TransportKind = asked === 'auto' ? prepared.transport : asked
  // What most suites never need is loaded when it is.
  const load = () => import('../runtime-api/index.ts')
  let runtimeApi = kind === 'rpc' ? undefined : await load()
  const rpc = (onWithout?: () => Promise<void>) =>
    new RpcTransport({ reservePort: () => reservePort(cacheFolder), onWithoutRpc: onWithout })
  return () => {
    if (kind === 'rpc' || runtimeApi === undefined) {
      if (asked === 'rpc') return rpc()
      return rpc(async () => {
        runtimeApi ??= await load()
        kind = 'runtime-api'
      })
    }
    if (kind === 'either') return new runtimeApi.EitherTransport(rpc(), new runtimeApi.RuntimeApiTransport())
    return new runtimeApi.RuntimeApiTransport()
  }
}
