import { Buffer } from 'node:buffer'

/** What AWS's `LogResult` says of an invocation. */
export interface LogTail {
  /** What the function wrote between START and END, as far as the last 4,096 bytes hold it. */
  readonly logs: string
  readonly durationMs?: number
  readonly billedDurationMs?: number
  /** Only at a cold start. */
  readonly initDurationMs?: number
  readonly maxMemoryUsedMb?: number
}

type Measured = Omit<LogTail, 'logs'>

/**
 * Reads base64 of START, output, END and REPORT, or the same as JSON lines where the function's log format is JSON. What
 * AWS itself writes is left out; lines before START are those of the init phase, and left out too.
 *
 * @param requestId by which AWS's own lines are told from the function's.
 */
export function readLogTail(base64: string | undefined, requestId: string): LogTail {
  if (base64 === undefined) return { logs: '' }
  const lines = Buffer.from(base64, 'base64')
    .toString()
    .split(/(?<=\n)/)
  let logs: string[] = []
  let measured: Measured = {}
  let ended = false
  let before: LineKind
  for (const line of lines) {
    const kind = isBehind(before, line) ? 'aws' : kindOf(line, requestId)
    before = kind
    if (kind === 'start') logs = []
    else if (kind === 'end') ended = true
    else if (typeof kind === 'object') measured = kind
    else if (kind === undefined && !ended) logs.push(line)
  }
  return { logs: logs.join(''), ...measured }
}

/** The second line of what AWS says of a timeout or an exit. */
function isBehind(before: LineKind, line: string): boolean {
  return (before === 'timeout' && line === '\n') || (before === 'exit' && line === 'Runtime.ExitError\n')
}

/** `undefined` for what the function wrote. */
type LineKind = 'start' | 'end' | 'timeout' | 'exit' | 'aws' | Measured | undefined

function kindOf(line: string, requestId: string): LineKind {
  if (line.startsWith('{"')) return kindOfJson(line, requestId)
  if (line.startsWith(`START RequestId: ${requestId}`)) return 'start'
  if (line.startsWith(`END RequestId: ${requestId}`)) return 'end'
  if (line.startsWith(`REPORT RequestId: ${requestId}`)) return report(line)
  if (line.startsWith('INIT_START Runtime Version: ') || /^XRAY TraceId: \S+\tSegmentId: /.test(line)) return 'aws'
  if (line.includes(`${requestId} Task timed out after `)) return 'timeout'
  return line.startsWith(`RequestId: ${requestId} Error: Runtime exited`) ? 'exit' : undefined
}

/** @see https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html */
function kindOfJson(line: string, requestId: string): LineKind {
  if (!line.includes('"platform.')) return undefined
  const { type, record } = parsed(line)
  if (type === undefined || !type.startsWith('platform.')) return undefined
  if (record?.requestId !== requestId) return 'aws'
  if (type === 'platform.start') return 'start'
  if (type === 'platform.runtimeDone') return 'end'
  if (type !== 'platform.report') return 'aws'
  const { durationMs, billedDurationMs, initDurationMs, maxMemoryUsedMB } = record.metrics ?? {}
  return defined({ durationMs, billedDurationMs, initDurationMs, maxMemoryUsedMb: maxMemoryUsedMB })
}

interface PlatformLine {
  readonly type?: string
  readonly record?: { readonly requestId?: string; readonly metrics?: Readonly<Record<string, number>> }
}

function parsed(line: string): PlatformLine {
  try {
    return JSON.parse(line) as PlatformLine
  } catch {
    return {}
  }
}

/** `REPORT RequestId: …\tDuration: 1.91 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 12 MB\t`. */
function report(line: string): Measured {
  const field = (name: string): number | undefined => {
    const found = new RegExp(`\\t${name}: ([\\d.]+) `).exec(line)?.[1]
    return found === undefined ? undefined : Number(found)
  }
  return defined({
    durationMs: field('Duration'),
    billedDurationMs: field('Billed Duration'),
    initDurationMs: field('Init Duration'),
    maxMemoryUsedMb: field('Max Memory Used'),
  })
}

function defined(measured: { readonly [Key in keyof Measured]: number | undefined }): Measured {
  return Object.fromEntries(Object.entries(measured).filter(([, value]) => value !== undefined))
}
