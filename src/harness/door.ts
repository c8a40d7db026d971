/** What `use-go-lambda` itself exports: the harness without a runner, and what every door throws. */

export {
  type Artifact,
  type ArtifactEntry,
  type ArtifactFault,
  type ArtifactProblem,
  type ArtifactProgram,
  type DeployTarget,
  deployability,
  type Finding,
  type FindingProblem,
  type GoProgram,
  inspectArtifact,
  type LambdaArchitecture,
  LambdaArtifactError,
  LambdaBinaryError,
  type LambdaRuntime,
} from '../artifact/index.ts'
export { NoFreePortError, ProcessSurvivedError } from '../environment/index.ts'
export {
  type SampleEvent,
  SampleEventError,
  type SampleEvents,
  type SampleOverrides,
  sampleEvent,
} from '../events/index.ts'
export { isGoLambdaError } from '../failure/index.ts'
export {
  type InvocationType,
  type InvokeInput,
  type InvokeOutput,
  LambdaServiceException,
} from '../invoke-api/index.ts'
export {
  type ClientContext,
  type CognitoIdentity,
  type Integers,
  type Invocation,
  type InvokeRequest,
  type InvokeResponse,
  LambdaClient,
  LambdaConnectionError,
  LambdaExitError,
  LambdaFunctionError,
  LambdaPayloadError,
  LambdaPayloadSizeError,
  LambdaResponseError,
  LambdaStartError,
  LambdaStoppedError,
  LambdaTimeoutError,
  LambdaTooManyRequestsError,
  type StackFrame,
  type StreamedResponse,
} from '../lambda/index.ts'
export { LambdaRemoteError, LambdaUnsupportedError } from '../remote/index.ts'
export {
  CacheFolderError,
  GoBuildError,
  GoNotFoundError,
  PackageNotFoundError,
  SharedBuildError,
} from '../toolchain/index.ts'
export type { DetailedResult, EnvironmentInfo, GoLambda, InvokeOptions } from './go-lambda.ts'
export {
  type InvokeRunningOptions,
  invokeRunning,
  LambdaUnreachableError,
} from './invoke-running.ts'
export { LambdaValidationError } from './lambda-validation-error.ts'
export {
  type BuildOptions,
  type Env,
  type GoLambdaAt,
  type GoLambdaOptions,
  type GoLambdaSource,
  LambdaOptionError,
  type ValidateOptions,
} from './options.ts'
export type { StandardSchema } from './standard-schema.ts'
export { startGoLambda } from './start-go-lambda.ts'
export {
  type InvokeEndpoint,
  type InvokeEndpointOptions,
  type NamedFunction,
  startInvokeEndpoint,
} from './start-invoke-endpoint.ts'
