import { createUseGoLambda, type UseGoLambda } from '../suite/index.ts'
import { vitestRunner } from './runner.ts'

/**
 * Builds a Go Lambda function for this file (in `beforeAll`), launches it on a free port at the first invocation,
 * and stops it in `afterAll`. Call it at the top of a test file or of a `describe`.
 */
export const useGoLambda: UseGoLambda = createUseGoLambda(vitestRunner)

export type { GoLambda, GoLambdaOptions, GoLambdaSource } from '../suite/index.ts'
export { type GoLambdaFixture, type GoLambdaFixtureOptions, goLambda } from './go-lambda-fixture.ts'
export { goLambdaPlugin } from './go-lambda-plugin.ts'
