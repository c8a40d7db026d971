import { createUseGoLambda, type UseGoLambda } from '../suite/index.ts'
import { jestRunner } from './runner.ts'

/**
 * Builds a Go Lambda function for this file (in `beforeAll`), launches it on a free port at the first invocation,
 * and stops it in `afterAll`. Call it at the top of a test file or of a `describe`.
 */
export const useGoLambda: UseGoLambda = createUseGoLambda(jestRunner)

export type { GoLambda, GoLambdaOptions, GoLambdaSource } from '../suite/index.ts'
