export type { GoLambda, GoLambdaOptions, GoLambdaSource } from '../harness/index.ts'
export { createUseGoLambda, functionOf, type UseGoLambda } from './create-use-go-lambda.ts'
export { createUseInvokeEndpoint, type SuiteEndpoint, type UseInvokeEndpoint } from './create-use-invoke-endpoint.ts'
export type { Runner } from './runner.ts'
