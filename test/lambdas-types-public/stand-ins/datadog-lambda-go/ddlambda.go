// Package ddlambda stands for github.com/DataDog/datadog-lambda-go: what it does to a handler, and no more.
package ddlambda

import (
	"context"
	"encoding/json"
	"reflect"

	"github.com/aws/aws-lambda-go/lambda"
)

type Config struct{}

// WrapFunction gives a handler that takes any JSON, and calls the one given by reflection.
func WrapFunction(handler interface{}, cfg *Config) interface{} {
	return func(ctx context.Context, message json.RawMessage) (interface{}, error) {
		function := reflect.ValueOf(handler)
		event := reflect.New(function.Type().In(function.Type().NumIn() - 1))
		if err := json.Unmarshal(message, event.Interface()); err != nil {
			return nil, err
		}
		results := function.Call([]reflect.Value{reflect.ValueOf(ctx), event.Elem()})
		err, _ := results[len(results)-1].Interface().(error)
		return results[0].Interface(), err
	}
}

type listening struct {
	handler lambda.Handler
	started func(json.RawMessage)
}

func (l *listening) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	message := json.RawMessage{}
	if err := message.UnmarshalJSON(payload); err == nil {
		l.started(message)
	}
	answer, err := l.handler.Invoke(ctx, payload)
	return answer, err
}

func WrapLambdaHandlerInterface(handler lambda.Handler, cfg *Config) lambda.Handler {
	return &listening{handler: handler, started: func(json.RawMessage) {}}
}
