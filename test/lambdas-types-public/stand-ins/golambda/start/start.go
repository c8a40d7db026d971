// Package start stands for that of github.com/nguyengg/golambda: options, and a Start for any handler.
package start

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type HandlerFuncOptions[TIn, TOut any, H lambda.HandlerFunc[TIn, TOut]] struct {
	Handler H
	Quiet   bool
}

func New[TIn, TOut any, H lambda.HandlerFunc[TIn, TOut]](handler H) *HandlerFuncOptions[TIn, TOut, H] {
	return &HandlerFuncOptions[TIn, TOut, H]{Handler: handler}
}

func (o *HandlerFuncOptions[TIn, TOut, H]) Start() {
	call := lambda.NewHandler(o.Handler)
	_ = call
	lambda.StartHandlerFunc(func(ctx context.Context, in TIn) (out TOut, err error) {
		return out, err
	})
}
