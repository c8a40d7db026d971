import { errorMessage } from '../failure/index.ts'
import type { GoLambda } from '../harness/index.ts'
import { addToError } from './add-to-error.ts'
import { failureReport, unsureNote } from './failure-report.ts'
import type { EndedTest } from './runner.ts'
import type { TestInvocations } from './test-invocations.ts'

/** At the end of a test: adds to its failure, where it failed, what it invoked of a function, and forgets that. */
export function reportFailure(
  { test, failed }: EndedTest,
  label: string,
  invocations: TestInvocations,
  lambda: Pick<GoLambda, 'environments' | 'isRemote'>,
): void {
  const taken = invocations.take(test)
  if (failed === undefined) return
  addToError(
    failed,
    failureReport(label, taken, lambda.isRemote ? 'deployed' : lambda.environments, errorMessage(failed.error)),
  )
  if (taken.unsure !== undefined) addToError(failed, unsureNote(label, taken.unsure))
}
