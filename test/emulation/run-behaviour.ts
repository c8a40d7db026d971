import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import type { GoLambda, GoLambdaOptions } from '../../src/harness/index.ts'
import type { Invocation } from '../../src/lambda/index.ts'
import { type Behaviour, givenBy, type Outcome, type Step, type Thrown } from './behaviour.ts'

type Transport = 'rpc' | 'runtime-api'

/** Found in the environment of every process of one behaviour. */
const markName = 'BEHAVIOUR_MARK'

/** A behaviour's function, and what its steps gave. */
export interface Run {
  readonly options: GoLambdaOptions
  /** What every step gave, with what is said to differ from run to run replaced by what is said of it. */
  outcomes(lambda: GoLambda): Promise<readonly unknown[]>
}

export function runOf(behaviour: Behaviour, transport: Transport): Run {
  const mark = `${markName}=${randomUUID()}`
  let started = 0
  const options: GoLambdaOptions = {
    ...behaviour.options,
    transport,
    env: () => {
      const given = behaviour.env ?? [{}]
      const own = given[Math.min(started++, given.length - 1)]
      return { ...own, [markName]: mark.slice(markName.length + 1) }
    },
  }
  const outcomes = async (lambda: GoLambda) => {
    const seen = { mark, pids: new Set<number>() }
    const all: unknown[] = []
    for (const step of behaviour.steps) {
      const outcome = await outcomeOf(lambda, step, seen)
      all.push(
        masked({ ...withoutLibrary(outcome, transport), processes: living(mark).length }, givenBy(step, transport)),
      )
    }
    return all
  }
  return { options, outcomes }
}

interface Seen {
  readonly mark: string
  /** Of the processes that have served. */
  readonly pids: Set<number>
}

type Given = Omit<Outcome, 'processes' | 'environment'> & { readonly environment?: string }

/**
 * Over the Runtime API aws-lambda-go logs every error that it reports, and says why it ends after a panic or a 413: lines of
 * its own, which are not the function's.
 */
const libraryLines =
  /^\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:\{"errorMessage":.*\}|calling the handler function resulted in a panic, the process should exit|unexpected error occurred when sending the function functionResponse .*)\n/gm

/** Without what differs between the transports at every function: see docs/emulation.md. */
function withoutLibrary(outcome: Given, transport: Transport): Given {
  if (transport === 'rpc') return outcome
  const { logs, answer, error } = outcome
  return {
    ...outcome,
    ...(typeof logs === 'string' && { logs: logs.replace(libraryLines, '') }),
    ...(isObject(answer) && { answer: plain(answer) }),
    ...(isObject(error?.aws) && { error: { ...error, aws: withoutMain(error.aws) } }),
  }
}

function plain({ ...answer }: Record<string, unknown>): Record<string, unknown> {
  const { LogResult, env } = answer
  if (typeof LogResult === 'string') answer['LogResult'] = LogResult.replace(libraryLines, '')
  if (isObject(env)) {
    const { AWS_LAMBDA_RUNTIME_API: where, ...other } = env
    const port = /^127\.0\.0\.1:(\d+)$/.exec(String(where))?.[1]
    answer['env'] = { ...other, _LAMBDA_SERVER_PORT: port }
  }
  return answer
}

/** The handler runs in a goroutine of net/rpc's, or in that of `main` itself, whose frame is the last then. */
function withoutMain({ ...aws }: Record<string, unknown>): Record<string, unknown> {
  const { stackTrace } = aws
  if (Array.isArray(stackTrace)) aws['stackTrace'] = stackTrace.filter((frame) => !/^main /.test(String(frame)))
  return aws
}

async function outcomeOf(lambda: GoLambda, step: Step, seen: Seen): Promise<Given> {
  if ('together' in step) {
    const all = step.together.map((payload) => lambda.invoke(payload))
    const settledAll = await Promise.allSettled(all)
    for (const { pid } of lambda.environments) seen.pids.add(pid)
    return { answer: settledAll.map((one) => (one.status === 'fulfilled' ? one.value : errorOf(one.reason))) }
  }
  if ('send' in step) {
    const { $metadata, Payload, LogResult, ...rest } = await lambda.send(step.send)
    const texts = { Payload: Payload && new TextDecoder().decode(Payload), LogResult: LogResult && atob(LogResult) }
    const answer = { ...rest, httpStatusCode: $metadata.httpStatusCode, ...texts }
    return { answer: JSON.parse(JSON.stringify(answer).replaceAll($metadata.requestId ?? '-', '<request id>')) }
  }
  if ('call' in step) {
    if (step.call !== 'terminate') {
      await lambda[step.call]()
      return {}
    }
    await lambda.stop('SIGTERM')
    return { logs: lambda.logs }
  }
  if ('kill' in step) {
    process.kill(lambda.pid ?? 0, step.kill)
    await settled(lambda, seen, 0)
    return {}
  }
  if ('written' in step) {
    await until(
      () => lambda.logs.includes(step.written),
      () => `${step.written} in ${lambda.logs}`,
    )
    return {}
  }
  if ('waitFor' in step) {
    await settled(lambda, seen, step.gives.processes)
    return {}
  }
  return invocationOf(lambda, step, seen)
}

async function invocationOf(
  lambda: GoLambda,
  step: Extract<Step, { invoke: unknown } | { invokeRaw: string }>,
  seen: Seen,
): Promise<Given> {
  const { deadlineInMs, ...given } = step.options ?? {}
  const options = deadlineInMs === undefined ? given : { ...given, deadline: new Date(Date.now() + deadlineInMs) }
  try {
    if ('invokeRaw' in step) {
      const answer = new TextDecoder().decode(await lambda.invokeRaw(new TextEncoder().encode(step.invokeRaw), options))
      return { answer, ...told(lambda.lastInvocation, lambda.pid, seen) }
    }
    const invocation = lambda.invokeDetailed(step.invoke, options)
    const { killedAfter } = step
    if (killedAfter !== undefined) {
      invocation.catch(() => undefined)
      await until(
        () => lambda.logs.includes(killedAfter.output),
        () => `${killedAfter.output} in ${lambda.logs}`,
      )
      process.kill(lambda.pid ?? 0, killedAfter.signal)
    }
    const { response, ...rest } = await invocation
    return { answer: response, ...told(rest, lambda.pid, seen) }
  } catch (error) {
    return thrown(error as Failure, lambda.pid, seen)
  }
}

/** As far as it is read here: the classes are those of the package as built, which this file does not import. */
interface Failure {
  readonly name: string
  readonly code: string
  readonly message: string
  readonly stackTrace?: readonly Frame[]
  readonly invocation?: Invocation
  readonly requestId?: string
  readonly logs?: string
  toAwsJson?(): { stackTrace?: readonly Frame[] }
}

interface Frame {
  readonly path: string
  readonly line: number
  readonly label: string
}

function thrown(failure: Failure, pid: number | undefined, seen: Seen): Given {
  const error = errorOf(failure)
  const { invocation, logs } = failure
  if (invocation !== undefined) return { error, ...told(invocation, pid, seen) }
  return { error, ...(logs !== undefined && { logs }) }
}

function errorOf(failure: Failure): Thrown {
  const { name, code, message, requestId } = failure
  if (code === undefined) throw failure
  const mine = (text: string) => (requestId === undefined ? text : text.replaceAll(requestId, '<request id>'))
  const aws = failure.toAwsJson?.()
  const reason = mine(message.split('\n')[0] ?? '')
  const what = aws === undefined ? { reason } : { aws: JSON.parse(mine(JSON.stringify(readable(aws)))) }
  return { class: name, code, ...what }
}

/** Frames of the user's own code as `label path:line`; those of Go and of libraries differ from version to version. */
function readable({ stackTrace, ...other }: { stackTrace?: readonly Frame[] }): object {
  if (stackTrace === undefined) return other
  for (const frame of stackTrace) {
    const keys = Object.keys(frame).sort().join()
    const right = typeof frame.path === 'string' && Number.isInteger(frame.line) && typeof frame.label === 'string'
    if (keys !== 'label,line,path' || !right) throw new Error(`no frame as AWS's are: ${JSON.stringify(frame)}`)
  }
  const own = stackTrace.filter(({ path }) => !/@v\d|^(?:internal|maps|net|reflect|runtime)\//.test(path))
  return { ...other, stackTrace: own.map(({ label, path, line }) => `${label} ${path}:${line}`) }
}

/** What is known of an invocation; the process is asked as well whether it is a new one. */
function told(invocation: Invocation | undefined, pid: number | undefined, { pids }: Seen): Given {
  if (invocation === undefined) return {}
  const { coldStart, initDurationMs, durationMs, billedDurationMs, logs } = invocation
  if (coldStart !== (initDurationMs !== undefined)) throw new Error(`coldStart ${coldStart}, init ${initDurationMs}`)
  const wholeMs = durationMs + (initDurationMs ?? 0)
  if (billedDurationMs !== Math.ceil(wholeMs)) throw new Error(`${wholeMs} ms billed as ${billedDurationMs}`)
  const known = pid === undefined || pids.has(pid) !== coldStart
  if (pid !== undefined) pids.add(pid)
  const environment = coldStart ? 'fresh' : 'warm'
  return { logs, environment: known ? environment : `${environment}, but of a process that was not` }
}

/** Replaces what an expectation describes by that description, and leaves all that is not as described. */
function masked(actual: unknown, wanted: unknown): unknown {
  if (wanted instanceof RegExp) return isTold(actual) && wanted.test(String(actual)) ? wanted : actual
  if (Array.isArray(actual) && Array.isArray(wanted)) return actual.map((item, index) => masked(item, wanted[index]))
  if (!isObject(actual) || !isObject(wanted)) return actual
  return Object.fromEntries(Object.entries(actual).map(([name, value]) => [name, masked(value, wanted[name])]))
}

function isTold(value: unknown): boolean {
  return typeof value === 'string' || typeof value === 'number'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Also until it is known here: a process has ended a little before its parent hears of it. */
async function settled(lambda: GoLambda, { mark }: Seen, processes: number): Promise<void> {
  await until(
    () => living(mark).length === processes && (processes > 0 || lambda.environments.every((e) => e.state === 'ended')),
    () => `${processes} processes, but ${living(mark).length}; ${JSON.stringify(lambda.environments)}`,
  )
}

/** The processes that have the mark in their environment; an ended one that was not waited for has none. */
function living(mark: string): string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name) && environOf(name).includes(mark))
}

function environOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'latin1')
  } catch {
    return ''
  }
}

async function until(isSo: () => boolean, what: () => string): Promise<void> {
  for (const end = performance.now() + 10_000; !isSo(); await delay(5)) {
    if (performance.now() > end) throw new Error(`10 s have passed, and still not: ${what()}`)
  }
}
