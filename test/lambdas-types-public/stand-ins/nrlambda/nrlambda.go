// Package nrlambda stands for New Relic's: its own Start, and a handler within a handler.
package nrlambda

import (
	"context"

	"github.com/aws/aws-lambda-go/lambda"
)

type Application struct{}

type wrapped struct {
	original lambda.Handler
	app      *Application
}

func (w *wrapped) Invoke(ctx context.Context, payload []byte) ([]byte, error) {
	answer, err := w.original.Invoke(ctx, payload)
	return answer, err
}

func WrapHandler(handler lambda.Handler, app *Application) lambda.Handler {
	if app == nil {
		return handler
	}
	return &wrapped{original: handler, app: app}
}

func Wrap(handler interface{}, app *Application) lambda.Handler {
	return WrapHandler(lambda.NewHandler(handler), app)
}

func Start(handler interface{}, app *Application) { lambda.StartHandler(Wrap(handler, app)) }
