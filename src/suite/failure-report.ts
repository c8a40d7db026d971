import { TextDecoder } from 'node:util'
import { errorCode, errorMessage } from '../failure/index.ts'
import { type GoLambda, lastLines } from '../harness/index.ts'
import type { Callers } from './runner.ts'
import type { KeptBytes, TestInvocation, TestRecord } from './test-invocations.ts'

/** Of a request or an answer so many characters are shown. */
const mostCharacters = 2_000

/** Values of members whose names look like this are not shown. */
const secret =
  /pass(?:word|wd|phrase)|secret|token|api[-_]?key|private[-_]?key|access[-_]?key|authori[sz]ation|credential|session|cookie/i

/**
 * What a failed test shows of a function: the output of the test's own invocations, the request and the answer of the last
 * one (2,000 characters of each, `***` for values whose names look secret) and the state of its environment.
 * Empty where the test invoked nothing.
 *
 * @param told what the test's own error says: it is not said again.
 */
export function failureReport(
  label: string,
  invocations: TestRecord,
  environments: GoLambda['environments'] | 'deployed',
  told = '',
): string {
  const { count, last } = invocations
  const final = last.at(-1)
  if (final === undefined) return ''
  const of = count === 1 ? '1 invocation' : `${count} invocations`
  return [
    `${label} in this test: ${of}${count > last.length ? `, of which the last ${last.length} are shown` : ''}`,
    ...last.flatMap((invocation) => outputOf(invocation, count, told)),
    `  ${count === 1 ? 'request' : 'last request'}: ${shown(final.request)}`,
    ...endOf(final, count, told),
    `  environment: ${stateOf(final, environments)}`,
  ].join('\n')
}

function outputOf({ number, end }: TestInvocation, count: number, told: string): string[] {
  if (end === undefined || (showsOutput(end.error) && tells(told, end.error))) return []
  const lines = lastLines(end.logs)
  if (lines.length === 0) return []
  return [count === 1 ? '  its output:' : `  output of invocation ${number}:`, ...lines.map((line) => `    | ${line}`)]
}

/** Errors that show the function's output themselves. */
function showsOutput(error: unknown): boolean {
  return ['LAMBDA_TIMEOUT', 'LAMBDA_EXIT', 'LAMBDA_START', 'LAMBDA_CONNECTION'].includes(errorCode(error) ?? '')
}

function endOf({ end }: TestInvocation, count: number, told: string): string[] {
  const last = count === 1 ? '  ' : '  last '
  if (end === undefined) return [`${last}answer: none yet`]
  if (end.answer !== undefined) return [`${last}answer: ${shown(end.answer)}`]
  const { name = 'Error' } = (end.error ?? {}) as { readonly name?: unknown }
  return tells(told, end.error) ? [] : [`${last}error: ${name}: ${cut(firstLine(end.error))}`]
}

function tells(told: string, error: unknown): boolean {
  return told.includes(firstLine(error))
}

function firstLine(error: unknown): string {
  return errorMessage(error).split('\n', 1)[0] ?? ''
}

function stateOf({ end }: TestInvocation, environments: GoLambda['environments'] | 'deployed'): string {
  const start = end?.coldStart === undefined ? '' : end.coldStart ? ' (cold start)' : ' (warm)'
  if (environments === 'deployed') return `${endedBy(end?.error) ?? 'on AWS'}${start}`
  const alive = environments.filter(({ state }) => state !== 'ended')
  const state = alive.map(({ pid, state }) => `pid ${pid}, ${state}`).join('; ')
  return `${endedBy(end?.error) ?? (alive.length > 0 ? `alive: ${state}` : gone(end?.error))}${start}`
}

function gone(error: unknown): string {
  const { stackTrace } = (error ?? {}) as { readonly stackTrace?: readonly unknown[] }
  return (stackTrace?.length ?? 0) > 0 ? 'ended after its panic' : 'not alive any more'
}

/** What an error says of the end of its environment. */
function endedBy(error: unknown): string | undefined {
  const { code, exitCode, signal, initFailure } = (error ?? {}) as EnvironmentEnd
  if (initFailure !== undefined)
    return initFailure.kind === 'exited' ? `${endedBy(initFailure)} in its init phase` : `did not come up`
  if (code === 'LAMBDA_TIMEOUT') return 'killed at its deadline'
  if (typeof signal === 'string') return `ended by ${signal}`
  return typeof exitCode === 'number' ? `ended with exit code ${exitCode}` : undefined
}

interface EnvironmentEnd {
  readonly code?: unknown
  readonly exitCode?: unknown
  readonly signal?: unknown
  readonly initFailure?: EnvironmentEnd & { readonly kind?: unknown }
}

function shown(bytes: KeptBytes): string {
  if (typeof bytes === 'number') return `${bytes} bytes, too many to be shown`
  const masked = maskedJson(new TextDecoder().decode(bytes))
  return masked === undefined ? `no JSON, ${bytes.length} bytes` : cut(masked)
}

/** A text of JSON without secrets, also in members that hold JSON again (`body`); as it was written where it has none. */
function maskedJson(text: string): string | undefined {
  let hidden = false
  try {
    const value: unknown = JSON.parse(text, (name, value) => {
      const masked = hides(name, value) ? '***' : maskedWithin(value)
      hidden ||= masked !== value
      return masked
    })
    return hidden || text.includes('\n') ? JSON.stringify(value) : text
  } catch {
    return undefined
  }
}

function maskedWithin(value: unknown): unknown {
  return typeof value === 'string' && /^\s*[[{]/.test(value) ? (maskedJson(value) ?? value) : value
}

function hides(name: string, value: unknown): boolean {
  return secret.test(name) && value !== null && typeof value !== 'boolean'
}

function cut(text: string): string {
  return text.length <= mostCharacters
    ? text
    : `${text.slice(0, mostCharacters)} … ${text.length - mostCharacters} more characters`
}

/** Said where it cannot be told whether invocations were this test's, instead of a guess. */
export function unsureNote(label: string, unsure: NonNullable<Callers['unsure']>): string {
  return unsure === 'concurrent'
    ? `${label} was invoked while this and other tests ran concurrently: which of them did it cannot be told; run it alone (-t) to see more`
    : `${label} was invoked by another process while this test ran: on whose behalf cannot be told`
}
