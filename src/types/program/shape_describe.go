package main

import (
	"fmt"
	"go/types"
)

// describe gives what JSON holds for a value of type t that is encoded.
func (s *shaper) describe(t types.Type, m mode) *shape {
	t = unalias(t)
	if w := s.wayOf(t, m); w != "" && !isPointer(t) {
		if isInterface(t) && w == byText {
			return &shape{Kind: "custom", By: string(w), Go: typeName(t), At: s.placeOf(t), Nullable: true}
		}
		if !isInterface(t) {
			without := encodedAtAddress
			if s.wayOf(t, encoded) == w {
				without = encoded
			}
			return s.custom(t, w, without)
		}
	}
	return s.plain(t, m)
}

// decode gives what JSON holds for a value of type t that is decoded. Methods of its pointer are found where it has a
// name, or is what an unnamed pointer points to.
func (s *shaper) decode(t types.Type, found bool) *shape {
	t = unalias(t)
	if (found || onV2) && !isPointer(t) && !isInterface(t) {
		if w := s.wayOf(t, decoded); w != "" {
			r := s.custom(t, w, decoded)
			if w == byText {
				// UnmarshalText is not asked for null.
				r.Nullable = isNillable(t)
			}
			return r
		}
	}
	return s.plain(t, decoded)
}

// element describes what is within a value that is described in mode m.
func (s *shaper) element(t types.Type, m mode) *shape {
	if m == decoded {
		return s.decode(t, hasName(t))
	}
	return s.describe(t, m)
}

func (s *shaper) custom(t types.Type, w way, without mode) *shape {
	if isNamed(t, "encoding/json", "RawMessage") || isNamed(t, "encoding/json/jsontext", "Value") {
		return &shape{Kind: "any", Go: typeName(t)}
	}
	if isNumber(t) {
		return &shape{Kind: "json-number"}
	}
	if w == byJSON {
		if embedded := promotedFrom(t, without); embedded != nil {
			return s.custom(embedded, w, without)
		}
		if r := s.ownShape(t, without); r != nil {
			return r
		}
	}
	r := &shape{Kind: "custom", By: string(w), Go: typeName(t), At: s.placeOf(t)}
	if isStruct(t) {
		if fields, _ := typeFields(t); len(fields) == 0 {
			return r
		}
	}
	r.Without = s.plain(t, without)
	return r
}

// plain describes t as if it had no methods.
func (s *shaper) plain(t types.Type, m mode) *shape {
	named, ok := t.(*types.Named)
	if !ok {
		return s.underlying(t, m)
	}
	if isNumber(t) {
		return &shape{Kind: "json-number"}
	}
	if isTooDeep(named) {
		return s.noted(&shape{Kind: "any", Go: typeName(t)}, "%s holds ever more of its own kind", typeName(t))
	}
	switch u := named.Underlying().(type) {
	case *types.Basic:
		if u.Kind() == types.Bool || u.Kind() == types.String || numberName(u) != "" {
			return s.ref(named, m)
		}
	case *types.Map:
		if s.mapKey(u.Key(), m) != "" {
			return s.ref(named, m)
		}
	case *types.Pointer:
		if !isPointerToItself(t) {
			return s.ref(named, m)
		}
	case *types.Struct, *types.Slice, *types.Array:
		return s.ref(named, m)
	}
	return s.underlying(t, m)
}

// underlying describes t by what its underlying type is.
func (s *shaper) underlying(t types.Type, m mode) *shape {
	if _, ok := t.(*types.TypeParam); ok {
		return s.noted(&shape{Kind: "any", Go: typeName(t)}, "the type parameter %s stands for no type", typeName(t))
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return s.basic(u, m)
	case *types.Pointer:
		return s.pointer(t, u, m)
	case *types.Slice:
		if s.isBytes(u, m) {
			return &shape{Kind: "bytes", Nullable: true}
		}
		return &shape{Kind: "list", Of: s.element(u.Elem(), orAddressable(m)), Nullable: true}
	case *types.Array:
		length := u.Len()
		return &shape{Kind: "list", Of: s.element(u.Elem(), m), Length: &length}
	case *types.Map:
		return s.mapShape(u, m)
	case *types.Struct:
		return s.object(t, m)
	case *types.Interface:
		if m == decoded && u.NumMethods() > 0 {
			r := s.never(m, "nothing tells encoding/json which type to make of the interface %s", typeName(t))
			r.Nullable = true
			return r
		}
		return &shape{Kind: "any", Go: typeName(t)}
	case *types.Chan:
		return s.never(m, "JSON cannot hold a channel")
	case *types.Signature:
		return s.never(m, "JSON cannot hold a function")
	}
	return s.noted(&shape{Kind: "any", Go: typeName(t)}, "encoding/json knows no type like %s", typeName(t))
}

func (s *shaper) basic(b *types.Basic, m mode) *shape {
	switch {
	case b.Kind() == types.Invalid:
		return s.noted(&shape{Kind: "any", Go: "any"}, "its type is not known, as the code does not compile")
	case b.Kind() == types.Bool:
		return &shape{Kind: "boolean"}
	case b.Kind() == types.String:
		return &shape{Kind: "string"}
	case b.Kind() == types.UnsafePointer:
		return s.never(m, "JSON cannot hold an unsafe.Pointer")
	case numberName(b) != "":
		return &shape{Kind: "number", Go: numberName(b)}
	}
	return s.never(m, "JSON cannot hold a complex number")
}

func (s *shaper) pointer(t types.Type, p *types.Pointer, m mode) *shape {
	if isPointerToItself(t) {
		r := s.never(m, "%s points to nothing but pointers", typeName(t))
		r.Nullable = true
		return r
	}
	var r *shape
	if m == decoded {
		// Of a pointer type with a name encoding/json looks for no methods.
		_, unnamed := t.(*types.Pointer)
		r = s.decode(p.Elem(), unnamed)
	} else {
		r = s.describe(p.Elem(), encodedAtAddress)
	}
	r.Nullable = r.Kind != "any"
	return r
}

func (s *shaper) mapShape(u *types.Map, m mode) *shape {
	key := s.mapKey(u.Key(), m)
	if key == "" {
		r := s.never(m, "encoding/json has no map keys of type %s", typeName(u.Key()))
		r.Nullable = onV2
		return r
	}
	of := m
	if m == encodedAtAddress {
		of = encoded
	}
	return &shape{Kind: "map", Key: key, Of: s.element(u.Elem(), of), Nullable: true}
}

// mapKey gives the kind of map keys of type t, "" if they cannot be.
func (s *shaper) mapKey(t types.Type, m mode) string {
	text := implements(t, textMarshaler)
	b, _ := t.Underlying().(*types.Basic)
	if m == decoded {
		text = implements(types.NewPointer(t), textUnmarshaler)
	} else if b != nil && b.Kind() == types.String {
		// A string is itself, whatever its methods say.
		text = false
	}
	if i, ok := t.Underlying().(*types.Interface); ok && onV2 {
		text = text || i.Empty()
	}
	switch {
	case text || onV2 && b != nil && b.Info()&types.IsFloat != 0:
		return "text"
	case b == nil:
		return ""
	case b.Kind() == types.String:
		return "string"
	case b.Info()&types.IsInteger != 0:
		return numberName(b)
	}
	return ""
}

// isBytes tells whether a slice is base64 in JSON.
func (s *shaper) isBytes(u *types.Slice, m mode) bool {
	b, ok := u.Elem().Underlying().(*types.Basic)
	return ok && b.Kind() == types.Uint8 && s.wayOf(u.Elem(), orAddressable(m)) == ""
}

// never describes what JSON cannot hold, and notes it.
func (s *shaper) never(m mode, format string, args ...any) *shape {
	r := &shape{Kind: "never", Why: fmt.Sprintf(format, args...)}
	if m == decoded {
		return s.noted(r, "cannot be decoded: %s", r.Why)
	}
	return s.noted(r, "cannot be encoded: %s", r.Why)
}

// noted adds a note on what is being described.
func (s *shaper) noted(r *shape, format string, args ...any) *shape {
	reason := fmt.Sprintf(format, args...)
	switch {
	case s.owner != "" && s.member != "":
		reason = fmt.Sprintf("field %s.%s: %s", s.owner, s.member, reason)
	case s.member != "":
		reason = fmt.Sprintf("field %s: %s", s.member, reason)
	case s.owner != "":
		reason = fmt.Sprintf("type %s: %s", s.owner, reason)
	}
	r.notes = append(r.notes, note{Reason: reason, At: s.place(s.pos)})
	return r
}

// orAddressable: what a slice or a pointer leads to is addressable.
func orAddressable(m mode) mode {
	if m == encoded {
		return encodedAtAddress
	}
	return m
}

func isNumber(t types.Type) bool { return isNamed(t, "encoding/json", "Number") }

// isNillable tells whether null makes a t nil.
func isNillable(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Map, *types.Pointer:
		return true
	}
	return false
}

func hasName(t types.Type) bool {
	switch unalias(t).(type) {
	case *types.Named, *types.Basic:
		return true
	}
	return false
}

// numberName gives the name of a number's kind as GoNumber has it, "" if b is none.
func numberName(b *types.Basic) string {
	if b.Info()&(types.IsInteger|types.IsFloat) == 0 || b.Info()&types.IsUntyped != 0 {
		return ""
	}
	return types.Typ[b.Kind()].Name()
}
