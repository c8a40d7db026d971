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
