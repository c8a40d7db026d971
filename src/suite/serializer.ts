import { TextDecoder } from 'node:util'
import { isLibraryFrame, type SnapshotKind, snapshotKind } from '../harness/index.ts'
import { isUnstable, stableMessage, stableText, withoutCheckout } from './stable-text.ts'

/** What a runner hands to a serializer: prints a value of any kind as it would be printed without it. */
type Printer = (value: unknown, config: unknown, indentation: string, depth: number, refs: unknown) => string

/**
 * Prints errors of functions and their messages, detailed results and answers of `send()` in snapshots, readable and the same in every run and
 * checkout: request ids, times, durations, ports, pids, folders and addresses are masked, and of Go's frames those of
 * libraries without their lines. For `snapshotSerializers`; the plugin, `withGoLambda` and the preset put it there.
 */
export const serializer = {
  test(value: unknown): boolean {
    if (typeof value === 'string') return isUnstable(value)
    return typeof value === 'object' && value !== null && nameOf(value) !== undefined
  },
  serialize(
    value: object | string,
    config: unknown,
    indentation: string,
    depth: number,
    refs: unknown,
    printer: Printer,
  ): string {
    if (typeof value === 'string') return printer(stableMessage(value), config, indentation, depth, refs)
    const made = shownOf(value)
    // With matchers it may look like what it was made of.
    if (kindOf(made) !== undefined) printed.add(made)
    const shown = printer(made, config, indentation, depth, refs)
    // pretty-format calls a plain object Object, or nothing where `printBasicPrototype` is off.
    return `${nameOf(value)} ${shown.replace(/^Object \{/, '{')}`
  },
}

/** Errors of a function by their code, which is the same in every realm; results by their mark. */
function nameOf(value: object): string | undefined {
  const { code, name, errorType } = value as { code?: unknown; name?: unknown; errorType?: unknown }
  const isFunctionError = typeof code === 'string' && codes.has(code) && typeof errorType === 'string'
  if (isFunctionError) return String(name)
  const kind = kindOf(value)
  return kind && names[kind]
}

/** What is printed in place of results. */
const printed = new WeakSet()

/** By its mark; where a copy was made of it (both runners do, to lay property matchers over it), by its members. */
function kindOf(value: object): SnapshotKind | undefined {
  const kind = snapshotKind(value)
  if (kind !== undefined || printed.has(value)) return kind
  if (has(value, 'response', 'requestId', 'logs', 'durationMs', 'billedDurationMs', 'coldStart')) return 'detailed'
  return has(value, 'StatusCode', 'Payload', '$metadata') ? 'sent' : undefined
}

function has(value: object, ...names: readonly string[]): boolean {
  return names.every((name) => Object.hasOwn(value, name))
}

/** What the caller lays over a result with `toMatchSnapshot({ requestId: expect.any(String) })`. */
function matchersOf(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => isMatcher(member)))
}

function isMatcher(value: unknown): boolean {
  return (value as { $$typeof?: unknown } | null | undefined)?.$$typeof === Symbol.for('jest.asymmetricMatcher')
}

const codes = new Set(['LAMBDA_FUNCTION_ERROR', 'LAMBDA_TIMEOUT', 'LAMBDA_EXIT', 'LAMBDA_START'])
const names: Readonly<Record<SnapshotKind, string>> = { detailed: 'DetailedResult', sent: 'InvokeOutput' }

function shownOf(value: object): object {
  const kind = kindOf(value)
  if (kind === undefined) return shownError(value as FunctionFailure)
  const shown = kind === 'detailed' ? shownDetailed(value as Detailed) : shownSent(value as Sent)
  return { ...shown, ...matchersOf(value) }
}

interface FunctionFailure {
  readonly errorType: string
  readonly errorMessage: string
  readonly stackTrace?: readonly { readonly path: string; readonly line: number; readonly label: string }[]
  readonly requestId?: string
}

function shownError({ errorType, errorMessage, stackTrace = [], requestId }: FunctionFailure): object {
  const frames = stackTrace.map((frame) => {
    const library = frame.path.replace(/@v[^/]+/, '@<version>')
    const place = isLibraryFrame(frame) ? library : `${withoutCheckout(frame.path)}:${frame.line}`
    return `${frame.label} (${place})`
  })
  return {
    errorType,
    errorMessage: stableText(errorMessage, requestId),
    ...(frames.length > 0 && { stackTrace: frames }),
  }
}

interface Detailed {
  readonly response: unknown
  readonly requestId: string
  readonly logs: string
  readonly initDurationMs?: number
  readonly coldStart: boolean
}

/** How long it took, how much memory, and whether the process was new is not the function's doing. */
function shownDetailed({ response, requestId, logs }: Detailed): object {
  return { response: withStableTexts(response, idOf(requestId)), logs: lines(logs, requestId) }
}

interface Sent {
  readonly StatusCode?: number
  readonly FunctionError?: string
  readonly LogResult?: string
  readonly Payload?: Uint8Array
  readonly ExecutedVersion?: string
  readonly $metadata: { readonly requestId?: string | undefined }
}

function shownSent({ StatusCode, FunctionError, LogResult, Payload, ExecutedVersion, $metadata }: Sent): object {
  const requestId = idOf(($metadata as { readonly requestId?: unknown }).requestId)
  const payload = ArrayBuffer.isView(Payload) ? new TextDecoder().decode(Payload as Uint8Array) : undefined
  const log = typeof LogResult === 'string' ? globalThis.Buffer.from(LogResult, 'base64').toString() : undefined
  return {
    ...(StatusCode !== undefined && { StatusCode }),
    ...(FunctionError !== undefined && { FunctionError }),
    ...(payload !== undefined && { Payload: parsed(payload, requestId) }),
    ...(log !== undefined && { LogResult: lines(log, requestId) }),
    ...(ExecutedVersion !== undefined && { ExecutedVersion }),
  }
}

function parsed(payload: string, requestId: string | undefined): unknown {
  try {
    return withStableTexts(JSON.parse(payload), requestId)
  } catch {
    return stableText(payload, requestId)
  }
}

/** A text of several lines is read more easily as a list of them. */
function lines(text: unknown, requestId: unknown): unknown {
  if (typeof text !== 'string' || text === '') return text
  const all = stableText(text, idOf(requestId)).split('\n')
  return all.at(-1) === '' ? all.slice(0, -1) : all
}

function idOf(requestId: unknown): string | undefined {
  return typeof requestId === 'string' ? requestId : undefined
}

/** The response is the function's own: only its request id is replaced in it. */
function withStableTexts(value: unknown, requestId: string | undefined): unknown {
  if (requestId === undefined) return value
  if (typeof value === 'string') return value.replaceAll(requestId, '<request id>')
  if (Array.isArray(value)) return value.map((item) => withStableTexts(item, requestId))
  if (typeof value !== 'object' || value === null) return value
  const proto: unknown = Object.getPrototypeOf(value)
  if (proto !== null && Object.getPrototypeOf(proto) !== null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withStableTexts(item, requestId)]))
}
