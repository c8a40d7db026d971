/** How a process ended, in AWS's words: what follows `RequestId: … Error: ` in a `Runtime.ExitError`. */
export function exitMessage(given: {
  readonly exitCode: number | null
  readonly signal: NodeJS.Signals | null
}): string {
  if (given.signal !== null) return `Runtime exited with error: signal: ${goSignalName(given.signal)}`
  if (given.exitCode === 0) return 'Runtime exited without providing a reason'
  return `Runtime exited with error: exit status ${given.exitCode}`
}

/** Signals as Go's `syscall.Signal.String` names them, which is what AWS prints. */
const goSignals: Readonly<Record<string, string>> = {
  SIGABRT: 'aborted',
  SIGBUS: 'bus error',
  SIGFPE: 'floating point exception',
  SIGHUP: 'hangup',
  SIGILL: 'illegal instruction',
  SIGINT: 'interrupt',
  SIGKILL: 'killed',
  SIGPIPE: 'broken pipe',
  SIGQUIT: 'quit',
  SIGSEGV: 'segmentation fault',
  SIGTERM: 'terminated',
  SIGTRAP: 'trace/breakpoint trap',
}

function goSignalName(signal: NodeJS.Signals): string {
  return goSignals[signal] ?? signal
}

const exited = /Runtime exited (?:without providing a reason|with error: (?:exit status (\d+)|signal: ([a-z ]+)))/

/** The same read back; `undefined` for what is no such message. A signal that has no name here stays unknown. */
export function readExitMessage(
  message: string,
): { readonly exitCode: number | null; readonly signal: NodeJS.Signals | null } | undefined {
  const found = exited.exec(message)
  if (found === null) return undefined
  const [, status, goSignal] = found
  if (goSignal === undefined) return { exitCode: Number(status ?? 0), signal: null }
  const name = Object.keys(goSignals).find((signal) => goSignal.startsWith(goSignals[signal] ?? ' '))
  return { exitCode: null, signal: (name as NodeJS.Signals | undefined) ?? null }
}
