import type { TargetInvokeOptions } from '../invoke-api/index.ts'
import type { InvokeOptions } from './go-lambda.ts'
import type { ObservedCall } from './invocation-observer.ts'
import type { WholeSink } from './open-stream.ts'

/** What no option of an invocation says. */
export interface HowToInvoke {
  /** Takes the answer piece by piece. */
  readonly sink?: WholeSink
  /** Of a function over net/rpc, as a whole. */
  readonly wholeToSink?: boolean
  /** Who called, where that was asked earlier. */
  readonly by?: ObservedCall | undefined
  /** Wait for a free environment whatever `whenBusy` says. */
  readonly queued?: boolean
  readonly onInitLogs?: ((logs: string) => void) | undefined
}

/** What the Invoke API asks for, as options of an invocation. */
export function optionsOf({ requestId, qualifier, clientContext }: TargetInvokeOptions): InvokeOptions {
  return {
    requestId,
    ...(qualifier !== undefined && { qualifier }),
    ...(clientContext !== undefined && { clientContext }),
  }
}

export function howOf({ by, queued, onInitLogs }: TargetInvokeOptions): HowToInvoke {
  return { by: by as ObservedCall | undefined, queued, onInitLogs }
}
