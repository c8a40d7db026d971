/** What a suite needs from its runner: its hooks, and where and how it runs. Each door gives its own. */
export interface Runner {
  readonly name: 'vitest' | 'jest'
  beforeAll(body: (suite?: unknown) => Promise<void>, timeoutMs: number): void
  afterAll(body: () => Promise<void>, timeoutMs: number): void
  /** Only where a failing `beforeAll` does not keep tests from running (Jest). */
  readonly beforeEach?: (body: () => Promise<void>) => void
  /** After each test, with its failure so far: none where it passed. */
  afterEach(body: (failed: FailedTest | undefined) => void): void
  /** The test file that is being collected or run, absolute; `undefined` outside a test file. */
  testFile(): string | undefined
  /** The full name of the test that is running, if one is. */
  currentTest(): string | undefined
  /** The runner's root folder, where it tells. */
  root(): string | undefined
  /** Whether the runner may run this file again when sources have changed since. */
  watches(): boolean
}

/** A test that failed, as its runner keeps it. */
export interface FailedTest {
  /** What is changed in it is told. */
  readonly error: unknown
  /** Whether other tests of the file ran at the same time. */
  readonly concurrent: boolean
  /** Only where it can be told in place of one that is no object. */
  readonly replace?: ((error: Error) => void) | undefined
}
