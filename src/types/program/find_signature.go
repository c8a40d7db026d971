package main

import (
	"errors"
	"fmt"
	"go/types"
	"strings"
)

// takesAndGives reads a handler's signature as aws-lambda-go does, and refuses it in its words. request is nil where the payload
// is not looked at, response where the answer is null.
func takesAndGives(signature *types.Signature) (request, response types.Type, err error) {
	params, results := signature.Params(), signature.Results()
	switch params.Len() {
	case 0:
	case 1:
		request = params.At(0).Type()
		if i, ok := request.Underlying().(*types.Interface); ok && i.NumMethods() > 0 {
			if !isContext(request) {
				return nil, nil, fmt.Errorf("handler takes an interface, but it is not context.Context: %q", declaredName(request))
			}
			request = nil
		}
		if signature.Variadic() {
			return nil, nil, errVariadic
		}
	case 2:
		if first := params.At(0).Type(); !isContext(first) {
			return nil, nil, fmt.Errorf("handler takes two arguments, but the first is not Context. got %s", kindOf(first))
		}
		request = params.At(1).Type()
		if signature.Variadic() {
			return nil, nil, errVariadic
		}
	default:
		return nil, nil, fmt.Errorf("handlers may not take more than two arguments, but handler takes %d", params.Len())
	}
	switch results.Len() {
	case 0:
	case 1:
		if !isError(results.At(0).Type()) {
			return nil, nil, errors.New("handler returns a single value, but it does not implement error")
		}
	case 2:
		if !isError(results.At(1).Type()) {
			return nil, nil, errors.New("handler returns two values, but the second does not implement error")
		}
		response = results.At(0).Type()
	default:
		return nil, nil, errors.New("handler may not return more than two values")
	}
	return request, response, nil
}

// errVariadic is ours: aws-lambda-go lets such a handler through, and panics when it calls it.
var errVariadic = errors.New("handler takes a variadic argument: aws-lambda-go panics when it calls it")

func declaredName(t types.Type) string {
	if named := namedOf(t); named != nil {
		return named.Obj().Name()
	}
	return ""
}

// contextMethods are those of context.Context, as Go prints their types.
var contextMethods = map[string]string{
	"Deadline": "func() (time.Time, bool)",
	"Done":     "func() <-chan struct{}",
	"Err":      "func() error",
	"Value":    "func(any) any",
}

// isContext tells whether t is an interface of the same methods as context.Context.
func isContext(t types.Type) bool {
	i, ok := t.Underlying().(*types.Interface)
	if !ok || i.NumMethods() != len(contextMethods) {
		return false
	}
	for n := 0; n < i.NumMethods(); n++ {
		method := i.Method(n)
		if contextMethods[method.Name()] != plainSignature(method) {
			return false
		}
	}
	return true
}

// plainSignature is a method's type without the names of its parameters and results.
func plainSignature(method *types.Func) string {
	plain := func(tuple *types.Tuple) *types.Tuple {
		variables := make([]*types.Var, tuple.Len())
		for i := range variables {
			variables[i] = types.NewVar(0, nil, "", tuple.At(i).Type())
		}
		return types.NewTuple(variables...)
	}
	signature := method.Type().(*types.Signature)
	unnamed := types.NewSignatureType(nil, nil, nil, plain(signature.Params()), plain(signature.Results()), signature.Variadic())
	return strings.ReplaceAll(types.TypeString(unnamed, nil), "interface{}", "any")
}

func isError(t types.Type) bool {
	return types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// kindOf is the kind as reflect names it.
func kindOf(t types.Type) string {
	switch t := t.Underlying().(type) {
	case *types.Basic:
		return t.Name()
	case *types.Pointer:
		return "ptr"
	case *types.Slice:
		return "slice"
	case *types.Array:
		return "array"
	case *types.Map:
		return "map"
	case *types.Chan:
		return "chan"
	case *types.Struct:
		return "struct"
	case *types.Interface:
		return "interface"
	case *types.Signature:
		return "func"
	}
	return "invalid"
}

// anyAlike tells whether a method can be one of those of interfaces: as far as types tell that cannot stand for others.
func anyAlike(asked []*types.Signature, method *types.Signature) bool {
	for _, one := range asked {
		if one.Variadic() == method.Variadic() && alike(one.Params(), method.Params()) && alike(one.Results(), method.Results()) {
			return true
		}
	}
	return false
}

func alike(a, b *types.Tuple) bool {
	if a.Len() != b.Len() {
		return false
	}
	for i := 0; i < a.Len(); i++ {
		if isPlain(a.At(i).Type()) && isPlain(b.At(i).Type()) && typeName(a.At(i).Type()) != typeName(b.At(i).Type()) {
			return false
		}
	}
	return true
}

// isPlain tells whether the name of t says all.
func isPlain(t types.Type) bool {
	switch t := unalias(t).(type) {
	case *types.Basic:
		return true
	case *types.Named:
		return t.TypeArgs().Len() == 0 && t.Obj().Pkg() != nil && t.Obj().Parent() == t.Obj().Pkg().Scope()
	}
	return false
}
