package main

import (
	"cmp"
	exact "go/constant"
	"go/token"
	"go/types"
	"math"
	"slices"
)

// maxSafeInteger is the largest integer up to which JavaScript's numbers are exact.
const maxSafeInteger = 1<<53 - 1

// A placedConstant is a constant and where it stands.
type placedConstant struct {
	name     string
	value    exact.Value
	position token.Position
}

// constants gives those of just this type in its package, in the order they stand in; none where there is only one.
func (s *shaper) constants(named *types.Named) []constant {
	pkg := named.Obj().Pkg()
	b, ok := named.Underlying().(*types.Basic)
	if !ok || pkg == nil || isLocal(named.Obj()) {
		return nil
	}
	found := s.unexported.constants(named, s.fset.Position(named.Obj().Pos()))
	for _, name := range pkg.Scope().Names() {
		if c, ok := pkg.Scope().Lookup(name).(*types.Const); ok && types.Identical(c.Type(), named) {
			found = append(found, placedConstant{name, c.Val(), s.fset.Position(c.Pos())})
		}
	}
	slices.SortStableFunc(found, func(a, b placedConstant) int {
		if c := cmp.Compare(fileOf(a.position), fileOf(b.position)); c != 0 {
			return c
		}
		if c := cmp.Compare(a.position.Line, b.position.Line); c != 0 {
			return c
		}
		return cmp.Compare(a.position.Column, b.position.Column)
	})
	var all []constant
	for _, c := range found {
		if value := valueOf(c.value, b); value != nil {
			all = append(all, constant{Name: c.name, Value: value, Doc: s.docs.at(c.position, c.name)})
		}
	}
	if len(all) < 2 {
		return nil
	}
	return all
}

// valueOf gives a constant as JSON can hold it, nil where it cannot, or not exactly.
func valueOf(value exact.Value, b *types.Basic) any {
	switch {
	case b.Info()&types.IsString != 0 && value.Kind() == exact.String:
		return exact.StringVal(value)
	case b.Info()&types.IsInteger != 0:
		if n, ok := exact.Int64Val(exact.ToInt(value)); ok && n >= -maxSafeInteger && n <= maxSafeInteger {
			return n
		}
	case b.Info()&types.IsFloat != 0:
		if f, _ := exact.Float64Val(exact.ToFloat(value)); !math.IsInf(f, 0) {
			return f
		}
	}
	return nil
}
