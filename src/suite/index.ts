export type {
  GoLambda,
  GoLambdaAt,
  GoLambdaOptions,
  GoLambdaSource,
  Integers,
  SuggestedSource,
  TypedGoLambda,
} from '../harness/index.ts'
export type { FromGo, TypeOf } from '../types/index.ts'
export { createUseGoLambda, type UseGoLambda } from './create-use-go-lambda.ts'
export { createUseInvokeEndpoint, type SuiteEndpoint, type UseInvokeEndpoint } from './create-use-invoke-endpoint.ts'
export { createFixtureFunction, type FixtureRunner } from './fixture-function.ts'
export type { AroundTest, Callers, EndedTest, FailedTest, Runner } from './runner.ts'
export { serializer } from './serializer.ts'
export { type DeployableMatchers, deployableMatchers } from './to-be-deployable.ts'
