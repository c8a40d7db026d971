export { goLambdaPlugin } from './go-lambda-plugin.ts'
export * from './suites.ts'
