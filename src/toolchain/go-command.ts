import { createInterface } from 'node:readline'
import { setTimeout as startTimer } from 'node:timers'

/** Lines kept of each of a command's streams; the rest is counted. */
const LINES_KEPT = 60

export interface GoRun {
  readonly go: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Keeps all of stdout: for an answer that is read by us. */
  readonly wholeAnswer?: boolean
}

export interface GoRunResult {
  /** `undefined` after a signal. */
  readonly exitCode: number | undefined
  readonly timedOut: boolean
  readonly stdout: readonly string[]
  readonly stderr: readonly string[]
  /** Lines of stderr that were not kept. */
  readonly omitted: number
}

/**
 * go runs compilers and linkers; killing it alone leaves them at work, and a killed test runner leaves go. So it runs
 * in a process group of its own, under a shell that holds the other end of our pipe: when we are gone, however that
 * came, `read` returns and the group is killed (0.6 MiB, ~1 ms).
 */
const leash = `
exec 3<&0
"$@" 3<&- </dev/null & go=$!
{ read -r _ <&3; kill -s KILL 0; } >/dev/null 2>&1 & reader=$!
exec 3<&-
wait $go; code=$?
kill -s KILL $reader
exit $code`

/**
 * Runs the go command to its end. `timeoutMs` and `signal` kill it with all its children.
 *
 * @throws the signal's reason where it aborted.
 */
export async function runGo({ go, args, cwd, env, timeoutMs, signal, wholeAnswer }: GoRun): Promise<GoRunResult> {
  if (signal?.aborted) throw signal.reason
  // Loaded only here: a suite whose binary is up to date runs no command, and is spared 20 ms.
  const { execa } = await import('execa')
  if (signal?.aborted) throw signal.reason
  const subprocess = execa('/bin/sh', ['-c', leash, 'sh', go, ...args], {
    cwd,
    // Go takes PWD for the folder's name where it is the same folder, as in a shell: matters where a link leads to it.
    env: { ...env, PWD: cwd },
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: 'pipe',
  })
  const killAll = () => {
    try {
      if (subprocess.pid !== undefined) process.kill(-subprocess.pid, 'SIGKILL')
    } catch {
      // Already gone.
    }
  }
  let timedOut = false
  const timer = startTimer(() => {
    timedOut = true
    killAll()
  }, timeoutMs)
  signal?.addEventListener('abort', killAll, { once: true })
  try {
    const [result, stdout, stderr] = await Promise.all([
      subprocess,
      collectLines(subprocess.stdout, wholeAnswer === true ? Number.POSITIVE_INFINITY : LINES_KEPT),
      collectLines(subprocess.stderr, LINES_KEPT),
    ])
    if (signal?.aborted) throw signal.reason
    // A folder or a shell that is not there: the command never ran.
    if (result.exitCode === undefined && result.signal === undefined && !timedOut) throw result
    return { exitCode: result.exitCode, timedOut, stdout: stdout.kept, stderr: stderr.kept, omitted: stderr.omitted }
  } finally {
    timer.close()
    signal?.removeEventListener('abort', killAll)
  }
}

/** What go tells on the way (on a machine that sees a module for the first time) explains nothing. */
const progress = /^go: (?:downloading|finding|extracting) /

async function collectLines(stream: NodeJS.ReadableStream, most: number): Promise<{ kept: string[]; omitted: number }> {
  const kept: string[] = []
  let omitted = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    if (progress.test(line)) continue
    if (kept.length < most) kept.push(line)
    else omitted += 1
  }
  return { kept, omitted }
}
