import { monotonicMs, realNow } from '../clock/index.ts'
import {
  FunctionInitError,
  type InitFailure,
  LambdaStartError,
  lastLines,
  PortTakenError,
  type Transport,
} from '../lambda/index.ts'
import { onDeadline } from './deadline.ts'
import { messageOf } from './message-of.ts'
import type { OutputFile } from './output-file.ts'
import { ListenerUnknownError, ownsListener } from './owns-listener.ts'
import { ReaperError } from './reaper.ts'
import { ChildFunction, type ProcessEnd, spawnFunction } from './spawn-function.ts'
import { unlessAborted } from './waiting.ts'

/** Ports tried: with a taken one nothing is wrong with the function. */
const mostAttempts = 20

export interface StartFunction {
  readonly label: string
  readonly command: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly variables: Readonly<Record<string, string>>
  readonly initTimeoutMs: number
  readonly output: OutputFile
  /** A new transport for each attempt. */
  createTransport(): Transport
  /** In the same tick as the spawn, before it. */
  beforeSpawn(): void
  /** In the same tick as the spawn, after it. */
  afterSpawn(child: ChildFunction): void
  /** Ends a child that did not come up, with all that it started. */
  kill(child: ChildFunction): Promise<void>
  /** Aborted when the start is called off. */
  readonly signal: AbortSignal
}

export interface StartedFunction {
  readonly child: ChildFunction
  readonly transport: Transport
  /** From the spawn until the function answered. */
  readonly initDurationMs: number
}

/**
 * Spawns the function and waits until it is ready.
 *
 * @throws {LambdaStartError} when it cannot be spawned, exits, or is not ready within `initTimeoutMs`; the signal's
 * reason when it is called off. Nothing of the process is left then.
 */
export async function startFunction(given: StartFunction): Promise<StartedFunction> {
  for (let attempt = 1; ; attempt++) {
    const transport = given.createTransport()
    let child: ChildFunction | undefined
    try {
      const address = await transport.listen()
      if (given.signal.aborted) throw given.signal.reason
      const from = given.output.mark()
      prepareSpawn(given)
      const spawnedMs = monotonicMs()
      child = await spawnChild(given, address)
      const failure = await untilReady(given, child, transport)
      const initDurationMs = monotonicMs() - spawnedMs
      if (failure === undefined) return { child, transport, initDurationMs }
      await given.kill(child)
      child = undefined
      const output = given.output.read(from)
      const diagnosis = await transport.diagnose(output)
      const told: StartFailure = failure.kind !== 'broke' && diagnosis.retry ? { kind: 'port-taken' } : failure
      if (told.kind !== 'port-taken' || attempt === mostAttempts) {
        throw explain(given, transport, {
          failure: told,
          output,
          attempt,
          initDurationMs,
          nextStep: diagnosis.nextStep,
        })
      }
      transport.close()
    } catch (error) {
      if (child !== undefined) await given.kill(child)
      transport.close()
      throw error
    }
  }
}

function prepareSpawn({ label, beforeSpawn }: StartFunction): void {
  try {
    beforeSpawn()
  } catch (error) {
    if (!(error instanceof ReaperError)) throw error
    const { message, nextStep } = error
    throw new LambdaStartError({ label, reason: `was not started: ${message}`, nextStep, cause: error })
  }
}

async function spawnChild(given: StartFunction, address: Readonly<Record<string, string>>): Promise<ChildFunction> {
  const { label, command, args, cwd, variables, output } = given
  const spawned = spawnFunction({ command, args, cwd, env: { ...variables, ...address }, output: output.fd })
  if (spawned instanceof ChildFunction) {
    given.afterSpawn(spawned)
    return spawned
  }
  const error = await spawned
  throw new LambdaStartError({
    label,
    reason: `could not be started: ${error.message}`,
    nextStep: error.nextStep,
    cause: error,
    initFailure: error.awsReason === undefined ? undefined : { kind: 'invalid-entrypoint', reason: error.awsReason },
  })
}

type StartFailure =
  | { readonly kind: 'exited'; readonly end: ProcessEnd }
  | { readonly kind: 'port-taken' }
  | { readonly kind: 'too-late' }
  /** It told so itself. */
  | { readonly kind: 'init-error'; readonly error: FunctionInitError }
  | { readonly kind: 'broke'; readonly cause: unknown }

/** `undefined` when the function is ready. */
async function untilReady(
  { signal, initTimeoutMs }: StartFunction,
  child: ChildFunction,
  transport: Transport,
): Promise<StartFailure | undefined> {
  const giveUp = new AbortController()
  const calledOff = () => giveUp.abort(signal.reason)
  const callOff = onDeadline(realNow() + initTimeoutMs, () => giveUp.abort('too late'))
  const exited = () => giveUp.abort('exited')
  child.ended.addEventListener('abort', exited, { once: true })
  signal.addEventListener('abort', calledOff, { once: true })
  if (child.ended.aborted) exited()
  const process = { pid: child.pid, ended: child.ended, ownsListener: (port: number) => ownsListener(child.pid, port) }
  try {
    await unlessAborted(transport.ready(process, giveUp.signal), giveUp.signal)
    return undefined
  } catch (error) {
    if (signal.aborted) throw signal.reason
    if (error instanceof FunctionInitError) return { kind: 'init-error', error }
    if (child.ended.aborted) return { kind: 'exited', end: await child.end }
    if (error instanceof PortTakenError) return { kind: 'port-taken' }
    return giveUp.signal.aborted ? { kind: 'too-late' } : { kind: 'broke', cause: error }
  } finally {
    callOff()
    child.ended.removeEventListener('abort', exited)
    signal.removeEventListener('abort', calledOff)
    giveUp.abort('over')
  }
}

function explain(
  { label, initTimeoutMs }: StartFunction,
  transport: Transport,
  seen: {
    readonly failure: StartFailure
    readonly output: string
    readonly attempt: number
    readonly initDurationMs: number
    readonly nextStep: string | undefined
  },
): LambdaStartError {
  const { failure, output } = seen
  const toBeReady =
    transport.name === 'rpc'
      ? `answer Function.Ping on ${transport.address}`
      : `ask ${transport.address} for an invocation`
  const [reason, nextStep] = describe(failure, { toBeReady, initTimeoutMs, ...seen })
  return new LambdaStartError({
    label,
    reason,
    evidence: lastLines(output),
    nextStep: seen.nextStep ?? nextStep,
    cause: failure.kind === 'broke' ? failure.cause : undefined,
    logs: output,
    // With a next step of the transport's, the trouble is between it and the function: on AWS the function may well start.
    initFailure: seen.nextStep === undefined ? initFailure(failure) : undefined,
  })
}

function initFailure(failure: StartFailure): InitFailure | undefined {
  if (failure.kind === 'too-late') return { kind: 'timed-out' }
  if (failure.kind === 'init-error') {
    const { errorType, errorMessage } = failure.error
    return { kind: 'init-error', errorType, errorMessage }
  }
  if (failure.kind !== 'exited') return undefined
  return { kind: 'exited', exitCode: failure.end.code, signal: failure.end.signal }
}

function describe(
  failure: StartFailure,
  {
    toBeReady,
    initTimeoutMs,
    attempt,
    initDurationMs,
    output,
  }: Parameters<typeof explain>[2] & {
    readonly toBeReady: string
    readonly initTimeoutMs: number
  },
): [reason: string, nextStep: string] {
  switch (failure.kind) {
    case 'exited': {
      const { code, signal } = failure.end
      const how = signal === null ? `exited with code ${code}` : `was ended by ${signal}`
      const reason = `${how} after ${Math.round(initDurationMs)} ms, before it could ${toBeReady}`
      if (signal === 'SIGKILL') return [reason, 'something killed it from outside; is there enough memory?']
      if (code === 0) return [reason, 'check that main() calls lambda.Start, and that nothing returns or exits before']
      if (output === '') return [reason, 'it wrote nothing; run the binary by hand to see why']
      return [reason, 'its output above says why; variables that it needs go into { env }']
    }
    case 'too-late':
      return [
        `did not ${toBeReady} within ${initTimeoutMs} ms`,
        'check that main() calls lambda.Start, or raise { initTimeoutMs }',
      ]
    case 'port-taken':
      return [
        `found its port taken by another process ${attempt} times, last on ${toBeReady.split(' ').at(-1)}`,
        'see who takes ports on this machine (ss -tlnp), and try again',
      ]
    case 'init-error': {
      const { errorType, errorMessage } = failure.error
      return [
        `said that it cannot start: ${errorType}: ${errorMessage}`,
        'its output above may say more; variables that it needs go into { env }',
      ]
    }
    case 'broke': {
      const { cause } = failure
      const why = messageOf(cause).split('\n')[0]
      const known = cause instanceof ListenerUnknownError ? cause.nextStep : undefined
      return [`did not ${toBeReady}: ${why}`, known ?? 'check that it is a Lambda function built with aws-lambda-go']
    }
  }
}
