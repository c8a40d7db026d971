package main

import (
	"fmt"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
)

// ref describes a declared type by a reference to its declaration.
func (s *shaper) ref(named *types.Named, m mode) *shape {
	if m == encodedAtAddress && !s.partsDependOnAddress(named) {
		m = encoded
	}
	return &shape{Kind: "ref", To: s.declare(named, m).ID, Nullable: isNillable(named)}
}

// declare gives the declaration of a type; its methods are left to those that refer to it.
func (s *shaper) declare(named *types.Named, m mode) *declaration {
	if d, ok := s.declared[m].get(named); ok {
		return d
	}
	d := s.newDeclaration(named, m)
	s.declared[m].set(named, d)
	s.inDeclaration(named, func() { d.Type = s.underlying(named, m) })
	// The null of a nil slice or map is said where it is referred to.
	d.Type.Nullable = false
	d.Constants = s.constants(named)
	return d
}

func (s *shaper) newDeclaration(named *types.Named, m mode) *declaration {
	object := named.Obj()
	d := &declaration{
		ID:   s.unusedID(named, m),
		Name: nameOf(object),
		At:   s.place(object.Pos()),
		Doc:  s.docOf(object),
	}
	if pkg := object.Pkg(); pkg != nil {
		d.Package, d.PackageName = pkg.Path(), pkg.Name()
	}
	if args := named.TypeArgs(); args != nil {
		for i := 0; i < args.Len(); i++ {
			d.Args = append(d.Args, words(args.At(i))...)
		}
	}
	s.byID[d.ID] = d
	return d
}

// inDeclaration describes what belongs to a declared type.
func (s *shaper) inDeclaration(named *types.Named, describe func()) {
	owner, member, pos := s.owner, s.member, s.pos
	s.owner, s.member, s.pos = nameOf(named.Obj()), "", named.Obj().Pos()
	describe()
	s.owner, s.member, s.pos = owner, member, pos
}

// unusedID names a declaration. A type declared within a function has its place in it; there and among type arguments
// two types can still have one name.
func (s *shaper) unusedID(named *types.Named, m mode) string {
	id := string(m) + ":" + typeName(named)
	if object := named.Obj(); isLocal(object) {
		p := s.fset.Position(object.Pos())
		id += fmt.Sprintf("@%s:%d", filepath.Base(p.Filename), p.Line)
	}
	unused := id
	for n := 2; s.byID[unused] != nil; n++ {
		unused = fmt.Sprintf("%s#%d", id, n)
	}
	return unused
}

// isLocal tells whether a type is declared within a function.
func isLocal(object types.Object) bool {
	return object.Pkg() != nil && object.Pkg().Scope().Lookup(object.Name()) != object
}

// nameOf gives a type's name; export data tell local types apart by a number after a dot.
func nameOf(object types.Object) string {
	name, _, _ := strings.Cut(object.Name(), "·")
	return name
}

// placeOf gives where a type is declared, of one without a name where its first field is.
func (s *shaper) placeOf(t types.Type) string {
	pos := s.pos
	switch t := t.(type) {
	case *types.Named:
		pos = t.Obj().Pos()
	case *types.Struct:
		if t.NumFields() > 0 {
			pos = t.Field(0).Pos()
		}
	}
	if pos == token.NoPos {
		return ""
	}
	return s.place(pos)
}

// isTooDeep tells whether a type's arguments are nested as only those of an instance without an end are.
func isTooDeep(t types.Type) bool { return depthOf(t) > 12 }

func depthOf(t types.Type) int {
	deepest := 0
	switch t := unalias(t).(type) {
	case *types.Named:
		if args := t.TypeArgs(); args != nil {
			for i := 0; i < args.Len(); i++ {
				deepest = max(deepest, 1+depthOf(args.At(i)))
			}
		}
	case *types.Pointer:
		return 1 + depthOf(t.Elem())
	case *types.Slice:
		return 1 + depthOf(t.Elem())
	case *types.Array:
		return 1 + depthOf(t.Elem())
	case *types.Chan:
		return 1 + depthOf(t.Elem())
	case *types.Map:
		return 1 + max(depthOf(t.Key()), depthOf(t.Elem()))
	case *types.Struct:
		for i := 0; i < t.NumFields(); i++ {
			deepest = max(deepest, 1+depthOf(t.Field(i).Type()))
		}
	case *types.Signature:
		return 1 + max(depthOf(t.Params()), depthOf(t.Results()))
	case *types.Tuple:
		for i := 0; i < t.Len(); i++ {
			deepest = max(deepest, depthOf(t.At(i).Type()))
		}
	case *types.Interface:
		for i := 0; i < t.NumExplicitMethods(); i++ {
			deepest = max(deepest, depthOf(t.ExplicitMethod(i).Type()))
		}
	}
	return deepest
}

// isPointerToItself tells whether t is like type P *P: there is nothing but pointers, however many types they are of.
func isPointerToItself(t types.Type) bool {
	seen := &typeMap[bool]{}
	for {
		p, ok := t.Underlying().(*types.Pointer)
		if !ok || isTooDeep(t) {
			return false
		}
		t = unalias(p.Elem())
		if _, ok := t.(*types.Named); ok {
			if again, _ := seen.get(t); again {
				return true
			}
			seen.set(t, true)
		}
	}
}
