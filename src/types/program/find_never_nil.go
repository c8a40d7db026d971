package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// nilProof is the attempt to prove of a function that it never returns nil: of one with two results, never nil and nil.
type nilProof struct {
	*finder
	fn   *function
	info *types.Info
	// loose are the local variables that others can change: a literal assigns to them, or their address is taken.
	loose  map[*types.Var]bool
	failed bool
}

// neverNull tells whether a handler whose answer is of type response never answers null: where its error is nil, its answer is not.
func (f *finder) neverNull(fn *function, response types.Type) bool {
	if fn == nil || response == nil {
		return false
	}
	switch t := response.Underlying().(type) {
	case *types.Slice, *types.Map:
	case *types.Pointer:
		switch t.Elem().Underlying().(type) {
		case *types.Struct, *types.Basic, *types.Array:
		default:
			// What it points to can be null as well.
			return false
		}
	default:
		return false
	}
	return fn.signature.Results().Len() == 2 && f.neverNil(fn)
}

// neverNil proves it of a function with one or two results. Of one that calls itself it is not proved.
func (f *finder) neverNil(fn *function) bool {
	if proved, ok := f.provedNeverNil[fn]; ok {
		return proved
	}
	f.provedNeverNil[fn] = false
	results := fn.signature.Results()
	if fn.body == nil || results.Len() == 0 || results.Len() > 2 {
		return false
	}
	p := &nilProof{finder: f, fn: fn, info: fn.source.info, loose: looseVariables(fn.source.info, fn.body)}
	for i := 0; i < results.Len(); i++ {
		// A deferred literal can change it after the return statement.
		if p.loose[results.At(i)] {
			return false
		}
	}
	if hasGoto(fn.body) {
		return false
	}
	p.block(fn.body.List, newNilness())
	// Where a panic is recovered from, unnamed results are zero.
	f.provedNeverNil[fn] = !p.failed && !f.recovers(fn.source, fn.body, 0)
	return f.provedNeverNil[fn]
}

// returned tells whether one of the results is certainly not nil.
func (p *nilProof) returned(n *ast.ReturnStmt, s *nilness) bool {
	results := p.fn.signature.Results()
	variables := make([]*types.Var, results.Len())
	switch len(n.Results) {
	case 0:
		for i := range variables {
			variables[i] = results.At(i)
			if s.nonNil[variables[i]] {
				return true
			}
		}
	case results.Len():
		for i, e := range n.Results {
			variables[i] = p.local(e)
			if p.isNonNil(e, results.At(i).Type(), s) {
				return true
			}
		}
	default:
		return p.isProved(n.Results[0])
	}
	return len(variables) == 2 && s.pairs[pair{variables[0], variables[1]}]
}

// isProved tells whether e is a call of a function that is known, and of which it is proved as well.
func (p *nilProof) isProved(e ast.Expr) bool {
	call, ok := unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	object, ok := calledObject(p.info, unparen(call.Fun)).(*types.Func)
	if !ok || isInterfaceMethod(object) {
		return false
	}
	fn := p.declared(object).function
	return fn != nil && fn.object == object.Origin() && p.neverNil(fn)
}

func isInterfaceMethod(object *types.Func) bool {
	receiver := object.Type().(*types.Signature).Recv()
	return receiver != nil && types.IsInterface(receiver.Type())
}

// isNonNil tells whether e, assigned to what is of type target, is certainly not nil there.
func (p *nilProof) isNonNil(e ast.Expr, target types.Type, s *nilness) bool {
	if _, isParameter := unalias(target).(*types.TypeParam); !isParameter && types.IsInterface(target) {
		t := p.info.TypeOf(e)
		// An interface that holds a nil pointer is not nil itself.
		if t != nil && !types.IsInterface(t) && t != types.Typ[types.UntypedNil] && t != types.Typ[types.Invalid] {
			return true
		}
	}
	switch e := unparen(e).(type) {
	case *ast.Ident:
		v, ok := p.info.Uses[e].(*types.Var)
		return ok && (s.nonNil[v] || p.isSentinel(v))
	case *ast.SelectorExpr:
		v, ok := p.info.Uses[e.Sel].(*types.Var)
		return ok && p.isSentinel(v)
	case *ast.UnaryExpr:
		_, ofPointer := unparen(e.X).(*ast.StarExpr)
		return e.Op == token.AND && !ofPointer
	case *ast.CompositeLit:
		return isSliceOrMap(p.info.TypeOf(e))
	case *ast.CallExpr:
		return p.givesNonNil(e, s)
	}
	return false
}

func isSliceOrMap(t types.Type) bool {
	if t == nil {
		return false
	}
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map:
		return true
	}
	return false
}

// givesNonNil tells whether the only result of a call is certainly not nil.
func (p *nilProof) givesNonNil(call *ast.CallExpr, s *nilness) bool {
	fun := unparen(call.Fun)
	switch t := p.info.Types[fun]; {
	case t.IsType():
		return len(call.Args) == 1 && p.isNonNil(call.Args[0], t.Type, s)
	case t.IsBuiltin():
		switch calledIdent(fun).Name {
		case "new", "make":
			return true
		case "append":
			added := len(call.Args) > 1 && !call.Ellipsis.IsValid()
			return added || len(call.Args) > 0 && p.isNonNil(call.Args[0], p.info.TypeOf(call), s)
		}
		return false
	}
	object, ok := calledObject(p.info, fun).(*types.Func)
	if !ok {
		return false
	}
	switch object.FullName() {
	case "errors.New", "fmt.Errorf":
		return true
	case "errors.Join":
		for _, argument := range call.Args {
			if !call.Ellipsis.IsValid() && p.isNonNil(argument, errorType(), s) {
				return true
			}
		}
		return false
	}
	return object.Type().(*types.Signature).Results().Len() == 1 && p.isProved(call)
}

// isSentinel tells whether v is an error that a package holds, like io.EOF, and nobody changes.
func (p *nilProof) isSentinel(v *types.Var) bool {
	if !isPackageVariable(v) || !types.Identical(v.Type(), errorType()) || p.program.isSet(v) {
		return false
	}
	if p.isStandard(v) {
		return v.Exported()
	}
	s := p.program.sources[v.Pkg().Path()]
	if s == nil || s.done == nil {
		return false
	}
	definitions := s.index.variables[v]
	if len(definitions) != 1 || definitions[0].function != s.index.initialisers {
		return false
	}
	value := definitions[0].expr
	if _, several := s.info.TypeOf(value).(*types.Tuple); several {
		return false
	}
	initial := &nilProof{finder: p.finder, fn: s.index.initialisers, info: s.info}
	return initial.isNonNil(value, v.Type(), newNilness())
}

func (f *finder) isStandard(object types.Object) bool {
	if object.Pkg() == nil {
		return false
	}
	l := f.program.listed[object.Pkg().Path()]
	return l != nil && l.Standard
}

// local is the variable that e names, if the function declares it and nobody else changes it.
func (p *nilProof) local(e ast.Expr) *types.Var {
	v := variableOf(p.info, e)
	if v == nil || p.loose[v] || p.fn.body == nil {
		return nil
	}
	start := p.fn.body.Pos()
	if p.fn.literal != nil {
		start = p.fn.literal.Pos()
	} else if p.fn.object != nil {
		start = p.fn.object.Pos()
	}
	if v.Pos() < start || v.Pos() >= p.fn.body.End() {
		return nil
	}
	return v
}
