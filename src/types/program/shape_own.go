package main

import (
	"go/types"
	"strings"
)

// An ownWay is what the body of a type's MarshalJSON or UnmarshalJSON says.
type ownWay struct {
	declaration *declaration
	// nullable: null is written or taken, which is said where the type is referred to.
	nullable bool
	// refs are those made before that is known.
	refs []*shape
}

// bodyOf finds a method in the user's own source. What is known of packages by name (known-types.ts) stays as it is.
func (p *program) bodyOf(object *types.Func) *function {
	object = object.Origin()
	if object.Pkg() == nil || knownPackages[object.Pkg().Path()] {
		return nil
	}
	s := p.sources[object.Pkg().Path()]
	if s == nil || s.done == nil || s.types != object.Pkg() || !s.ofUser() || len(s.errors) > 0 {
		return nil
	}
	fn := s.index.functions[functionKey(object)]
	if fn == nil || fn.object != object || fn.body == nil {
		return nil
	}
	return fn
}

// knownPackages may be replaced by a folder, and are the user's own then.
var knownPackages = map[string]bool{
	"github.com/aws/aws-lambda-go/events": true,
	"github.com/gofrs/uuid":               true,
	"github.com/gofrs/uuid/v5":            true,
	"github.com/google/uuid":              true,
	"github.com/shopspring/decimal":       true,
}

// ownShape refers to what t's own method writes or reads, nil where that cannot be told for sure. m is decoded, or whether
// it takes an address to have the method called.
func (s *shaper) ownShape(t types.Type, m mode) *shape {
	named, ok := unalias(t).(*types.Named)
	if !ok || isTooDeep(named) {
		return nil
	}
	own, ok := s.owns[m].get(named)
	if !ok {
		own = s.readOwn(named, m)
	}
	if own == nil {
		return nil
	}
	r := &shape{Kind: "ref", To: own.declaration.ID, Nullable: own.nullable, own: true, ownNull: own.nullable}
	if own.declaration.Type == nil {
		own.refs = append(own.refs, r)
	}
	return r
}

// readOwn declares a type as what its method writes or reads.
func (s *shaper) readOwn(named *types.Named, m mode) *ownWay {
	s.owns[m].set(named, nil)
	written, ok := s.readMethod(named, m)
	if !ok {
		return nil
	}
	own := &ownWay{declaration: s.newDeclaration(named, m), nullable: written.nullable}
	s.owns[m].set(named, own)
	for _, field := range written.preset {
		s.preset[field.Pos()] = true
	}
	var r *shape
	s.inDeclaration(named, func() { r = s.formShape(named, written, m) })
	d := own.declaration
	// No more is known of it than of a type whose method was not read.
	if r.Kind == "any" || r.Kind == "custom" && strings.HasPrefix(r.Go, "struct") {
		if len(own.refs) == 0 {
			delete(s.byID, d.ID)
			s.owns[m].set(named, nil)
			return nil
		}
		r = s.unreadable(named)
	}
	own.nullable = own.nullable || r.Nullable && !written.made
	r.Nullable = false
	d.Type = r
	for _, ref := range own.refs {
		ref.Nullable, ref.ownNull = ref.Nullable || own.nullable, own.nullable
	}
	if s.leadsTo(r, d.ID) {
		d.Type = s.unreadable(named)
	}
	if written.converted && types.Identical(written.typ.Underlying(), named.Underlying()) {
		d.Constants = s.constants(named)
	}
	return own
}

func (s *shaper) unreadable(named *types.Named) *shape {
	return &shape{Kind: "custom", By: string(byJSON), Go: typeName(named), At: s.placeOf(named)}
}

// formShape describes what the method of a type hands to encoding/json.
func (s *shaper) formShape(of *types.Named, f ownForm, m mode) *shape {
	if m != decoded {
		m = encoded
		if f.addressed {
			m = encodedAtAddress
		}
	}
	// A type that is only there to have no methods is not worth a name.
	named, ok := unalias(f.typ).(*types.Named)
	if ok && s.wayOf(named, m) == "" && (isLocal(named.Obj()) || types.Identical(named.Underlying(), of.Underlying())) {
		return s.underlying(named, m)
	}
	if m == decoded {
		return s.decode(f.typ, true)
	}
	return s.describe(f.typ, m)
}

// leadsTo tells whether r is nothing but references to that declaration: methods that call each other without an end.
func (s *shaper) leadsTo(r *shape, id string) bool {
	for seen := map[string]bool{}; r != nil && r.Kind == "ref" && !seen[r.To]; r = s.byID[r.To].Type {
		if r.To == id {
			return true
		}
		seen[r.To] = true
	}
	return false
}

// readMethod reads the body of a type's MarshalJSON or UnmarshalJSON.
func (s *shaper) readMethod(named *types.Named, m mode) (ownForm, bool) {
	name, streamed := "MarshalJSON", "MarshalJSONTo"
	if m == decoded {
		name, streamed = "UnmarshalJSON", "UnmarshalJSONFrom"
	}
	object, path, _ := types.LookupFieldOrMethod(named, true, nil, name)
	method, ok := object.(*types.Func)
	if !ok || len(path) != 1 || onV2 && streaming(types.NewPointer(named), streamed) {
		return ownForm{}, false
	}
	fn := s.bodyOf(method)
	if fn == nil {
		return ownForm{}, false
	}
	r := newOwnReader(fn, named)
	if m == decoded {
		return r.unmarshal()
	}
	return r.marshal()
}

// isPreset tells whether all embedded pointers on the way to a field are known to be set.
func (s *shaper) isPreset(f *structField) bool {
	for _, v := range f.path[:len(f.path)-1] {
		if isPointer(v.Type()) && !s.preset[v.Pos()] {
			return false
		}
	}
	return true
}
