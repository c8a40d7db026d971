package main

import (
	"go/ast"
	"go/types"
)

// rawBody is what a function does with its payload.
type rawBody struct {
	// decoded is the type that json.Unmarshal fills, encoded what json.Marshal is given; nil where there is not exactly one.
	decoded types.Type
	encoded types.Type
	passed  []rawCall
	// other: something else is returned, or the payload is another one by then.
	other bool
	// looked: something else looks at the payload.
	looked bool
}

// rawCall is a call that is given the payload and whose answer is returned.
type rawCall struct {
	call *ast.CallExpr
	// handler is what Invoke is called on.
	handler ast.Expr
}

type rawReader struct {
	rawBody
	fn      *function
	info    *types.Info
	payload *types.Var
	// counted are uses of the payload that are accounted for.
	counted map[*ast.Ident]bool
	seen    map[*ast.CallExpr]bool
}

func newRawReader(fn *function, payload *types.Var) *rawReader {
	return &rawReader{
		fn:      fn,
		info:    fn.source.info,
		payload: payload,
		counted: map[*ast.Ident]bool{},
		seen:    map[*ast.CallExpr]bool{},
	}
}

func readRaw(fn *function) rawBody {
	r := newRawReader(fn, fn.signature.Params().At(1))
	for _, statement := range fn.returns {
		switch {
		case len(statement.Results) == 0:
			r.variable(fn.signature.Results().At(0))
		case !r.onlyError(statement):
			r.returned(statement.Results[0])
		}
	}
	ast.Inspect(fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			r.call(n)
		case *ast.Ident:
			if r.info.Uses[n] == r.payload && !r.counted[n] {
				r.looked = true
			}
		}
		return true
	})
	if r.other || len(fn.source.index.variables[r.payload]) > 0 {
		return rawBody{other: true}
	}
	return r.rawBody
}

// onlyError: return []byte{}, err says no more than return nil, err.
func (r *rawReader) onlyError(statement *ast.ReturnStmt) bool {
	literal, ok := unparen(statement.Results[0]).(*ast.CompositeLit)
	if !ok || len(literal.Elts) > 0 || len(statement.Results) != 2 {
		return false
	}
	return !r.info.Types[statement.Results[1]].IsNil()
}

// isPayload also takes note that this use of the payload is accounted for.
func (r *rawReader) isPayload(expr ast.Expr) bool {
	ident, ok := unparen(expr).(*ast.Ident)
	if !ok || r.info.Uses[ident] != r.payload {
		return false
	}
	r.counted[ident] = true
	return true
}

func (r *rawReader) isFunction(call *ast.CallExpr, path, name string) bool {
	object, ok := calledObject(r.info, unparen(call.Fun)).(*types.Func)
	return ok && object.Pkg() != nil && object.Pkg().Path() == path && (name == "" || object.Name() == name)
}

func (r *rawReader) call(call *ast.CallExpr) {
	switch fun := r.info.Types[unparen(call.Fun)]; {
	case r.isFunction(call, "encoding/json", "Unmarshal") && len(call.Args) == 2 && r.isPayload(call.Args[0]):
		filled := r.info.TypeOf(call.Args[1])
		pointer, ok := filled.Underlying().(*types.Pointer)
		if !ok || r.decoded != nil {
			r.other = true
			return
		}
		r.decoded = pointer.Elem()
	case fun.IsType() || fun.IsBuiltin():
		// len(payload), string(payload).
		for _, argument := range call.Args {
			if fun.IsBuiltin() || types.Identical(fun.Type.Underlying(), types.Typ[types.String]) {
				r.isPayload(argument)
			}
		}
	case r.isFunction(call, "log", "") || r.isFunction(call, "fmt", "") || r.isFunction(call, "log/slog", ""):
		for _, argument := range call.Args {
			r.isPayload(argument)
		}
	}
}

// returned looks at the first result of a return statement.
func (r *rawReader) returned(expr ast.Expr) {
	switch expr := unparen(expr).(type) {
	case *ast.CallExpr:
		r.answer(expr)
	case *ast.Ident:
		switch object := r.info.Uses[expr].(type) {
		case *types.Nil:
		case *types.Var:
			r.variable(object)
		default:
			r.other = true
		}
	default:
		r.other = true
	}
}

// variable: all that is ever put into it has to be an answer.
func (r *rawReader) variable(v *types.Var) {
	definitions := r.fn.source.index.variables[v]
	if len(definitions) == 0 {
		r.other = true
	}
	for _, d := range definitions {
		call, ok := unparen(d.expr).(*ast.CallExpr)
		if ident, isIdent := unparen(d.expr).(*ast.Ident); isIdent {
			if _, isNil := r.info.Uses[ident].(*types.Nil); isNil {
				continue
			}
		}
		if !ok || d.how != whole || d.index != 0 {
			r.other = true
			return
		}
		r.answer(call)
	}
}

// answer is a call whose first result is returned.
func (r *rawReader) answer(call *ast.CallExpr) {
	if r.seen[call] {
		return
	}
	r.seen[call] = true
	if r.isFunction(call, "encoding/json", "Marshal") && len(call.Args) == 1 {
		value := unparen(call.Args[0])
		if address, ok := value.(*ast.UnaryExpr); ok {
			value = address.X
		}
		encoded := r.info.TypeOf(value)
		if encoded == nil || types.IsInterface(encoded) || r.encoded != nil && !types.Identical(r.encoded, encoded) {
			r.other = true
			return
		}
		r.encoded = encoded
		return
	}
	if len(call.Args) != 2 || !r.isPayload(call.Args[1]) {
		r.other = true
		return
	}
	passed := rawCall{call: call}
	if selector, ok := unparen(call.Fun).(*ast.SelectorExpr); ok && selector.Sel.Name == "Invoke" && r.info.Selections[selector] != nil {
		passed.handler = selector.X
	}
	r.passed = append(r.passed, passed)
}
