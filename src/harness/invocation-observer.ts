import type { Invocation } from '../lambda/index.ts'

/** How an observed invocation ended. */
export interface ObservedEnd {
  readonly answer?: Uint8Array | undefined
  readonly error?: unknown
  /** Not where it never began. */
  readonly invocation?: Invocation | undefined
}

/**
 * Is told of every call that invokes, at once, when it is still known who calls; what it returns of each invocation that the
 * call makes (an `Event` of `send` may be tried several times, and much later), and what that returns of its end. None may throw.
 */
export type InvocationObserver = () => ObservedCall
export type ObservedCall = (payload: Uint8Array) => (end: ObservedEnd) => void
