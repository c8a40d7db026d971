package main

import (
	"go/token"
	"go/types"
	"sort"
)

// A shaper describes Go types as what encoding/json reads into them and writes of them.
type shaper struct {
	fset       *token.FileSet
	docs       *docs
	unexported *unexported
	declared   map[mode]*typeMap[*declaration]
	byID       map[string]*declaration
	// byAddress remembers dependsOnAddress.
	byAddress *typeMap[bool]
	ways      map[mode]*typeMap[way]
	owns      map[mode]*typeMap[*ownWay]
	// bodyOf gives a method as it stands in the user's source, nil where there is none.
	bodyOf func(*types.Func) *function
	// preset are the embedded pointers of which a method's body shows that they are set, by where they stand.
	preset map[token.Pos]bool

	// roots are all shapes given; those from reported on are yet to be looked at by takeWarnings.
	roots    []*shape
	reported int

	// What is being described, for notes.
	owner, member string
	pos           token.Pos
}

// newShaper describes types; fset holds the positions of all objects, whether read from source or from export data.
func newShaper(fset *token.FileSet) *shaper {
	s := &shaper{
		fset:       fset,
		docs:       newDocs(),
		unexported: newUnexported(),
		declared:   map[mode]*typeMap[*declaration]{},
		byID:       map[string]*declaration{},
		byAddress:  &typeMap[bool]{},
		ways:       map[mode]*typeMap[way]{},
		owns:       map[mode]*typeMap[*ownWay]{},
		bodyOf:     func(*types.Func) *function { return nil },
		preset:     map[token.Pos]bool{},
	}
	for _, m := range []mode{decoded, encoded, encodedAtAddress} {
		s.declared[m] = &typeMap[*declaration]{}
		s.ways[m] = &typeMap[way]{}
		s.owns[m] = &typeMap[*ownWay]{}
	}
	return s
}

// request describes t as encoding/json decodes into a *t.
func (s *shaper) request(t types.Type) *shape {
	return s.root(t, s.decode(t, true))
}

// response describes t as json.Marshal(v) encodes a v of type t, which is not addressable.
func (s *shaper) response(t types.Type) *shape {
	r := s.describe(t, encoded)
	if implements(t, reader) && !s.hasFields(r) {
		// What aws-lambda-go makes of a reader that is no JSON, or {}: whatever is read from it.
		r = &shape{Kind: "any", Go: typeName(t)}
	}
	return s.root(t, r)
}

func (s *shaper) root(t types.Type, r *shape) *shape {
	s.roots = append(s.roots, r)
	return r
}

// hasFields reports whether r is an object that is never {}.
func (s *shaper) hasFields(r *shape) bool {
	if r.Kind == "ref" {
		r = s.byID[r.To].Type
	}
	if r.Kind != "object" {
		return false
	}
	for _, f := range *r.Fields {
		if !f.Optional {
			return true
		}
	}
	return false
}

// declarations gives what the shapes given so far refer to.
func (s *shaper) declarations() map[string]declaration {
	all := map[string]declaration{}
	for id, d := range s.reached(s.roots, true, func(*shape) {}) {
		all[id] = *d
	}
	return all
}

// takeWarnings gives what a reader should know of the shapes given since the last call.
func (s *shaper) takeWarnings() []note {
	notes := []note{}
	seen := map[note]bool{}
	s.reached(s.roots[s.reported:], false, func(r *shape) {
		for _, n := range r.notes {
			if !seen[n] {
				seen[n] = true
				notes = append(notes, n)
			}
		}
	})
	s.reported = len(s.roots)
	sort.SliceStable(notes, func(i, j int) bool { return before(notes[i].At, notes[j].At) })
	return notes
}

// reached visits all shapes from roots on, also those that types with a way of their own would have if without is set.
func (s *shaper) reached(roots []*shape, without bool, visit func(*shape)) map[string]*declaration {
	found := map[string]*declaration{}
	var walk func(r *shape)
	walk = func(r *shape) {
		if r == nil {
			return
		}
		visit(r)
		walk(r.Of)
		if without {
			walk(r.Without)
		}
		if r.Fields != nil {
			for _, f := range *r.Fields {
				walk(f.Type)
			}
		}
		if r.Kind == "ref" && found[r.To] == nil {
			found[r.To] = s.byID[r.To]
			walk(s.byID[r.To].Type)
		}
	}
	for _, r := range roots {
		walk(r)
	}
	return found
}

// docAt gives the doc comment of the declaration at pos, "" if there is none.
func (s *shaper) docAt(pos token.Pos) string {
	return s.docs.at(s.fset.Position(pos), "")
}

func (s *shaper) docOf(object types.Object) string {
	return s.docs.at(s.fset.Position(object.Pos()), object.Name())
}
