export { decodeAnswer } from './answer.ts'
export {
  awsVariables,
  defaultInitTimeoutMs,
  defaultMemorySizeMb,
  defaultTimeoutMs,
  functionArn,
  maxTimeoutMs,
} from './aws-variables.ts'
export type { ClientContext, CognitoIdentity } from './client-context.ts'
export {
  type Invocation,
  LambdaConnectionError,
  LambdaExitError,
  LambdaFunctionError,
  LambdaPayloadError,
  LambdaResponseError,
  LambdaStoppedError,
  LambdaTimeoutError,
  lastLines,
} from './errors.ts'
export { readExitMessage } from './exit-message.ts'
export { type FunctionError, functionError, type StackFrame } from './function-error.ts'
export { isLibraryFrame } from './go-stack.ts'
export {
  type HttpAnswer,
  type HttpPrelude,
  hasPrelude,
  httpIntegrationType,
  PreludeReader,
} from './http-prelude.ts'
export { type InvocationContext, invokeRequest } from './invoke-options.ts'
export { LambdaClient } from './lambda-client.ts'
export type { InvokeRequest, InvokeResponse } from './messages.ts'
export { encodePayload, type Integers } from './payload.ts'
export {
  LambdaPayloadSizeError,
  maxClientContextBytes,
  maxEventBytes,
  maxRequestBytes,
  maxResponseBytes,
  maxStreamBytes,
  responseTooLarge,
  tooLarge,
  tooLargeMessage,
} from './payload-size.ts'
export { type ReservedPort, RpcTransport } from './rpc-transport.ts'
export { markForSnapshot, type SnapshotKind, snapshotKind } from './snapshot-mark.ts'
export { type InitFailure, LambdaStartError } from './start-error.ts'
export type { StreamedResponse } from './streamed-response.ts'
export { LambdaTooManyRequestsError } from './too-many-requests-error.ts'
export {
  AnswerBrokeError,
  type AnswerSink,
  FunctionInitError,
  type FunctionProcess,
  NotDeliveredError,
  PortTakenError,
  type StartDiagnosis,
  type Transport,
  type TransportRequest,
} from './transport.ts'
