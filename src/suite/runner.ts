/** What a suite needs from its runner: its hooks, and where and how it runs. Each door gives its own. */
export interface Runner {
  readonly name: 'vitest' | 'jest'
  beforeAll(body: (suite?: unknown) => Promise<void>, timeoutMs: number): void
  afterAll(body: () => Promise<void>, timeoutMs: number): void
  /** Only where a failing `beforeAll` does not keep tests from running (Jest). */
  readonly beforeEach?: (body: () => Promise<void>) => void
  /** After each test, with its failure so far. */
  afterEach(body: (ended: EndedTest) => void): void
  /** Has each test run by `around`; with `'concurrent'` only those that others may run beside. */
  aroundTests(around: AroundTest, which: 'all' | 'concurrent'): void
  /** Who may be calling now, as far as the runner knows. */
  callers(): Callers
  /** The tests that run now, whoever calls. */
  runningTests(): readonly Test[]
  /** The test file that is being collected or run, absolute; `undefined` outside a test file. */
  testFile(): string | undefined
  /** The full name of the test that is running, if one is. */
  currentTest(): string | undefined
  /** The runner's root folder, where it tells. */
  root(): string | undefined
  /** Whether the runner may run this file again when sources have changed since. */
  watches(): boolean
  /** A function was invoked, and is stopped because its suite, or what used the fixture, is over. */
  readonly suiteEnded?: () => Promise<void>
}

/** What a runner keeps of a test: one object for as long as it runs, also when it is tried again. */
export type Test = object

export type AroundTest = <Result>(test: Test, body: () => Result) => Result

/** The tests that may be calling. */
export interface Callers {
  readonly tests: readonly Test[]
  /** Why it is not certain which of them it is. */
  readonly unsure?: 'concurrent' | 'outside'
}

/** A test, or one try of it, that has run. */
export interface EndedTest {
  readonly test: Test
  readonly failed?: FailedTest | undefined
}

/** The failure of a test, as its runner keeps it. */
export interface FailedTest {
  /** What is changed in it is told. */
  readonly error: unknown
  /** Only where it can be told in place of one that is no object. */
  readonly replace?: ((error: Error) => void) | undefined
}
