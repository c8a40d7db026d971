// Package messages is a copy of the shapes in github.com/aws/aws-lambda-go/lambda/messages.
package messages

type PingRequest struct{}

type PingResponse struct{}

type InvokeRequest_Timestamp struct {
	Seconds int64
	Nanos   int64
}

type InvokeRequest struct {
	Payload               []byte
	RequestId             string
	XAmznTraceId          string
	Deadline              InvokeRequest_Timestamp
	InvokedFunctionArn    string
	CognitoIdentityId     string
	CognitoIdentityPoolId string
	ClientContext         []byte
}

type InvokeResponse_Error_StackFrame struct {
	Path  string
	Line  int32
	Label string
}

type InvokeResponse_Error struct {
	Message    string
	Type       string
	StackTrace []*InvokeResponse_Error_StackFrame
	ShouldExit bool
}

type InvokeResponse struct {
	Payload []byte
	Error   *InvokeResponse_Error
}
