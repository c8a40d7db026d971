package main

import (
	"go/token"
	"go/types"
)

// A mode is how a value meets encoding/json. Where it is encoded, methods of its pointer count only if it is addressable.
type mode string

const (
	decoded          mode = "decode"
	encoded          mode = "encode"
	encodedAtAddress mode = "encode&"
)

// A way is how a type goes to or from JSON by methods of its own; "" if it has none.
type way string

const (
	byJSON way = "json"
	byText way = "text"
)

var (
	marshaler       = oneMethod("MarshalJSON", nil, bytesAndError())
	textMarshaler   = oneMethod("MarshalText", nil, bytesAndError())
	textAppender    = oneMethod("AppendText", []types.Type{bytesType()}, bytesAndError())
	unmarshaler     = oneMethod("UnmarshalJSON", []types.Type{bytesType()}, []types.Type{errorType()})
	textUnmarshaler = oneMethod("UnmarshalText", []types.Type{bytesType()}, []types.Type{errorType()})
	isZeroer        = oneMethod("IsZero", nil, []types.Type{types.Typ[types.Bool]})
	reader          = oneMethod("Read", []types.Type{bytesType()}, []types.Type{types.Typ[types.Int], errorType()})
)

func bytesType() types.Type { return types.NewSlice(types.Typ[types.Byte]) }

func errorType() types.Type { return types.Universe.Lookup("error").Type() }

func bytesAndError() []types.Type { return []types.Type{bytesType(), errorType()} }

// oneMethod makes an interface with one method.
func oneMethod(name string, params, results []types.Type) *types.Interface {
	tuple := func(ts []types.Type) *types.Tuple {
		var vars []*types.Var
		for _, t := range ts {
			vars = append(vars, types.NewVar(token.NoPos, nil, "", t))
		}
		return types.NewTuple(vars...)
	}
	signature := types.NewSignatureType(nil, nil, nil, tuple(params), tuple(results), false)
	method := types.NewFunc(token.NoPos, nil, name, signature)
	return types.NewInterfaceType([]*types.Func{method}, nil).Complete()
}

func implements(t types.Type, i *types.Interface) bool {
	if _, ok := unalias(t).(*types.TypeParam); ok {
		return false
	}
	return types.Implements(t, i)
}

// wayOf tells which methods encoding/json calls for a value of type t; where it is decoded they are those of the pointer to it.
func (s *shaper) wayOf(t types.Type, m mode) way {
	if w, ok := s.ways[m].get(t); ok {
		return w
	}
	var w way
	if m == decoded {
		w = decodingWay(t)
	} else {
		w = encodingWay(t, m == encodedAtAddress)
	}
	s.ways[m].set(t, w)
	return w
}

func decodingWay(t types.Type) way {
	p := types.NewPointer(t)
	switch {
	case implements(p, unmarshaler) || onV2 && streaming(p, "UnmarshalJSONFrom"):
		return byJSON
	case implements(p, textUnmarshaler):
		return byText
	}
	return ""
}

// encodingWay follows newTypeEncoder of encoding/json.
func encodingWay(t types.Type, addressable bool) way {
	has := func(i *types.Interface) bool {
		return implements(t, i) || addressable && !isPointer(t) && implements(types.NewPointer(t), i)
	}
	switch {
	case has(marshaler):
		return byJSON
	case onV2 && (streaming(t, "MarshalJSONTo") || addressable && streaming(types.NewPointer(t), "MarshalJSONTo")):
		return byJSON
	case has(textMarshaler) || onV2 && has(textAppender):
		return byText
	}
	return ""
}

// promotedFrom is the type whose JSON a struct takes over by embedding it, as in struct{ time.Time }; nil where the method is
// the struct's own, or that of a pointer or interface, which may be nil.
func promotedFrom(t types.Type, m mode) types.Type {
	name := "MarshalJSON"
	if m == decoded {
		name = "UnmarshalJSON"
	}
	object, path, _ := types.LookupFieldOrMethod(t, true, nil, name)
	if _, ok := object.(*types.Func); !ok {
		return nil
	}
	if onV2 && (streaming(types.NewPointer(t), "MarshalJSONTo") || streaming(types.NewPointer(t), "UnmarshalJSONFrom")) {
		return nil
	}
	return embeddedAt(t, path[:len(path)-1])
}

// embeddedAt follows a path of embedded fields; nil where it is empty or leads through a pointer or interface.
func embeddedAt(t types.Type, path []int) types.Type {
	if len(path) == 0 {
		return nil
	}
	for _, i := range path {
		structure, ok := t.Underlying().(*types.Struct)
		if !ok {
			return nil
		}
		t = unalias(structure.Field(i).Type())
		if isPointer(t) || isInterface(t) {
			return nil
		}
	}
	return t
}

// hasWay tells whether t or a pointer to it has any of the methods that encoding/json calls.
func (s *shaper) hasWay(t types.Type) bool {
	return s.wayOf(t, decoded) != "" || s.wayOf(t, encodedAtAddress) != ""
}

// streaming tells whether t has one of the methods that take a *jsontext.Encoder or Decoder.
func streaming(t types.Type, name string) bool {
	method := types.NewMethodSet(t).Lookup(nil, name)
	if method == nil {
		return false
	}
	signature, ok := method.Type().(*types.Signature)
	if !ok || signature.Params().Len() != 1 || signature.Results().Len() != 1 {
		return false
	}
	taken, ok := unalias(signature.Params().At(0).Type()).(*types.Pointer)
	return ok && (isNamed(taken.Elem(), "encoding/json/jsontext", "Encoder") || isNamed(taken.Elem(), "encoding/json/jsontext", "Decoder"))
}

func isPointer(t types.Type) bool {
	_, ok := t.Underlying().(*types.Pointer)
	return ok
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

// isNamed tells whether t is the type of that name.
func isNamed(t types.Type, path, name string) bool {
	named, ok := unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == path
}

// dependsOnAddress tells whether a value of type t is encoded in another way where it is addressable.
func (s *shaper) dependsOnAddress(t types.Type) bool {
	w := s.wayOf(t, encoded)
	if w != s.wayOf(t, encodedAtAddress) {
		return true
	}
	return w == "" && s.partsDependOnAddress(t)
}

// partsDependOnAddress is dependsOnAddress for the fields or elements that share t's address.
func (s *shaper) partsDependOnAddress(t types.Type) bool {
	if depends, ok := s.byAddress.get(t); ok {
		return depends
	}
	// In code that does not compile a struct may hold itself.
	s.byAddress.set(t, false)
	depends := false
	switch u := t.Underlying().(type) {
	case *types.Array:
		depends = s.dependsOnAddress(u.Elem())
	case *types.Struct:
		fields, _ := typeFields(t)
		for _, f := range fields {
			depends = depends || !f.pointer && s.dependsOnAddress(f.variable().Type())
		}
	}
	s.byAddress.set(t, depends)
	return depends
}
