package main

import (
	"go/ast"
	constants "go/constant"
	"go/token"
	"go/types"
)

// value is what an expression may hold when the program runs, as far as it can be followed.
type value struct {
	// typ is its type, never an interface; nil where it is not known, and then why says what stood in the way.
	typ   types.Type
	pos   token.Pos
	why   string
	isNil bool
	// zero is the value of what is never set in code that can be read.
	zero bool
	// text is how one that is known by its type alone is written.
	text string
	// never is what a type switch or assertion for another type gives, and the element of an empty list.
	never bool

	// object is a declared function, function its body or that of a literal.
	object        *types.Func
	function      *function
	typeArguments []types.Type
	// receiver is what a method value is bound to; of a method expression it is the first argument.
	receiver     *thunk
	receiverType types.Type
	expression   bool

	// composite is a literal of a struct; frame is where it, or a literal of a function, stands.
	composite *ast.CompositeLit
	frame     *frame
	// elements are those of a slice, array, map or channel.
	elements []element
}

// element is one of a list; key is nil where it is not constant.
type element struct {
	key constants.Value
	thunk
}

type thunkKey struct {
	frame *frame
	expr  ast.Expr
	index int
	how   definitionKind
}

const mostSteps = 400_000

func unknown(pos token.Pos, why string) []value {
	return []value{{pos: pos, why: why}}
}

// forget drops what was found out so far, because more calls are known now.
func (f *finder) forget() {
	f.cache = map[thunkKey][]value{}
}

// values are all that t may be. A cycle of assignments adds nothing to what the rest of it gives.
func (f *finder) values(t thunk) []value {
	if t.expr == nil {
		if t.rest == nil {
			return t.values
		}
		list := make([]element, len(t.rest))
		for i, argument := range t.rest {
			list[i] = element{constants.MakeInt64(int64(i)), argument}
		}
		return []value{{elements: list}}
	}
	key := thunkKey{t.frame, t.expr, t.index, t.how}
	if known, ok := f.cache[key]; ok {
		return known
	}
	f.steps++
	if f.busy[key] || f.steps > mostSteps {
		f.cuts++
		return nil
	}
	f.busy[key] = true
	before := f.cuts
	found := distinct(f.evaluate(t))
	delete(f.busy, key)
	if f.cuts == before || len(f.busy) == 0 {
		f.cache[key] = found
	}
	return found
}

// distinct leaves out functions that were found twice.
func distinct(values []value) []value {
	if len(values) < 2 {
		return values
	}
	type same struct {
		typ      types.Type
		pos      token.Pos
		why      string
		object   *types.Func
		function *function
		frame    *frame
		receiver *thunk
	}
	seen := map[same]bool{}
	kept := values[:0:0]
	for _, v := range values {
		key := same{v.typ, v.pos, v.why, v.object, v.function, v.frame, v.receiver}
		if v.elements == nil && seen[key] {
			continue
		}
		seen[key] = true
		kept = append(kept, v)
	}
	return kept
}

func (f *finder) evaluate(t thunk) []value {
	switch t.how {
	case ofElement:
		return []value{{elements: []element{{nil, thunk{frame: t.frame, expr: t.expr, index: t.index}}}}}
	case ranged:
		return f.elements(thunk{frame: t.frame, expr: t.expr}, nil)
	}
	found := f.expression(t.expr, t.frame, t.index)
	static := t.frame.typeOf(t.expr)
	if results, ok := static.(*types.Tuple); ok {
		if t.index >= results.Len() {
			return nil
		}
		static = results.At(t.index).Type()
	}
	return typed(found, static, t.expr)
}

// typed gives the values of an expression its type, where that is the type of all that it can hold.
func typed(values []value, static types.Type, expr ast.Expr) []value {
	if isOpen(static) || static == types.Typ[types.Invalid] || static == types.Typ[types.UntypedNil] {
		return values
	}
	known := make([]value, 0, len(values)+1)
	for _, v := range values {
		if v.never || v.isNil {
			continue
		}
		if v.why != "" {
			v = value{pos: expr.Pos(), text: types.ExprString(expr)}
		}
		v.typ = static
		known = append(known, v)
	}
	if len(known) == 0 {
		if len(values) > 0 {
			return values
		}
		known = append(known, value{typ: static, pos: expr.Pos(), text: types.ExprString(expr)})
	}
	return known
}

// expression follows one expression to what it is made of; without a result its type is all that is known.
func (f *finder) expression(expr ast.Expr, fr *frame, index int) []value {
	info := fr.function.source.info
	switch expr := expr.(type) {
	case *ast.ParenExpr:
		return f.values(thunk{frame: fr, expr: expr.X, index: index})
	case *ast.Ident:
		return f.standsFor(info.Uses[expr], expr, fr)
	case *ast.SelectorExpr:
		if selection := info.Selections[expr]; selection != nil {
			return f.selected(expr, selection, fr)
		}
		return f.standsFor(info.Uses[expr.Sel], expr.Sel, fr)
	case *ast.FuncLit:
		return []value{{function: fr.function.source.index.literals[expr], frame: fr, pos: expr.Pos()}}
	case *ast.CompositeLit:
		return f.composite(expr, fr)
	case *ast.UnaryExpr:
		switch expr.Op {
		case token.AND:
			return f.values(thunk{frame: fr, expr: expr.X})
		case token.ARROW:
			return f.elements(thunk{frame: fr, expr: expr.X}, nil)
		}
	case *ast.StarExpr:
		return f.values(thunk{frame: fr, expr: expr.X})
	case *ast.SliceExpr:
		return f.values(thunk{frame: fr, expr: expr.X})
	case *ast.TypeAssertExpr:
		if expr.Type != nil {
			return assertedTo(f.values(thunk{frame: fr, expr: expr.X}), fr.typeOf(expr.Type))
		}
	case *ast.IndexExpr:
		if object, ok := calledObject(info, expr).(*types.Func); ok {
			return f.standsFor(object, calledIdent(expr), fr)
		}
		return f.elements(thunk{frame: fr, expr: expr.X}, info.Types[expr.Index].Value)
	case *ast.IndexListExpr:
		if object, ok := calledObject(info, expr).(*types.Func); ok {
			return f.standsFor(object, calledIdent(expr), fr)
		}
	case *ast.CallExpr:
		return f.result(expr, fr, index)
	}
	return nil
}

func calledIdent(fun ast.Expr) *ast.Ident {
	switch fun := unparen(fun).(type) {
	case *ast.Ident:
		return fun
	case *ast.SelectorExpr:
		return fun.Sel
	case *ast.IndexExpr:
		return calledIdent(fun.X)
	case *ast.IndexListExpr:
		return calledIdent(fun.X)
	}
	return nil
}

// standsFor is what a name stands for.
func (f *finder) standsFor(object types.Object, ident *ast.Ident, fr *frame) []value {
	switch object := object.(type) {
	case *types.Nil:
		return []value{{isNil: true, pos: ident.Pos()}}
	case *types.Func:
		v := f.declared(object)
		if instance, ok := fr.function.source.info.Instances[ident]; ok {
			for i := 0; i < instance.TypeArgs.Len(); i++ {
				v.typeArguments = append(v.typeArguments, fr.concrete(instance.TypeArgs.At(i)))
			}
		}
		return []value{v}
	case *types.Var:
		return f.variable(object, ident, fr)
	}
	return nil
}

// declared is a function, with its body where that is checked from source.
func (f *finder) declared(object *types.Func) value {
	object = object.Origin()
	v := value{object: object, pos: object.Pos()}
	if object.Pkg() != nil {
		if s := f.program.sources[object.Pkg().Path()]; s != nil && s.index != nil {
			v.function = s.index.functions[functionKey(object)]
		}
	}
	return v
}

// load finds the body of a function whose package was not read from source so far.
func (f *finder) load(v *value) {
	if v.function != nil || v.object == nil || v.object.Pkg() == nil || v.object.Pkg().Path() == lambdaPath {
		return
	}
	// What the standard library returns holds no handler.
	path := v.object.Pkg().Path()
	if l := f.program.listed[path]; l == nil || l.Standard {
		return
	}
	known := len(f.program.demanded)
	if s := f.program.onDemand(path); s != nil {
		v.function = s.index.functions[functionKey(v.object)]
	}
	if len(f.program.demanded) > known {
		f.findStarting()
	}
}
