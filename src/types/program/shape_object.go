package main

import "go/types"

// object describes a struct by its fields.
func (s *shaper) object(t types.Type, m mode) *shape {
	described := []field{}
	r := &shape{Kind: "object", Fields: &described}
	fields, clashing := typeFields(t)
	for _, f := range fields {
		s.within(&f, func() {
			if d := s.field(r, &f, m); d != nil {
				described = append(described, *d)
			}
		})
	}
	for _, c := range clashing {
		s.within(&c[0], func() {
			if other := c[1].goName(); other != c[0].goName() {
				s.noted(r, "left out, as %s is named %q too", other, c[0].name)
			} else {
				s.noted(r, "left out, as its struct is embedded more than once")
			}
		})
	}
	return r
}

// within describes what belongs to a field.
func (s *shaper) within(f *structField, describe func()) {
	member, pos := s.member, s.pos
	s.member, s.pos = f.goName(), f.variable().Pos()
	if member != "" {
		s.member = member + "." + s.member
	}
	describe()
	s.member, s.pos = member, pos
}

// field describes one field of the struct r; nil where JSON must not have it.
func (s *shaper) field(r *shape, f *structField, m mode) *field {
	if f.members {
		s.noted(r, "left out, as by its option embed there may be members of any name")
		return nil
	}
	v := f.variable()
	out := &field{Name: f.name, Go: f.goName(), Doc: s.docOf(v)}
	// encoding/json cannot call methods of an embedded struct with an unexported name, nor set a pointer to it.
	locked := v.Embedded() && !v.Exported()
	if locked && onV2 && s.hasWay(f.typ) {
		s.noted(r, "left out, as encoding/json cannot call methods of an embedded struct with an unexported name")
		return nil
	}
	if m == decoded {
		if f.unsettable && !s.isPreset(f) || locked && isPointer(v.Type()) {
			s.noted(r, "left out, as encoding/json cannot set an embedded pointer to a struct with an unexported name")
			return nil
		}
		out.Optional = true
		if locked {
			out.Type = s.decode(v.Type(), false)
		} else {
			out.Type = s.decodedField(f)
		}
		if isRequired(f.tag) && (!f.pointer || s.isPreset(f)) {
			out.Optional = false
			withoutOuterNull(out.Type, v.Type())
		}
		return out
	}

	if f.pointer {
		m = encodedAtAddress
	}
	out.Optional = f.pointer && !s.isPreset(f)
	out.Type = s.encodedField(f, m)
	if locked && (out.Type.Kind == "custom" || out.Type.own) {
		out.Type = s.never(m, "json.Marshal panics, as the embedded struct's name is unexported and it has a way of its own")
	}
	if f.omitEmpty && canBeEmpty(v.Type()) {
		out.Optional = true
		withoutOuterNull(out.Type, v.Type())
	}
	if f.omitZero {
		out.Optional = true
		if isPointer(v.Type()) || !implements(v.Type(), isZeroer) && !implements(types.NewPointer(v.Type()), isZeroer) {
			withoutOuterNull(out.Type, v.Type())
		}
	}
	return out
}

func (s *shaper) encodedField(f *structField, m mode) *shape {
	t := f.variable().Type()
	if f.quoted {
		if isPointer(t) {
			m = encodedAtAddress
		}
		if s.wayOf(f.typ, m) == "" || isNumber(f.typ) {
			return s.quoted(f, m)
		}
	}
	return s.describe(t, m)
}

func (s *shaper) decodedField(f *structField) *shape {
	t := f.variable().Type()
	if !f.quoted {
		return s.decode(t, hasName(t))
	}
	w := s.wayOf(f.typ, decoded)
	switch {
	case w == "" || isNumber(f.typ):
		return s.quoted(f, decoded)
	case onV2:
		return s.decode(t, true)
	case w == byText:
		return &shape{Kind: "string", Quoted: true, Nullable: isPointer(t)}
	}
	// A string that holds what UnmarshalJSON takes.
	return &shape{Kind: "string", Nullable: isPointer(t)}
}

// quoted describes a field with the option string.
func (s *shaper) quoted(f *structField, m mode) *shape {
	var r *shape
	if isNumber(f.typ) {
		r = &shape{Kind: "json-number"}
	} else {
		r = s.underlying(f.typ, m)
		if isPointer(f.typ) {
			r = s.underlying(f.typ.Underlying().(*types.Pointer).Elem(), m)
		}
	}
	r.Quoted = true
	r.Nullable = isPointer(f.variable().Type())
	return r
}

// canBeEmpty tells whether omitempty can leave out a t.
func canBeEmpty(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Kind() == types.Bool || u.Kind() == types.String || numberName(u) != ""
	case *types.Array:
		return u.Len() == 0
	case *types.Slice, *types.Map, *types.Pointer, *types.Interface:
		return true
	}
	return false
}

// withoutOuterNull takes from r, the shape of a t, the null that stands for a nil t; what a pointer leads to can still be null.
func withoutOuterNull(r *shape, t types.Type) {
	defer func() { r.Nullable = r.Nullable || r.ownNull }()
	p, ok := t.Underlying().(*types.Pointer)
	if !ok {
		r.Nullable = false
		return
	}
	switch p.Elem().Underlying().(type) {
	case *types.Pointer, *types.Interface:
	case *types.Slice, *types.Map:
		// Types with a way of their own are null only behind a pointer.
		r.Nullable = r.Nullable && r.Kind != "custom" && !r.own
	default:
		r.Nullable = false
	}
}
