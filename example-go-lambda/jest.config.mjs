import { withGoLambda } from 'use-go-lambda/jest/config'

export default withGoLambda({
  testMatch: ['<rootDir>/test/jest/**/*.test.ts'],
  transform: { '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }] },
})
