import type { StackFrame } from './function-error.ts'

/**
 * Go's own packages by their first element. aws-lambda-go cuts a path to the package's import path (`strings/strings.go`),
 * or, of package main, to its folder (`orders/main.go`); what the runtime links elsewhere keeps `src/`.
 */
const standard =
  /^(?:(?:.*\/)?src\/)?(?:bufio|bytes|cmp|compress|container|context|crypto|database|debug|embed|encoding|errors|expvar|flag|fmt|go|hash|html|image|index|internal|io|iter|log|maps|math|mime|net|os|path|plugin|reflect|regexp|runtime|slices|sort|strconv|strings|sync|syscall|testing|text|time|unicode|unique|unsafe|vendor|weak)\/(?:.*\/)?(?!main\.go$)[^/]+\.(?:go|s)$/

/** Frames of Go itself, of aws-lambda-go and of other modules are the way to the user's code, not what the reader looks for. */
export function isLibraryFrame({ path }: Pick<StackFrame, 'path'>): boolean {
  return /@v\d/.test(path) || /(^|\/)github\.com\/aws\/aws-lambda-go\//.test(path) || standard.test(path)
}

/**
 * Go's frames as lines of a JavaScript stack (`    at validate.Order (internal/validate/order.go:31)`),
 * the user's own code first, in its order; library frames after it, in theirs. Go tells no column: where one is wanted,
 * it is 1.
 */
export function goStack(frames: readonly StackFrame[], columns = false): string[] {
  const own = frames.filter((frame) => !isLibraryFrame(frame))
  const library = frames.filter(isLibraryFrame)
  return [...own, ...library].map(({ label, path, line }) => `    at ${label} (${path}:${line}${columns ? ':1' : ''})`)
}
