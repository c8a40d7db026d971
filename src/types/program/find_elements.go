package main

import (
	"fmt"
	"go/ast"
	constants "go/constant"
	"go/token"
	"go/types"
)

func (f *finder) composite(lit *ast.CompositeLit, fr *frame) []value {
	t := fr.typeOf(lit)
	if t == nil {
		return nil
	}
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if _, ok := t.Underlying().(*types.Struct); ok {
		return []value{{composite: lit, frame: fr, pos: lit.Pos()}}
	}
	info := fr.function.source.info
	list := make([]element, 0, len(lit.Elts))
	for i, elt := range lit.Elts {
		key := constants.MakeInt64(int64(i))
		if pair, ok := elt.(*ast.KeyValueExpr); ok {
			key, elt = info.Types[pair.Key].Value, pair.Value
		}
		list = append(list, element{key, thunk{frame: fr, expr: elt}})
	}
	return []value{{elements: list, pos: lit.Pos()}}
}

// elements are those of a list; with a constant key only those that can be at it. Where nothing is seen to be put into the list
// by this name, what is put into any list of its type counts.
func (f *finder) elements(list thunk, key constants.Value) []value {
	var found []value
	hidden := false
	for _, l := range f.values(list) {
		hidden = hidden || l.elements == nil && !l.zero && !l.isNil
		for _, e := range l.elements {
			if key != nil && e.key != nil && key.Kind() == e.key.Kind() && !constants.Compare(key, token.EQL, e.key) {
				continue
			}
			found = append(found, f.values(e.thunk)...)
		}
	}
	if t := list.frame.typeOf(list.expr); t != nil && len(found) == 0 {
		for _, s := range f.read() {
			for _, d := range s.index.stores[t.String()] {
				for _, fr := range f.framesOf[d.function] {
					found = append(found, f.values(thunk{frame: fr, expr: d.expr, index: d.index})...)
				}
			}
		}
	}
	switch {
	case len(found) > 0:
		return found
	case hidden:
		return unknown(list.expr.Pos(), fmt.Sprintf("what %s holds cannot be followed", types.ExprString(list.expr)))
	}
	return []value{{never: true}}
}

// assertedTo are the values that can be of type t.
func assertedTo(values []value, t types.Type) []value {
	if len(values) == 0 {
		return nil
	}
	var kept []value
	for _, v := range values {
		switch {
		case v.isNil || v.never || v.zero && v.typ == nil:
			continue
		case v.typ == nil || t == nil:
		case !types.IsInterface(t):
			if !types.Identical(v.typ, t) {
				continue
			}
		default:
			if i, ok := t.Underlying().(*types.Interface); ok && !types.Implements(v.typ, i) && !types.Implements(types.NewPointer(v.typ), i) {
				continue
			}
		}
		kept = append(kept, v)
	}
	if len(kept) == 0 {
		return []value{{never: true}}
	}
	return kept
}
