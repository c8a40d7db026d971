export {
  announceTeardown,
  livingRuns,
  mainProcess,
  runFolder,
  sweepRun,
  sweepStaleRuns,
  thisProcess,
  unlessAborted,
} from '../environment/index.ts'
export {
  type ClientContext,
  type Integers,
  isLibraryFrame,
  LambdaFunctionError,
  lastLines,
  type SnapshotKind,
  snapshotKind,
} from '../lambda/index.ts'
export { binariesFolder } from './binaries-folder.ts'
export { createFunction, type TestedFunction } from './create-function.ts'
export type { FunctionUnderTest } from './function-under-test.ts'
export type { DetailedBytes, GoLambda } from './go-lambda.ts'
export type { InvocationObserver, ObservedEnd } from './invocation-observer.ts'
export { invokeRunningRaw, pingRunning } from './invoke-running.ts'
export {
  type GoLambdaAt,
  type GoLambdaOptions,
  type GoLambdaSource,
  LambdaOptionError,
  type SuggestedSource,
  type TypedGoLambda,
} from './options.ts'
export { sourceLabel } from './prepare.ts'
export { createGoLambda } from './start-go-lambda.ts'
export { checkFunctions, type InvokeEndpoint, type NamedFunction, openInvokeEndpoint } from './start-invoke-endpoint.ts'
export { setSuiteEndpoint } from './suite-endpoint.ts'
export { isPointedElsewhere } from './targets.ts'
export { usableCacheFolder } from './usable-cache-folder.ts'
