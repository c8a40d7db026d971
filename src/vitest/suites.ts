import { createUseGoLambda, createUseInvokeEndpoint, type UseGoLambda, type UseInvokeEndpoint } from '../suite/index.ts'
import { vitestRunner } from './runner.ts'

/**
 * Builds a Go Lambda function for this file (in `beforeAll`), launches it on a free port at the first invocation,
 * and stops it in `afterAll`. Call it at the top of a test file or of a `describe`.
 */
export const useGoLambda: UseGoLambda = createUseGoLambda(vitestRunner)

/**
 * Lets an unchanged AWS SDK in the code under test invoke these functions by their names (`functionName`). From
 * `beforeAll` to `afterAll` `AWS_ENDPOINT_URL_LAMBDA` names an endpoint on 127.0.0.1; where there are none, a region and
 * fake credentials are set, too.
 *
 * ```ts
 * const upper = useGoLambda('./cmd/upper')
 * useInvokeEndpoint(upper)
 * ```
 */
export const useInvokeEndpoint: UseInvokeEndpoint = createUseInvokeEndpoint(vitestRunner)

export type { GoLambda, GoLambdaAt, GoLambdaOptions, GoLambdaSource, SuiteEndpoint } from '../suite/index.ts'
export { type GoLambdaFixture, type GoLambdaFixtureOptions, goLambda } from './go-lambda-fixture.ts'
