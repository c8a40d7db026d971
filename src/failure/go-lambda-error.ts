/** What a person needs to read when something failed: what happened (with numbers), the evidence, what to do next. */
export interface Failure {
  /** One sentence, with the numbers that matter. */
  readonly reason: string
  /** Compiler lines, the function's own last output: shown line by line behind `|`. */
  readonly evidence?: readonly string[]
  /** What to do next, without the arrow. */
  readonly nextStep?: string
  readonly cause?: unknown
}

const codeKey = Symbol.for('use-go-lambda.code')

/** Writes a {@link Failure} the one way every error of this package reads. */
export function formatFailure({ reason, evidence = [], nextStep }: Failure): string {
  const lines = [reason, ...evidence.map((line) => `  | ${line}`)]
  if (nextStep !== undefined) lines.push(`  → ${nextStep}`)
  return lines.join('\n')
}

/** Where the user's code called into this package. Cheap: the frames are only written out when an error needs them. */
export class CallSite {
  readonly #holder: { stack?: string } = {}

  /** @param below the function of ours that was called: its own frame and those it calls are left out. */
  constructor(below: (...given: never[]) => unknown) {
    Error.captureStackTrace(this.#holder, below)
  }

  frames(): string[] {
    return (this.#holder.stack ?? '').split('\n').slice(1)
  }
}

/**
 * The base of every error this package throws on purpose.
 *
 * `code` is stable and says what a caller would do differently. Test for it with {@link isGoLambdaError} rather than
 * `instanceof`: a Jest sandbox and a second copy of the package each have a class of their own.
 */
export abstract class GoLambdaError extends Error {
  readonly code: string

  constructor(name: string, code: string, failure: Failure) {
    super(formatFailure(failure), failure.cause === undefined ? undefined : { cause: failure.cause })
    this.code = code
    Object.defineProperty(this, 'name', { value: name, configurable: true, writable: true })
    Object.defineProperty(this, codeKey, { value: code })
  }

  /** Frames that come before those of the caller: what happened elsewhere (Go's, after a panic), with a column if asked. */
  protected framesBefore(_columns: boolean): readonly string[] {
    return []
  }

  /**
   * What JSON and runners show of it: the properties of a word or a number that its message does not say already. Without it
   * Vitest shows every property under "Serialized Error", and the methods of every class.
   */
  toJSON(): Readonly<Record<string, unknown>> {
    const { name, message, stack } = this
    const told = Object.entries(this).filter(([, value]) => isWord(value) && !message.startsWith(String(value)))
    return { name, message, ...Object.fromEntries(told), stack }
  }

  /** Makes the stack begin where the user's code called us, which is the line a runner then shows. */
  showCaller(caller: CallSite, columns = false): void {
    // A getter that V8 puts on errors would recompute it; a plain value stays.
    const lines = [`${this.name}: ${this.message}`, ...this.framesBefore(columns), ...caller.frames()]
    Object.defineProperty(this, 'stack', { value: lines.join('\n'), configurable: true, writable: true })
  }
}

function isWord(value: unknown): boolean {
  if (typeof value === 'string') return value !== '' && !value.includes('\n')
  return typeof value === 'number' || typeof value === 'boolean'
}

/** Whether `value` is an error of this package, from whichever realm or copy; with `code`, whether it is that one. */
export function isGoLambdaError(value: unknown, code?: string): value is GoLambdaError {
  if (typeof value !== 'object' || value === null || !(codeKey in value)) return false
  return code === undefined || (value as Record<symbol, unknown>)[codeKey] === code
}
