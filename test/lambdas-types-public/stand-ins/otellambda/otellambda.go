// Package otellambda stands for OpenTelemetry's: a function wrapped by reflection, and a handler within a handler.
package otellambda

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/aws/aws-lambda-go/lambda"
)

type Option func()

type instrumentor struct{}

func (instrumentor) begin(ctx context.Context, payload []byte) context.Context { return ctx }

func InstrumentHandler(handler interface{}, options ...Option) interface{} {
	function := reflect.ValueOf(handler)
	return func(ctx context.Context, payload interface{}) (interface{}, error) {
		event := reflect.New(function.Type().In(function.Type().NumIn() - 1))
		text, err := json.Marshal(payload)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal(text, event.Interface()); err != nil {
			return nil, err
		}
		results := function.Call([]reflect.Value{reflect.ValueOf(ctx), event.Elem()})
		return results[0].Interface(), nil
	}
}

type wrapped struct {
	instrumentor instrumentor
	handler      lambda.Handler
}

func (w wrapped) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	ctx = w.instrumentor.begin(ctx, payload)
	response, err := w.handler.Invoke(ctx, payload)
	if err != nil {
		return nil, err
	}
	return response, nil
}

func WrapHandler(handler lambda.Handler, options ...Option) lambda.Handler {
	return wrapped{handler: handler}
}
