import type { GoLambda } from '../harness/index.ts'
import type { Runner } from './runner.ts'

/** Stops the function of a suite or a fixture that is over. */
export async function stopAtEnd(lambda: GoLambda<never, unknown>, runner: Runner): Promise<void> {
  await lambda.stop()
  if (lambda.lastInvocation !== undefined) await runner.suiteEnded?.()
}
