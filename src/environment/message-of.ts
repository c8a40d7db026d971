/** The message of whatever was thrown. In a Jest sandbox Node's own errors are no instances of its `Error`. */
export function messageOf(thrown: unknown): string {
  const message = typeof thrown === 'object' && thrown !== null && 'message' in thrown ? thrown.message : undefined
  return typeof message === 'string' ? message : String(thrown)
}
