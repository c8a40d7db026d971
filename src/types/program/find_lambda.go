package main

import (
	"go/types"
	"regexp"
)

// starts are the functions of aws-lambda-go/lambda that run a handler, with the argument that is it.
var starts = map[string]int{
	"Start":                   0,
	"StartWithContext":        1,
	"StartWithOptions":        0,
	"StartHandler":            0,
	"StartHandlerWithContext": 1,
	"StartHandlerFunc":        0,
}

func isStart(object *types.Func) bool {
	_, ok := starts[object.Name()]
	return ok && object.Pkg() != nil && object.Pkg().Path() == lambdaPath && object.Type().(*types.Signature).Recv() == nil
}

// wrapper is a function that gives a handler of the same types as the one it is given, but calls it by reflection.
type wrapper struct {
	path     *regexp.Regexp
	name     string
	argument int
}

// wrappers hold what was read in the source of these modules.
var wrappers = []wrapper{
	{regexp.MustCompile(`^github\.com/aws/aws-lambda-go/lambda$`), "NewHandler", 0},
	{regexp.MustCompile(`^github\.com/aws/aws-lambda-go/lambda$`), "NewHandlerWithOptions", 0},
	{regexp.MustCompile(`^go\.opentelemetry\.io/contrib/instrumentation/github\.com/aws/aws-lambda-go/otellambda$`), "InstrumentHandler", 0},
	{regexp.MustCompile(`^go\.opentelemetry\.io/contrib/instrumentation/github\.com/aws/aws-lambda-go/otellambda$`), "WrapHandler", 0},
}

// keepsTypes tells which argument of a wrapper is the handler.
func keepsTypes(object *types.Func) (argument int, ok bool) {
	if object.Pkg() == nil || object.Type().(*types.Signature).Recv() != nil {
		return 0, false
	}
	for _, w := range wrappers {
		if w.name == object.Name() && w.path.MatchString(object.Pkg().Path()) {
			return w.argument, true
		}
	}
	return 0, false
}
