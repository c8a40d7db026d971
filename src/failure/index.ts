export { formatPath } from './format-path.ts'
export { CallSite, type Failure, formatFailure, GoLambdaError, isGoLambdaError } from './go-lambda-error.ts'
export { errorCode, errorMessage } from './read-error.ts'
