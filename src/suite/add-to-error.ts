import type { FailedTest } from './runner.ts'

/** An error of a failed test, as a runner keeps it. */
interface TestError {
  message?: unknown
  stack?: unknown
}

/**
 * Adds to what the error of a failed test says. Runners print the message or, of a stack, what stands before its frames:
 * both get it.
 */
export function addToError({ error, replace }: Pick<FailedTest, 'error' | 'replace'>, text: string): void {
  if (text === '') return
  // Jest's own word for a test that took too long is a mere string, too.
  if (typeof error === 'string') replace?.(new Error(`thrown: "${error}"\n\n${text}`))
  if (typeof error !== 'object' || error === null) return
  const given = error as TestError
  const message = typeof given.message === 'string' ? given.message : ''
  const { stack } = given
  try {
    given.message = message === '' ? text : `${message}\n\n${text}`
    if (typeof stack === 'string') given.stack = withText(stack, message, text)
  } catch {
    // frozen, or with a getter alone: it is told as it is
  }
}

function withText(stack: string, message: string, text: string): string {
  const at = message === '' ? -1 : stack.indexOf(message)
  const end = at === -1 ? stack.search(/\n\s+at /) : at + message.length
  if (end < 0) return `${stack}\n\n${text}`
  return `${stack.slice(0, end)}\n\n${text}${stack.slice(end)}`
}
