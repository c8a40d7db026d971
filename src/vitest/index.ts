export { goLambdaPlugin } from './go-lambda-plugin.ts'
export type * from './matchers.ts'
export * from './suites.ts'
