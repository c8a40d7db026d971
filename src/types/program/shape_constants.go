package main

import (
	exact "go/constant"
	"go/types"
	"math"
	"sort"
)

// maxSafeInteger is the largest integer up to which JavaScript's numbers are exact.
const maxSafeInteger = 1<<53 - 1

// constants gives those of just this type in its package, in the order they stand in; none where there is only one.
func (s *shaper) constants(named *types.Named) []constant {
	pkg := named.Obj().Pkg()
	if _, ok := named.Underlying().(*types.Basic); !ok || pkg == nil || isLocal(named.Obj()) {
		return nil
	}
	var found []*types.Const
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && types.Identical(c.Type(), named) {
			found = append(found, c)
		}
	}
	sort.SliceStable(found, func(i, j int) bool {
		a, b := s.fset.Position(found[i].Pos()), s.fset.Position(found[j].Pos())
		if a.Filename != b.Filename {
			return a.Filename < b.Filename
		}
		if a.Line != b.Line {
			return a.Line < b.Line
		}
		return a.Column < b.Column
	})
	var all []constant
	for _, c := range found {
		if value := valueOf(c.Val()); value != nil {
			all = append(all, constant{Name: c.Name(), Value: value, Doc: s.docOf(c)})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// valueOf gives a constant as JSON can hold it, nil where it cannot, or not exactly.
func valueOf(value exact.Value) any {
	switch value.Kind() {
	case exact.String:
		return exact.StringVal(value)
	case exact.Int:
		if n, ok := exact.Int64Val(value); ok && n >= -maxSafeInteger && n <= maxSafeInteger {
			return n
		}
	case exact.Float:
		if f, _ := exact.Float64Val(value); !math.IsInf(f, 0) {
			return f
		}
	}
	return nil
}
