package main

import (
	"fmt"
	"go/ast"
	"go/types"
)

// result are the values that a call can give.
func (f *finder) result(call *ast.CallExpr, fr *frame, index int) []value {
	info := fr.function.source.info
	fun := unparen(call.Fun)
	switch t := info.Types[fun]; {
	case t.IsType():
		if len(call.Args) == 1 {
			return f.values(thunk{frame: fr, expr: call.Args[0]})
		}
		return nil
	case t.IsBuiltin():
		return f.builtin(call, fr)
	}
	if object, ok := calledObject(info, fun).(*types.Func); ok {
		if argument, ok := keepsTypes(object); ok && argument < len(call.Args) {
			return f.values(thunk{frame: fr, expr: call.Args[argument]})
		}
		if object.Pkg() != nil && f.program.sources[object.Pkg().Path()] == nil && !f.worthReading(object, index) {
			return nil
		}
	}
	var found []value
	for _, callee := range f.values(thunk{frame: fr, expr: fun}) {
		f.load(&callee)
		if callee.isNil || callee.never || callee.zero {
			continue
		}
		if callee.function == nil || callee.function.body == nil {
			why := callee.why
			if callee.object != nil {
				why = fmt.Sprintf("what %s returns cannot be followed", functionName(callee.object))
			} else if why == "" {
				why = "what this call returns cannot be followed"
			}
			found = append(found, unknown(call.Pos(), why)...)
			continue
		}
		called := f.enter(&callee, call, fr)
		if called == nil {
			f.cuts++
			continue
		}
		found = append(found, f.returned(called, call, index)...)
	}
	return found
}

// worthReading tells whether the source of a third party's function is read to see what it returns: where its type does not
// say it all, and for the name of a handler.
func (f *finder) worthReading(object *types.Func, index int) bool {
	results := object.Type().(*types.Signature).Results()
	if index >= results.Len() {
		return false
	}
	result := results.At(index).Type()
	if _, ok := result.Underlying().(*types.Signature); ok && f.naming {
		return true
	}
	return isOpen(result) || f.program.starters[object.Pkg().Path()]
}

// returned are the values of the return statements.
func (f *finder) returned(fr *frame, call ast.Expr, index int) []value {
	results := fr.function.signature.Results()
	if index >= results.Len() {
		return nil
	}
	var found []value
	for _, statement := range fr.function.returns {
		var values []value
		switch {
		case len(statement.Results) == 0:
			result := results.At(index)
			for _, d := range fr.function.source.index.variables[result] {
				for _, where := range f.framesFor(d.function, fr) {
					values = append(values, f.defined(d, where, result)...)
				}
			}
		case len(statement.Results) == results.Len():
			values = f.values(thunk{frame: fr, expr: statement.Results[index]})
		default:
			values = f.values(thunk{frame: fr, expr: statement.Results[0], index: index})
		}
		found = append(found, typed(values, fr.concrete(results.At(index).Type()), call)...)
	}
	return found
}

func (f *finder) builtin(call *ast.CallExpr, fr *frame) []value {
	ident := calledIdent(call.Fun)
	switch {
	case ident == nil || len(call.Args) == 0:
		return nil
	case ident.Name == "make" || ident.Name == "new":
		return []value{{zero: true, pos: call.Pos()}}
	case ident.Name != "append":
		return nil
	}
	found := append([]value{}, f.values(thunk{frame: fr, expr: call.Args[0]})...)
	for _, argument := range call.Args[1:] {
		if call.Ellipsis.IsValid() {
			found = append(found, f.values(thunk{frame: fr, expr: argument})...)
		} else {
			found = append(found, value{elements: []element{{nil, thunk{frame: fr, expr: argument}}}})
		}
	}
	return found
}
