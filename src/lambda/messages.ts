import * as gob from '../gob/index.ts'

/**
 * aws-lambda-go's wire messages, field for field.
 *
 * @see github.com/aws/aws-lambda-go/lambda/messages/messages.go
 */
const pingRequest = gob.struct('PingRequest', {})
const pingResponse = gob.struct('PingResponse', {})

const invokeRequestTimestamp = gob.struct('InvokeRequest_Timestamp', {
  /** Seconds since 1970-01-01T00:00:00Z. A zero deadline is 1970: the function's context has already expired. */
  Seconds: gob.safeInteger(gob.int64),
  Nanos: gob.safeInteger(gob.int64),
})

const invokeRequest = gob.struct('InvokeRequest', {
  Payload: gob.bytes,
  RequestId: gob.string,
  XAmznTraceId: gob.string,
  Deadline: invokeRequestTimestamp,
  InvokedFunctionArn: gob.string,
  CognitoIdentityId: gob.string,
  CognitoIdentityPoolId: gob.string,
  /** JSON of `lambdacontext.ClientContext`, or empty. */
  ClientContext: gob.bytes,
})

const stackFrame = gob.struct('InvokeResponse_Error_StackFrame', {
  Path: gob.string,
  Line: gob.int32,
  Label: gob.string,
})

const invokeResponseError = gob.struct('InvokeResponse_Error', {
  Message: gob.string,
  Type: gob.string,
  StackTrace: gob.slice(gob.pointer(stackFrame)),
  /** Set after a panic: AWS replaces the environment, so do we. */
  ShouldExit: gob.bool,
})

const invokeResponse = gob.struct('InvokeResponse', {
  Payload: gob.bytes,
  Error: gob.pointer(invokeResponseError),
})

export const messages = { pingRequest, pingResponse, invokeRequest, invokeResponse } as const

/** What `Function.Invoke` is sent; a field left out is Go's zero value. */
export type InvokeRequest = gob.Input<typeof invokeRequest>
/** What `Function.Invoke` answers. `Error` is `undefined` where Go has a nil pointer. */
export type InvokeResponse = gob.Infer<typeof invokeResponse>
export type InvokeResponseError = gob.Infer<typeof invokeResponseError>
