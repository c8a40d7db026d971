package main

import (
	"fmt"
	"go/types"
)

// A typeMap is a map by identical types.
type typeMap[V any] struct {
	buckets map[string][]typeEntry[V]
}

type typeEntry[V any] struct {
	key   types.Type
	value V
}

func (m *typeMap[V]) get(t types.Type) (V, bool) {
	for _, e := range m.buckets[bucketOf(t)] {
		if types.Identical(e.key, t) {
			return e.value, true
		}
	}
	var none V
	return none, false
}

func (m *typeMap[V]) set(t types.Type, value V) {
	b := bucketOf(t)
	for i, e := range m.buckets[b] {
		if types.Identical(e.key, t) {
			m.buckets[b][i].value = value
			return
		}
	}
	if m.buckets == nil {
		m.buckets = map[string][]typeEntry[V]{}
	}
	m.buckets[b] = append(m.buckets[b], typeEntry[V]{t, value})
}

// bucketOf is the same for identical types, but not only for these.
func bucketOf(t types.Type) string {
	switch t := unalias(t).(type) {
	case *types.Named:
		if pkg := t.Obj().Pkg(); pkg != nil {
			return pkg.Path() + "." + t.Obj().Name()
		}
		return t.Obj().Name()
	case *types.Pointer:
		return "*" + bucketOf(t.Elem())
	case *types.Slice:
		return "[]" + bucketOf(t.Elem())
	case *types.Struct:
		b := "struct"
		for i := 0; i < t.NumFields(); i++ {
			b += " " + t.Field(i).Name()
		}
		return b
	default:
		return fmt.Sprintf("%T", t)
	}
}
