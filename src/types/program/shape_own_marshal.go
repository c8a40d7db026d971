package main

import (
	"encoding/json"
	"go/ast"
	exact "go/constant"
	"go/token"
	"go/types"
	"strings"
)

// marshal reads what a MarshalJSON writes: every return has to be of json.Marshal, of text whose kind is plain, or of an error.
// encoding/json checks what it is given: what begins as a string is one, or an error.
func (r *ownReader) marshal() (ownForm, bool) {
	results := r.fn.signature.Results()
	if results.Len() != 2 {
		return ownForm{}, false
	}
	if named := results.At(0); named.Name() != "" {
		r.stored(named)
	}
	for _, statement := range r.fn.returns {
		switch len(statement.Results) {
		case 1:
			call, ok := unparen(statement.Results[0]).(*ast.CallExpr)
			if !ok || !r.encodes(call) {
				r.failed = true
			}
		case 2:
			r.bytes(statement.Results[0])
		}
	}
	return r.result()
}

// encodes tells whether a call is of json.Marshal, and notes what that is given.
func (r *ownReader) encodes(call *ast.CallExpr) bool {
	if !r.isFunction(call, "encoding/json", "Marshal") || len(call.Args) != 1 {
		return false
	}
	if r.info.Types[call.Args[0]].IsNil() {
		r.form.nullable = true
		return true
	}
	f, ok := r.handed(call.Args[0])
	if !ok || !r.isHonest(f) {
		return false
	}
	r.takes(f)
	return true
}

// bytes looks at the first of two results. No bytes at all are an error, whatever the second one is.
func (r *ownReader) bytes(expr ast.Expr) {
	switch expr := unparen(expr).(type) {
	case *ast.Ident:
		if r.info.Types[expr].IsNil() {
			return
		}
		if v := r.variable(expr); v != nil && v != r.fn.signature.Recv() && !isPackageVariable(v) && len(r.fn.source.index.variables[v]) > 0 {
			r.stored(v)
			return
		}
	case *ast.CompositeLit:
		if len(expr.Elts) == 0 {
			return
		}
	case *ast.CallExpr:
		if r.info.Types[unparen(expr.Fun)].IsType() && len(expr.Args) == 1 && isBytes(r.info.TypeOf(expr)) && r.text(expr.Args[0]) {
			return
		}
	}
	r.failed = true
}

// stored looks at all that a variable is given; it may do nothing but be returned.
func (r *ownReader) stored(v *types.Var) {
	if r.seenVariables[v] {
		return
	}
	r.seenVariables[v] = true
	for _, d := range r.fn.source.index.variables[v] {
		call, ok := unparen(d.expr).(*ast.CallExpr)
		switch {
		case d.function != r.fn || d.how != whole || d.index != 0:
			r.failed = true
		case ok && r.encodes(call):
		default:
			r.bytes(d.expr)
		}
	}
	plain := map[ast.Expr]bool{}
	ast.Inspect(r.fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.ReturnStmt:
			if len(n.Results) == 2 {
				plain[unparen(n.Results[0])] = true
			}
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				plain[target] = true
			}
		case *ast.Ident:
			if r.info.Uses[n] == v && !plain[n] {
				r.failed = true
			}
		}
		return true
	})
}

// text looks at a string that is given as JSON; false where its kind is not plain.
func (r *ownReader) text(expr ast.Expr) bool {
	expr = unparen(expr)
	if value := r.info.Types[expr].Value; value != nil && value.Kind() == exact.String {
		return r.constant(exact.StringVal(value))
	}
	switch expr := expr.(type) {
	case *ast.BinaryExpr:
		return expr.Op == token.ADD && r.beginsAsString(expr.X)
	case *ast.CallExpr:
		return r.formatted(expr)
	}
	return false
}

// beginsAsString tells whether the text begins with a quote.
func (r *ownReader) beginsAsString(expr ast.Expr) bool {
	expr = unparen(expr)
	if sum, ok := expr.(*ast.BinaryExpr); ok && r.info.Types[expr].Value == nil {
		return sum.Op == token.ADD && r.beginsAsString(sum.X)
	}
	value := r.info.Types[expr].Value
	if value == nil || value.Kind() != exact.String || !strings.HasPrefix(exact.StringVal(value), `"`) {
		return false
	}
	r.takesBasic(types.String)
	return true
}

func (r *ownReader) takesBasic(kind types.BasicKind) { r.takes(ownForm{typ: types.Typ[kind]}) }

func (r *ownReader) constant(text string) bool {
	var value any
	if json.Unmarshal([]byte(text), &value) != nil {
		return false
	}
	switch value.(type) {
	case nil:
		r.form.nullable = true
	case string:
		r.takesBasic(types.String)
	case float64:
		r.takesBasic(types.Float64)
	case bool:
		r.takesBasic(types.Bool)
	default:
		return false
	}
	return true
}

// formatted looks at a call of strconv or fmt that makes text.
func (r *ownReader) formatted(call *ast.CallExpr) bool {
	if r.isFunction(call, "fmt", "Sprintf") && len(call.Args) > 0 {
		value := r.info.Types[call.Args[0]].Value
		if value == nil || value.Kind() != exact.String {
			return false
		}
		format := exact.StringVal(value)
		if strings.HasPrefix(format, "%q") && len(call.Args) == 2 {
			basic, ok := unalias(r.frame.typeOf(call.Args[1])).(*types.Basic)
			if !ok || basic.Info()&types.IsString == 0 {
				return false
			}
		} else if !strings.HasPrefix(format, `"`) {
			return false
		}
		r.takesBasic(types.String)
		return true
	}
	for name, kind := range map[string]types.BasicKind{"Quote": types.String, "QuoteToASCII": types.String, "Itoa": types.Int, "FormatBool": types.Bool} {
		if r.isFunction(call, "strconv", name) {
			r.takesBasic(kind)
			return true
		}
	}
	for name, kind := range map[string]types.BasicKind{"FormatInt": types.Int64, "FormatUint": types.Uint64} {
		if r.isFunction(call, "strconv", name) && len(call.Args) == 2 {
			base := r.info.Types[call.Args[1]].Value
			if base == nil || base.ExactString() != "10" {
				return false
			}
			r.takesBasic(kind)
			return true
		}
	}
	return false
}
