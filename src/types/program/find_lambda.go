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

// wrapper is a function or method that gives a handler of the same types as the one it is given, but calls it by reflection.
type wrapper struct {
	// path is of the package, also of its later major versions.
	path     string
	name     string
	argument int
}

// wrappers are those whose source was read. What calls its handler by Invoke alone is followed without being named here.
var wrappers = []wrapper{
	{lambdaPath, "NewHandler", 0},
	{lambdaPath, "NewHandlerWithOptions", 0},
	{"go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda", "InstrumentHandler", 0},
	{"github.com/DataDog/datadog-lambda-go", "WrapFunction", 0},
	{"github.com/DataDog/datadog-lambda-go", "WrapHandler", 0},
	{"github.com/lumigo-io/lumigo-go-tracer", "WrapHandler", 0},
	{"github.com/epsagon/epsagon-go/epsagon", "WrapLambdaHandler", 1},
	{"github.com/thundra-io/thundra-lambda-agent-go/agent", "Agent.Wrap", 0},
}

// majorVersion is the /v2 in a module's path, wherever the module ends.
var majorVersion = regexp.MustCompile(`/v[0-9]+(/|$)`)

// keepsTypes tells which argument of a wrapper is the handler.
func keepsTypes(object *types.Func) (argument int, ok bool) {
	if object.Pkg() == nil {
		return 0, false
	}
	path, name := majorVersion.ReplaceAllString(object.Pkg().Path(), "$1"), functionKey(object)
	for _, w := range wrappers {
		if w.name == name && w.path == path {
			return w.argument, true
		}
	}
	return 0, false
}
