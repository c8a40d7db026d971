import type { InvocationObserver, ObservedEnd } from '../harness/index.ts'

/** Invocations of one test that are kept: its last. */
const mostKept = 10
/** A payload or an answer that is larger than this is not kept, only counted. 64 KiB. */
const mostBytes = 65_536
/** Of output the end is kept. */
const mostOutput = 65_536

/** What is kept of one invocation for a report of its test's failure. */
export interface TestInvocation {
  readonly number: number
  readonly request: KeptBytes
  readonly end?: KeptEnd | undefined
}

/** Bytes, or how many there were. */
export type KeptBytes = Uint8Array | number

export interface KeptEnd {
  readonly answer?: KeptBytes | undefined
  readonly error?: unknown
  readonly logs: string
  readonly coldStart: boolean | undefined
}

/**
 * The invocations of the test that runs, told by who called for them and never by when they ran: one that another test
 * left under way is not this one's.
 */
export class TestInvocations {
  readonly #currentTest: () => string | undefined
  #test: string | undefined
  #count = 0
  #kept: TestInvocation[] = []

  constructor(currentTest: () => string | undefined) {
    this.#currentTest = currentTest
  }

  readonly observe: InvocationObserver = (payload) => {
    const test = this.#currentTest()
    if (test === undefined) return () => undefined
    if (test !== this.#test) this.#begin(test)
    this.#count += 1
    const invocation: { -readonly [Key in keyof TestInvocation]: TestInvocation[Key] } = {
      number: this.#count,
      request: keptBytes(payload),
    }
    this.#kept.push(invocation)
    if (this.#kept.length > mostKept) this.#kept.shift()
    return (end) => {
      invocation.end = keptEnd(end)
    }
  }

  /** What the test did, and forgets it. */
  take(): { readonly count: number; readonly last: readonly TestInvocation[] } {
    const taken = { count: this.#count, last: this.#kept }
    this.#begin(undefined)
    return taken
  }

  #begin(test: string | undefined): void {
    this.#test = test
    this.#count = 0
    this.#kept = []
  }
}

function keptBytes(bytes: Uint8Array): KeptBytes {
  return bytes.length > mostBytes ? bytes.length : bytes
}

function keptEnd({ answer, error, invocation }: ObservedEnd): KeptEnd {
  const logs = invocation?.logs ?? ''
  return {
    ...(answer !== undefined && { answer: keptBytes(answer) }),
    ...(error !== undefined && { error }),
    logs: showsOutput(error) ? '' : logs.slice(-mostOutput),
    coldStart: invocation?.coldStart,
  }
}

/** Errors that show the function's output themselves. */
function showsOutput(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown }
  return code === 'LAMBDA_TIMEOUT' || code === 'LAMBDA_EXIT' || code === 'LAMBDA_START'
}
