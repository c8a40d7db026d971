// Package app runs what it is given.
package app

import "github.com/aws/aws-lambda-go/lambda"

type Options struct {
	Handler any
}

type App struct {
	options Options
}

func New(options Options) *App { return &App{options: options} }

func (a *App) Run() { a.serve() }

func (a *App) serve() {
	if a.options.Handler == nil {
		panic("no handler")
	}
	lambda.Start(a.options.Handler)
}
