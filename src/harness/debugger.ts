/** In a debugger the deadline in Go's context is so far off that no call in the handler runs into it: a day. */
export const debuggedMs = 86_400_000

/**
 * Whether somebody holds the function in a debugger (`USE_GO_LAMBDA_DEBUGGER=1`): then nothing of it is killed, or given
 * up, because it takes long.
 */
export function isDebugged(): boolean {
  return process.env['USE_GO_LAMBDA_DEBUGGER'] === '1'
}
