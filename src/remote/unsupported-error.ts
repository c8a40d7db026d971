import { GoLambdaError } from '../failure/index.ts'

/** Something was asked of a deployed function that only one on this machine can do. `code`: `LAMBDA_UNSUPPORTED`. */
export class LambdaUnsupportedError extends GoLambdaError {
  /** @param cannot completes "…, which": `has no pid here`. */
  constructor(label: string, arn: string, cannot: string) {
    super('LambdaUnsupportedError', 'LAMBDA_UNSUPPORTED', {
      reason: `${label} is a deployed function in this run (${arn}), which ${cannot}`,
      nextStep:
        'leave such a test out there: test.skipIf(lambda.isRemote) in Vitest, (lambda.isRemote ? test.skip : test) in Jest',
    })
  }
}
