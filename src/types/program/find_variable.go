package main

import (
	"fmt"
	"go/ast"
	"go/types"
)

// variable are the values that v is ever given, in whatever order.
func (f *finder) variable(v *types.Var, ident *ast.Ident, fr *frame) []value {
	if isPackageVariable(v) {
		return f.packageVariable(v, ident)
	}
	var found []value
	owner := fr
	for owner != nil && !owner.declares(v) {
		owner = owner.closure
	}
	if owner == nil {
		return nil
	}
	definitions := owner.function.source.index.variables[v]
	if owner.function.hasParameter(v) {
		before := f.cuts
		found = f.parameter(v, owner)
		if len(found) == 0 && len(definitions) == 0 && f.cuts == before {
			return unknown(ident.Pos(), fmt.Sprintf("what is passed as %s cannot be followed", v.Name()))
		}
	} else if len(definitions) == 0 {
		return unset(v, owner.function.source, ident)
	}
	for _, d := range definitions {
		for _, where := range f.framesFor(d.function, owner) {
			found = append(found, f.defined(d, where, v)...)
		}
	}
	return found
}

// unset is a variable that no statement sets.
func unset(v *types.Var, s *source, ident *ast.Ident) []value {
	if s.index.addressed[v] {
		return unknown(ident.Pos(), fmt.Sprintf("%s is set through a pointer, and that cannot be followed", v.Name()))
	}
	return []value{{zero: true, pos: ident.Pos()}}
}

func (f *finder) defined(d definition, fr *frame, v *types.Var) []value {
	if d.how == asserted {
		return assertedTo(f.values(thunk{frame: fr, expr: d.expr}), fr.concrete(v.Type()))
	}
	return f.values(thunk{frame: fr, expr: d.expr, index: d.index, how: d.how})
}

// framesFor are the calls of fn that are seen from owner: itself, or calls of literals within it.
func (f *finder) framesFor(fn *function, owner *frame) []*frame {
	if fn == owner.function {
		return []*frame{owner}
	}
	var frames []*frame
	for _, fr := range f.framesOf[fn] {
		if fr.within(owner) {
			frames = append(frames, fr)
		}
	}
	return frames
}

// declares tells whether v is a parameter, receiver or local variable of the function that is called.
func (fr *frame) declares(v *types.Var) bool {
	fn := fr.function
	if fn.hasParameter(v) {
		return true
	}
	if results := fn.signature; results != nil {
		for i := 0; i < results.Results().Len(); i++ {
			if results.Results().At(i) == v {
				return true
			}
		}
	}
	return fn.body != nil && fn.body.Pos() <= v.Pos() && v.Pos() < fn.body.End()
}

func (fn *function) hasParameter(v *types.Var) bool {
	if fn.signature == nil {
		return false
	}
	if fn.signature.Recv() == v {
		return true
	}
	for i := 0; i < fn.signature.Params().Len(); i++ {
		if fn.signature.Params().At(i) == v {
			return true
		}
	}
	return false
}

// parameter is what the call binds v to; of a call that is not known, what all known calls bind it to.
func (f *finder) parameter(v *types.Var, fr *frame) []value {
	if bound, ok := fr.bound[v]; ok {
		return f.values(bound)
	}
	var found []value
	for _, other := range f.framesOf[fr.function] {
		if bound, ok := other.bound[v]; ok {
			found = append(found, f.values(bound)...)
		}
	}
	return found
}

// packageVariable are the values that v is given by code that runs.
func (f *finder) packageVariable(v *types.Var, ident *ast.Ident) []value {
	s := f.program.sources[v.Pkg().Path()]
	if s == nil {
		// Known from export data alone.
		if s = f.program.onDemand(v.Pkg().Path()); s == nil {
			return nil
		}
		f.walkOpen(s.index.initialisers)
	}
	if object, ok := s.types.Scope().Lookup(v.Name()).(*types.Var); ok {
		v = object
	}
	var found []value
	zero := true
	for _, from := range f.read() {
		for _, d := range from.index.variables[v] {
			zero = false
			for _, fr := range f.framesOf[d.function] {
				found = append(found, f.defined(d, fr, v)...)
			}
		}
	}
	if zero {
		return unset(v, s, ident)
	}
	if len(found) == 0 {
		return unknown(ident.Pos(), fmt.Sprintf("%s is never set where it can be seen", v.Name()))
	}
	return found
}

// read are all packages that are read from source by now.
func (f *finder) read() []*source {
	return append(append([]*source{}, f.sources...), f.program.demanded...)
}
