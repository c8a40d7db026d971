package main

import "go/types"

// namedOf is the declared type that t is or points to; nil where it is neither.
func namedOf(t types.Type) *types.Named {
	t = unalias(t)
	if pointer, ok := t.(*types.Pointer); ok {
		t = unalias(pointer.Elem())
	}
	named, _ := t.(*types.Named)
	return named
}

// isOpen tells whether a value of type t can be of another type when the program runs: also a type parameter's can.
func isOpen(t types.Type) bool {
	return t == nil || types.IsInterface(t)
}

// substitution puts types in the place of type parameters.
type substitution func(*types.TypeParam) types.Type

// in is t with all type parameters replaced that are known. A type declared within a generic function stays as it is.
func (s substitution) in(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.TypeParam:
		if known := s(t); known != nil {
			return known
		}
	case *types.Pointer:
		if elem := s.in(t.Elem()); elem != t.Elem() {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := s.in(t.Elem()); elem != t.Elem() {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := s.in(t.Elem()); elem != t.Elem() {
			return types.NewArray(elem, t.Len())
		}
	case *types.Chan:
		if elem := s.in(t.Elem()); elem != t.Elem() {
			return types.NewChan(t.Dir(), elem)
		}
	case *types.Map:
		if key, elem := s.in(t.Key()), s.in(t.Elem()); key != t.Key() || elem != t.Elem() {
			return types.NewMap(key, elem)
		}
	case *types.Tuple:
		if variables, changed := s.variables(t); changed {
			return types.NewTuple(variables...)
		}
	case *types.Signature:
		params, results := s.in(t.Params()).(*types.Tuple), s.in(t.Results()).(*types.Tuple)
		if params != t.Params() || results != t.Results() {
			return types.NewSignatureType(nil, nil, nil, params, results, t.Variadic())
		}
	case *types.Struct:
		return s.inStruct(t)
	case *types.Named:
		return s.inNamed(t)
	default:
		if real := unalias(t); real != t {
			if replaced := s.in(real); replaced != real {
				return replaced
			}
		}
	}
	return t
}

func (s substitution) variables(t *types.Tuple) ([]*types.Var, bool) {
	variables, changed := make([]*types.Var, t.Len()), false
	for i := range variables {
		v := t.At(i)
		variables[i] = v
		if replaced := s.in(v.Type()); replaced != v.Type() {
			variables[i], changed = types.NewVar(v.Pos(), v.Pkg(), v.Name(), replaced), true
		}
	}
	return variables, changed
}

func (s substitution) inStruct(t *types.Struct) types.Type {
	fields, tags, changed := make([]*types.Var, t.NumFields()), make([]string, t.NumFields()), false
	for i := range fields {
		f := t.Field(i)
		fields[i], tags[i] = f, t.Tag(i)
		if replaced := s.in(f.Type()); replaced != f.Type() {
			fields[i], changed = types.NewField(f.Pos(), f.Pkg(), f.Name(), replaced, f.Embedded()), true
		}
	}
	if !changed {
		return t
	}
	return types.NewStruct(fields, tags)
}

func (s substitution) inNamed(t *types.Named) types.Type {
	arguments, changed := make([]types.Type, t.TypeArgs().Len()), false
	for i := range arguments {
		arguments[i] = s.in(t.TypeArgs().At(i))
		changed = changed || arguments[i] != t.TypeArgs().At(i)
	}
	if !changed {
		return t
	}
	instance, err := types.Instantiate(nil, t.Origin(), arguments, false)
	if err != nil {
		return t
	}
	return instance
}

// hasTypeParameter tells whether t still holds a type parameter of which nothing is known.
func hasTypeParameter(t types.Type) bool {
	found := false
	substitution(func(*types.TypeParam) types.Type {
		found = true
		return nil
	}).in(t)
	return found
}

// isInvalid tells whether t is written with a type that does not exist; what it is declared with elsewhere does not count.
func isInvalid(t types.Type) bool {
	switch t := t.(type) {
	case *types.Basic:
		return t.Kind() == types.Invalid
	case *types.Pointer:
		return isInvalid(t.Elem())
	case *types.Slice:
		return isInvalid(t.Elem())
	case *types.Array:
		return isInvalid(t.Elem())
	case *types.Map:
		return isInvalid(t.Key()) || isInvalid(t.Elem())
	case *types.Named:
		for i := 0; i < t.TypeArgs().Len(); i++ {
			if isInvalid(t.TypeArgs().At(i)) {
				return true
			}
		}
	}
	return false
}
