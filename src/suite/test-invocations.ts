import type { InvocationObserver, ObservedEnd } from '../harness/index.ts'
import type { Callers, Test } from './runner.ts'

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
  /** Why there may be more, or why it may have been another test. */
  readonly unsure?: Callers['unsure']
}

/**
 * The invocations of each test, told by who called for them and never by when they ran: one that another test left under
 * way is not this one's.
 */
export class TestInvocations {
  readonly #callers: () => Callers
  readonly #records = new WeakMap<Test, Recording>()

  constructor(callers: () => Callers) {
    this.#callers = callers
  }

  readonly observe: InvocationObserver = () => {
    const { tests, unsure } = this.#callers()
    const records = tests.map((test) => this.#recordOf(test))
    const [own] = records
    if (own !== undefined && unsure === undefined) return (payload) => added(own, payload)
    for (const record of records) record.unsure = unsure
    return () => () => undefined
  }

  /** What a test did, and forgets it. */
  take(test: Test): TestRecord {
    const taken = this.#records.get(test) ?? { count: 0, last: [] }
    this.#records.delete(test)
    return taken
  }

  #recordOf(test: Test): Recording {
    const record = this.#records.get(test) ?? { count: 0, last: [], unsure: undefined }
    this.#records.set(test, record)
    return record
  }
}

interface Recording extends TestRecord {
  count: number
  readonly last: TestInvocation[]
  unsure: Callers['unsure']
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
  return {
    ...(answer !== undefined && { answer: keptBytes(answer) }),
    ...(error !== undefined && { error }),
    logs: (invocation?.logs ?? '').slice(-mostOutput),
    coldStart: invocation?.coldStart,
  }
}
