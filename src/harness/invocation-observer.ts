import type { Invocation } from '../lambda/index.ts'

/** How an observed invocation ended. */
export interface ObservedEnd {
  readonly answer?: Uint8Array | undefined
  readonly error?: unknown
  /** Not where it never began. */
  readonly invocation?: Invocation | undefined
}

/** Is told of every invocation when it is called for, and by what it returns of its end. Must not throw. */
export type InvocationObserver = (payload: Uint8Array) => (end: ObservedEnd) => void
