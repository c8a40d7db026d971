import type { InvokeOptions } from './go-lambda.ts'
import type { WholeSink } from './open-stream.ts'
import { LambdaOptionError } from './options.ts'

/** @throws {LambdaOptionError} for what only the Runtime API has. */
export function refuseOverRpc(label: string, { tenantId }: InvokeOptions, sink: WholeSink | undefined): void {
  const why =
    sink !== undefined
      ? 'which gives an answer as a whole: there is nothing to stream'
      : tenantId !== undefined
        ? 'whose message has no place for { tenantId }'
        : undefined
  if (why === undefined) return
  throw new LambdaOptionError(
    `${label} is spoken to over net/rpc, ${why}`,
    "set option transport: 'runtime-api' of this function",
  )
}
