export type { GoLambda, GoLambdaOptions, GoLambdaSource } from '../harness/index.ts'
export { createUseGoLambda, functionOf, type UseGoLambda } from './create-use-go-lambda.ts'
export type { Runner } from './runner.ts'
