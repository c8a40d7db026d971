package main

import (
	"fmt"
	"go/ast"
	"go/types"
)

// variable are the values that v is ever given, in whatever order.
func (f *finder) variable(v *types.Var, ident *ast.Ident, fr *frame) []value {
	if isPackageVariable(v) {
		return f.packageVariable(v, ident)
	}
	var found []value
	owner := fr
	for owner != nil && !owner.declares(v) {
		owner = owner.closure
	}
	if owner == nil {
		return nil
	}
	definitions := owner.function.source.index.variables[v]
	if owner.function.hasParameter(v) {
		found = f.parameter(v, owner)
		if len(found) == 0 && len(definitions) == 0 && f.cuts == 0 {
			return unknown(ident.Pos(), fmt.Sprintf("what is passed as %s cannot be followed", v.Name()))
		}
	}
	for _, d := range definitions {
		for _, where := range f.framesFor(d.function, owner) {
			found = append(found, f.defined(d, where, v)...)
		}
	}
	return found
}

func (f *finder) defined(d definition, fr *frame, v *types.Var) []value {
	if d.how == asserted {
		return assertedTo(f.values(thunk{frame: fr, expr: d.expr}), fr.concrete(v.Type()))
	}
	return f.values(thunk{frame: fr, expr: d.expr, index: d.index, how: d.how})
}

// framesFor are the calls of fn that are seen from owner: itself, or calls of literals within it.
func (f *finder) framesFor(fn *function, owner *frame) []*frame {
	if fn == owner.function {
		return []*frame{owner}
	}
	var frames []*frame
	for _, fr := range f.framesOf[fn] {
		if fr.within(owner) {
			frames = append(frames, fr)
		}
	}
	return frames
}

// declares tells whether v is a parameter, receiver or local variable of the function that is called.
func (fr *frame) declares(v *types.Var) bool {
	fn := fr.function
	if fn.hasParameter(v) {
		return true
	}
	if results := fn.signature; results != nil {
		for i := 0; i < results.Results().Len(); i++ {
			if results.Results().At(i) == v {
				return true
			}
		}
	}
	return fn.body != nil && fn.body.Pos() <= v.Pos() && v.Pos() < fn.body.End()
}

func (fn *function) hasParameter(v *types.Var) bool {
	if fn.signature == nil {
		return false
	}
	if fn.signature.Recv() == v {
		return true
	}
	for i := 0; i < fn.signature.Params().Len(); i++ {
		if fn.signature.Params().At(i) == v {
			return true
		}
	}
	return false
}

// parameter is what the call binds v to; of a call that is not known, what all known calls bind it to.
func (f *finder) parameter(v *types.Var, fr *frame) []value {
	if bound, ok := fr.bound[v]; ok {
		return f.values(bound)
	}
	var found []value
	for _, other := range f.framesOf[fr.function] {
		if bound, ok := other.bound[v]; ok {
			found = append(found, f.values(bound)...)
		}
	}
	return found
}

// packageVariable are the values that v is given by code that runs.
func (f *finder) packageVariable(v *types.Var, ident *ast.Ident) []value {
	s := f.program.sources[v.Pkg().Path()]
	if s == nil {
		// Known from export data alone.
		if s = f.program.onDemand(v.Pkg().Path()); s == nil {
			return nil
		}
		f.walkOpen(s.index.initialisers)
	}
	if object, ok := s.types.Scope().Lookup(v.Name()).(*types.Var); ok {
		v = object
	}
	var found []value
	for _, from := range f.read() {
		for _, d := range from.index.variables[v] {
			for _, fr := range f.framesOf[d.function] {
				found = append(found, f.defined(d, fr, v)...)
			}
		}
	}
	if len(found) == 0 {
		return unknown(ident.Pos(), fmt.Sprintf("%s is never set where it can be seen", v.Name()))
	}
	return found
}

// read are all packages that are read from source by now.
func (f *finder) read() []*source {
	read := append([]*source{}, f.sources...)
	for _, s := range f.program.demanded {
		read = append(read, s)
	}
	return read
}

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
		if c.composite == nil {
			continue
		}
		literal = true
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
	if len(found) == 0 && !literal {
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
			case held.isNil:
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
