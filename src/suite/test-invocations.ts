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

/** What one test invoked. */
export interface TestRecord {
  readonly count: number
  readonly last: readonly TestInvocation[]
}

/**
 * The invocations of the test that runs, told by who called for them and never by when they ran: one that another test
 * left under way is not this one's.
 */
export class TestInvocations {
  readonly #currentTest: () => string | undefined
  #current: Recording | undefined

  constructor(currentTest: () => string | undefined) {
    this.#currentTest = currentTest
  }

  readonly observe: InvocationObserver = () => {
    const test = this.#currentTest()
    if (test === undefined) return () => () => undefined
    if (test !== this.#current?.test) this.#current = { test, count: 0, last: [] }
    const record = this.#current
    return (payload) => added(record, payload)
  }

  /** Whether the test that runs, or one beside it, invoked anything. */
  get some(): boolean {
    return this.#current !== undefined
  }

  /** What the test did, and forgets it. */
  take(): TestRecord {
    const taken = this.#current ?? { count: 0, last: [] }
    this.#current = undefined
    return taken
  }
}

interface Recording extends TestRecord {
  readonly test: string
  count: number
  readonly last: TestInvocation[]
}

function added(record: Recording, payload: Uint8Array): (end: ObservedEnd) => void {
  record.count += 1
  const invocation: { -readonly [Key in keyof TestInvocation]: TestInvocation[Key] } = {
    number: record.count,
    request: keptBytes(payload),
  }
  record.last.push(invocation)
  if (record.last.length > mostKept) record.last.shift()
  return (end) => {
    invocation.end = keptEnd(end)
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
