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

// rewriter makes types of types, with others in some places; either part can be nil.
type rewriter struct {
	// parameter gives what stands for a type parameter, nil if it is not known.
	parameter func(*types.TypeParam) types.Type
	// origin gives the declared type to take for another one.
	origin func(*types.Named) *types.Named
}

// in is t rewritten.
func (r rewriter) in(t types.Type) types.Type {
	switch t := t.(type) {
	case *types.TypeParam:
		if r.parameter != nil {
			if known := r.parameter(t); known != nil {
				return known
			}
		}
	case *types.Pointer:
		if elem := r.in(t.Elem()); elem != t.Elem() {
			return types.NewPointer(elem)
		}
	case *types.Slice:
		if elem := r.in(t.Elem()); elem != t.Elem() {
			return types.NewSlice(elem)
		}
	case *types.Array:
		if elem := r.in(t.Elem()); elem != t.Elem() {
			return types.NewArray(elem, t.Len())
		}
	case *types.Chan:
		if elem := r.in(t.Elem()); elem != t.Elem() {
			return types.NewChan(t.Dir(), elem)
		}
	case *types.Map:
		if key, elem := r.in(t.Key()), r.in(t.Elem()); key != t.Key() || elem != t.Elem() {
			return types.NewMap(key, elem)
		}
	case *types.Tuple:
		if variables, changed := r.variables(t); changed {
			return types.NewTuple(variables...)
		}
	case *types.Signature:
		params, results := r.in(t.Params()).(*types.Tuple), r.in(t.Results()).(*types.Tuple)
		if params != t.Params() || results != t.Results() {
			return types.NewSignatureType(nil, nil, nil, params, results, t.Variadic())
		}
	case *types.Struct:
		return r.inStruct(t)
	case *types.Named:
		return r.inNamed(t)
	default:
		if real := unalias(t); real != t {
			if rewritten := r.in(real); rewritten != real {
				return rewritten
			}
		}
	}
	return t
}

func (r rewriter) variables(t *types.Tuple) ([]*types.Var, bool) {
	variables, changed := make([]*types.Var, t.Len()), false
	for i := range variables {
		v := t.At(i)
		variables[i] = v
		if rewritten := r.in(v.Type()); rewritten != v.Type() {
			variables[i], changed = types.NewVar(v.Pos(), v.Pkg(), v.Name(), rewritten), true
		}
	}
	return variables, changed
}

func (r rewriter) inStruct(t *types.Struct) types.Type {
	fields, tags, changed := make([]*types.Var, t.NumFields()), make([]string, t.NumFields()), false
	for i := range fields {
		f := t.Field(i)
		fields[i], tags[i] = f, t.Tag(i)
		if rewritten := r.in(f.Type()); rewritten != f.Type() {
			fields[i], changed = types.NewField(f.Pos(), f.Pkg(), f.Name(), rewritten, f.Embedded()), true
		}
	}
	if !changed {
		return t
	}
	return types.NewStruct(fields, tags)
}

func (r rewriter) inNamed(t *types.Named) types.Type {
	origin := t.Origin()
	if r.origin != nil {
		origin = r.origin(origin)
	}
	arguments, changed := make([]types.Type, t.TypeArgs().Len()), origin != t.Origin()
	for i := range arguments {
		arguments[i] = r.in(t.TypeArgs().At(i))
		changed = changed || arguments[i] != t.TypeArgs().At(i)
	}
	if !changed {
		return t
	}
	if len(arguments) == 0 {
		return origin
	}
	instance, err := types.Instantiate(nil, origin, arguments, false)
	if err != nil {
		return t
	}
	return instance
}

// hasTypeParameter tells whether t still holds a type parameter of which nothing is known.
func hasTypeParameter(t types.Type) bool {
	found := false
	rewriter{parameter: func(*types.TypeParam) types.Type {
		found = true
		return nil
	}}.in(t)
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
