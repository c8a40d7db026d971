export { DeferredInvokeApi } from './deferred-invoke-api.ts'
export type { Endpoint, EndpointOptions } from './endpoint.ts'
export { readReference } from './endpoint-reference.ts'
export type {
  EndpointInput,
  EndpointOutput,
  EndpointRequest,
  EndpointStream,
  EndpointTarget,
} from './endpoint-target.ts'
export { endpointVariables } from './endpoint-variables.ts'
export type { InvocationType, InvokeInput } from './invoke-input.ts'
export type { InvokeOutput } from './invoke-output.ts'
export type { InvokeTarget, TargetInvokeOptions } from './invoke-target.ts'
export { LambdaServiceException } from './lambda-service-exception.ts'
export { payloadBytes } from './payload-bytes.ts'
export { startEndpoint } from './start-endpoint.ts'
export { blobAdapter } from './uint8-array-blob-adapter.ts'
export type { UrlRequest } from './url-request.ts'
