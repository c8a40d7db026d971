package main

import (
	"fmt"
	"go/ast"
	"go/types"
)

// selected is what x.f stands for: a field, a method value or a method expression.
func (f *finder) selected(expr *ast.SelectorExpr, selection *types.Selection, fr *frame) []value {
	receiver := fr.concrete(selection.Recv())
	switch selection.Kind() {
	case types.FieldVal:
		containers := f.values(thunk{frame: fr, expr: expr.X})
		return f.path(containers, receiver, selection.Index(), expr)
	case types.MethodExpr:
		object, ok := selection.Obj().(*types.Func)
		if !ok || isOpen(receiver) || len(selection.Index()) > 1 {
			return nil
		}
		v := f.declared(object)
		v.receiverType, v.expression = receiver, true
		return []value{v}
	}
	object := selection.Obj().(*types.Func)
	return f.methods(thunk{frame: fr, expr: expr.X}, receiver, object, expr, 0)
}

// path follows a selection through embedded structs to a field.
func (f *finder) path(containers []value, t types.Type, index []int, expr ast.Expr) []value {
	for _, i := range index {
		field := fieldAt(t, i)
		if field == nil {
			return nil
		}
		containers = typed(f.field(containers, field, expr), field.Type(), expr)
		t = field.Type()
	}
	return containers
}

func fieldAt(t types.Type, i int) *types.Var {
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if structure, ok := t.Underlying().(*types.Struct); ok && i < structure.NumFields() {
		return structure.Field(i)
	}
	return nil
}

// field are the values of a field: from the literals that the containers are, or else from all literals that set it; and from
// all assignments.
func (f *finder) field(containers []value, field *types.Var, expr ast.Expr) []value {
	key := keyOf(f.program.fset, field.Origin())
	var found []value
	literal := false
	for _, c := range containers {
		literal = literal || c.zero || c.composite != nil
		if c.composite == nil {
			continue
		}
		for _, set := range compositeFields(c.frame.function.source.info, c.composite) {
			if keyOf(f.program.fset, set.field.Origin()) == key {
				found = append(found, f.values(thunk{frame: c.frame, expr: set.value})...)
			}
		}
	}
	for _, s := range f.read() {
		definitions := s.index.fields[key]
		if !literal {
			definitions = append(append([]definition{}, definitions...), s.index.literalFields[key]...)
		}
		for _, d := range definitions {
			for _, fr := range f.framesOf[d.function] {
				found = append(found, f.values(thunk{frame: fr, expr: d.expr, index: d.index, how: d.how})...)
			}
		}
	}
	switch {
	case len(found) > 0:
	case literal:
		return []value{{zero: true, pos: expr.Pos()}}
	default:
		return unknown(expr.Pos(), fmt.Sprintf("where the field %s is set cannot be followed", field.Name()))
	}
	return found
}

const deepestEmbedding = 12

// methods are the methods that receiver.name can be: of an interface those of what it holds.
func (f *finder) methods(receiver thunk, t types.Type, method *types.Func, expr ast.Expr, depth int) []value {
	if depth > deepestEmbedding {
		return nil
	}
	if isOpen(t) {
		var found []value
		for _, held := range f.values(receiver) {
			switch {
			case held.isNil || held.zero && held.typ == nil:
			case held.typ == nil:
				found = append(found, held)
			default:
				found = append(found, f.methods(thunk{values: []value{held}}, held.typ, method, expr, depth+1)...)
			}
		}
		if allUnknown(found) {
			return []value{{object: method, pos: method.Pos()}}
		}
		return found
	}
	object, index, _ := types.LookupFieldOrMethod(t, true, method.Pkg(), method.Name())
	found, ok := object.(*types.Func)
	if !ok {
		return nil
	}
	if len(index) > 1 {
		field := fieldAt(t, index[0])
		if field == nil {
			return nil
		}
		embedded := typed(f.field(f.values(receiver), field, expr), field.Type(), expr)
		return f.methods(thunk{values: embedded}, field.Type(), method, expr, depth+1)
	}
	v := f.declared(found)
	v.receiver, v.receiverType = &receiver, t
	return []value{v}
}

func allUnknown(values []value) bool {
	for _, v := range values {
		if v.why == "" {
			return false
		}
	}
	return true
}
