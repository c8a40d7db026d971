import type { Endpoint, EndpointOptions } from './endpoint.ts'
import type { FindTarget } from './endpoint-target.ts'

/** See {@link serveInvokeApi}; loaded only here: suites without an endpoint are spared it. */
export async function startEndpoint(find: FindTarget, options?: EndpointOptions): Promise<Endpoint> {
  const { serveInvokeApi } = await import('./endpoint.ts')
  return serveInvokeApi(find, options)
}
