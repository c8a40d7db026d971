import { monotonicMs } from '../clock/index.ts'
import {
  AnswerBrokeError,
  type AnswerSink,
  type Invocation,
  type InvokeResponse,
  LambdaConnectionError,
  LambdaExitError,
  LambdaTimeoutError,
  NotDeliveredError,
  type Transport,
  type TransportRequest,
} from '../lambda/index.ts'
import { onDeadline } from './deadline.ts'
import { messageOf } from './message-of.ts'
import type { OutputFile } from './output-file.ts'
import type { PeakMemory } from './peak-memory.ts'
import type { ChildFunction, ProcessEnd } from './spawn-function.ts'
import { within } from './waiting.ts'

/** A line that breaks and a process that ends are two news of one event: the second is waited for so long. */
const secondNewsMs = 1_000

export interface RunInvocation {
  readonly label: string
  readonly transport: Transport
  readonly child: ChildFunction
  readonly output: OutputFile
  readonly request: TransportRequest
  /** Takes the answer piece by piece. */
  readonly sink?: AnswerSink | undefined
  /** Real epoch milliseconds; `Infinity` for none. */
  readonly deadlineMs: number
  /** What the message of a timeout says. */
  readonly timeoutMs: number
  /** The deadline is this invocation's own, not the function's timeout. */
  readonly ownDeadline: boolean
  readonly memory: PeakMemory
  /** The init phase, where this is the environment's first invocation. */
  readonly initDurationMs: number | undefined
  /** Aborted when the environment is stopped, or the caller gives up. */
  readonly signals: readonly AbortSignal[]
  /** Ends the function with all that it started. */
  kill(): Promise<unknown>
}

export interface InvocationResult extends Invocation {
  readonly response: InvokeResponse
}

type News =
  | { readonly kind: 'answered'; readonly response: InvokeResponse }
  | { readonly kind: 'broke'; readonly cause: unknown }
  | { readonly kind: 'ended'; readonly end: ProcessEnd }
  | { readonly kind: 'overdue' }
  | { readonly kind: 'aborted'; readonly reason: unknown }

/**
 * One invocation, against its deadline and the end of the process. After any rejection the environment is used up.
 *
 * @throws {LambdaTimeoutError} {@link LambdaExitError} {@link LambdaConnectionError}, the reason of an aborted signal, or
 * {@link NotDeliveredError} where the function never took it.
 */
export async function runInvocation(given: RunInvocation): Promise<InvocationResult> {
  const { label, transport, child, output, request, timeoutMs, ownDeadline, initDurationMs } = given
  const requestId = request.RequestId ?? ''
  const from = output.emptyIfLarge()
  const startedMs = monotonicMs()
  const { news, durationMs, broke } = await firstNews(given, startedMs)
  if (broke instanceof NotDeliveredError) throw broke
  const maxMemoryUsedMb = given.memory.readMb()
  // Killed before the output is read: what it wrote until then belongs to this invocation.
  // What survives it is told when the environment is replaced.
  if (news.kind === 'overdue') await given.kill().catch(() => undefined)
  const invocation = (): Invocation => ({
    requestId,
    logs: output.read(from),
    durationMs,
    billedDurationMs: Math.ceil(durationMs + (initDurationMs ?? 0)),
    ...(initDurationMs !== undefined && { initDurationMs }),
    coldStart: initDurationMs !== undefined,
    ...(maxMemoryUsedMb !== undefined && { maxMemoryUsedMb }),
  })
  switch (news.kind) {
    case 'answered':
      return { response: news.response, ...invocation() }
    case 'overdue':
      throw new LambdaTimeoutError({ label, requestId, timeoutMs, ownDeadline, invocation: invocation() })
    case 'ended': {
      const { code: exitCode, signal } = news.end
      const error = new LambdaExitError({ label, requestId, exitCode, signal, invocation: invocation() })
      if (broke instanceof AnswerBrokeError) error.received = broke.received
      throw error
    }
    case 'broke': {
      const state = child.ended.aborted ? '' : ` (${transport.address}; the process, pid ${child.pid}, was alive)`
      throw new LambdaConnectionError({
        label,
        requestId,
        reason: `${messageOf(news.cause)}${state}`,
        cause: news.cause,
        invocation: invocation(),
      })
    }
    case 'aborted':
      throw news.reason
  }
}

async function firstNews(
  { transport, child, request, sink, deadlineMs, signals }: RunInvocation,
  startedMs: number,
): Promise<{ news: News; durationMs: number; broke?: unknown }> {
  const cleanUps: (() => void)[] = []
  const interrupted = new Promise<News>((resolve) => {
    cleanUps.push(onDeadline(deadlineMs, () => resolve({ kind: 'overdue' })))
    for (const signal of signals) {
      const aborted = () => resolve({ kind: 'aborted', reason: signal.reason })
      if (signal.aborted) aborted()
      signal.addEventListener('abort', aborted, { once: true })
      cleanUps.push(() => signal.removeEventListener('abort', aborted))
    }
  })
  const answer = answerOf(transport, request, sink)
  // Not by child.end.then(): what is hung on a promise that does not settle, answers included, stays in memory.
  const end = new Promise<News>((resolve) => {
    const ended = () => resolve({ kind: 'ended', end: child.howItEnded ?? { code: null, signal: null } })
    if (child.ended.aborted) ended()
    child.ended.addEventListener('abort', ended, { once: true })
    cleanUps.push(() => child.ended.removeEventListener('abort', ended))
  })
  try {
    const news = await Promise.race([answer, interrupted, end])
    const durationMs = monotonicMs() - startedMs
    if (news.kind === 'broke') {
      const second = news.cause instanceof NotDeliveredError ? news : undefined
      return {
        news: second ?? (await within(Promise.race([end, interrupted]), secondNewsMs)) ?? news,
        durationMs,
        broke: news.cause,
      }
    }
    if (news.kind === 'ended') {
      // The answer may have been written before the end and lie in the socket still.
      const late = await within(Promise.race([answer, interrupted]), secondNewsMs)
      if (late?.kind === 'broke') return { news, durationMs, broke: late.cause }
      return { news: late?.kind === 'answered' ? late : news, durationMs }
    }
    return { news, durationMs }
  } finally {
    for (const cleanUp of cleanUps) cleanUp()
  }
}

async function answerOf(transport: Transport, request: TransportRequest, sink: AnswerSink | undefined): Promise<News> {
  try {
    return { kind: 'answered', response: await transport.invoke(request, sink) }
  } catch (cause) {
    return { kind: 'broke', cause }
  }
}
