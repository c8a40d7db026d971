package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// An ownForm is what a method hands to encoding/json.
type ownForm struct {
	typ types.Type
	// addressed: what is encoded has an address.
	addressed bool
	// converted: it is a value of the method's type as another one.
	converted bool
	// made: it is a literal, so that it is not nil.
	made     bool
	nullable bool
	// preset are embedded pointers that are set in it.
	preset []*types.Var
}

// An ownReader reads the body of a MarshalJSON or UnmarshalJSON.
type ownReader struct {
	*rawReader
	frame         *frame
	self          *types.Named
	form          ownForm
	seenVariables map[*types.Var]bool
	// failed: something was met of which nothing is sure.
	failed bool
}

func newOwnReader(fn *function, self *types.Named) *ownReader {
	var payload *types.Var
	if params := fn.signature.Params(); params.Len() == 1 {
		payload = params.At(0)
	}
	fr := &frame{function: fn, types: map[*types.TypeParam]types.Type{}}
	for i := 0; i < fn.signature.RecvTypeParams().Len() && i < self.TypeArgs().Len(); i++ {
		fr.types[fn.signature.RecvTypeParams().At(i)] = self.TypeArgs().At(i)
	}
	return &ownReader{rawReader: newRawReader(fn, payload), frame: fr, self: self, seenVariables: map[*types.Var]bool{}}
}

// takes adds a form in which the method writes; all of them have to be the same.
func (r *ownReader) takes(f ownForm) {
	if known := r.form.typ; known == nil {
		f.nullable = f.nullable || r.form.nullable
		r.form = f
	} else if types.Identical(known, f.typ) {
		r.form.made = r.form.made && f.made
		r.form.converted = r.form.converted && f.converted
		r.failed = r.failed || r.form.addressed != f.addressed || len(r.form.preset) != len(f.preset)
	} else {
		r.failed = true
	}
}

func (r *ownReader) result() (ownForm, bool) { return r.form, !r.failed && r.form.typ != nil }

// handed is an argument of json.Marshal or Unmarshal.
func (r *ownReader) handed(expr ast.Expr) (ownForm, bool) {
	t := r.frame.typeOf(expr)
	if t == nil || isInvalid(t) || hasTypeParameter(t) {
		return ownForm{}, false
	}
	f := ownForm{typ: types.Default(t), converted: r.isConverted(expr)}
	if pointer, ok := unalias(t).(*types.Pointer); ok && r.isSet(expr) {
		f.typ, f.addressed = unalias(pointer.Elem()), true
	}
	_, f.made = unparen(expr).(*ast.CompositeLit)
	if literal := r.literal(expr); literal != nil {
		f.preset = r.presetIn(literal)
	}
	return f, true
}

// isHonest: the type is not the method's own, and says what is in it.
func (r *ownReader) isHonest(f ownForm) bool {
	t := f.typ
	if pointer, ok := unalias(t).(*types.Pointer); ok {
		t = pointer.Elem()
	}
	return !types.IsInterface(f.typ) && !types.Identical(t, r.self)
}

func (r *ownReader) variable(expr ast.Expr) *types.Var {
	ident, ok := unparen(expr).(*ast.Ident)
	if !ok {
		return nil
	}
	v, _ := r.info.Uses[ident].(*types.Var)
	return v
}

// isConverted tells whether expr is a value of the method's type as another one, or a pointer to one.
func (r *ownReader) isConverted(expr ast.Expr) bool {
	switch expr := unparen(expr).(type) {
	case *ast.StarExpr:
		return r.isConverted(expr.X)
	case *ast.CallExpr:
		if len(expr.Args) != 1 || !r.info.Types[unparen(expr.Fun)].IsType() {
			return false
		}
		named := namedOf(r.frame.typeOf(expr.Args[0]))
		return named != nil && types.Identical(named, r.self) || r.isConverted(expr.Args[0])
	}
	return false
}

// isReceiver tells whether expr is the receiver, perhaps as another type.
func (r *ownReader) isReceiver(expr ast.Expr) bool {
	switch expr := unparen(expr).(type) {
	case *ast.StarExpr:
		return r.isReceiver(expr.X)
	case *ast.CallExpr:
		return len(expr.Args) == 1 && r.info.Types[unparen(expr.Fun)].IsType() && r.isReceiver(expr.Args[0])
	case *ast.UnaryExpr:
		return expr.Op == token.AND && r.isReceiver(expr.X)
	}
	v := r.variable(expr)
	return v != nil && v == r.fn.signature.Recv() && len(r.fn.source.index.variables[v]) == 0
}

// definition is the only value that a local variable is ever given, nil where there is not just one.
func (r *ownReader) definition(v *types.Var) ast.Expr {
	definitions := r.fn.source.index.variables[v]
	if v == nil || isPackageVariable(v) || len(definitions) != 1 {
		return nil
	}
	d := definitions[0]
	if d.how != whole || d.index != 0 || d.function != r.fn || !r.isDeclaredWithValue(v) || r.isLent(v) {
		return nil
	}
	return d.expr
}

// isDeclaredWithValue tells whether a variable is given a value where it is declared: else it is zero before it is given one.
func (r *ownReader) isDeclaredWithValue(v *types.Var) bool {
	declared := false
	ast.Inspect(r.fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				ident, ok := target.(*ast.Ident)
				declared = declared || ok && r.info.Defs[ident] == v
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				declared = declared || len(n.Values) > 0 && r.info.Defs[name] == v
			}
		}
		return true
	})
	return declared
}

// isLent tells whether somebody but encoding/json is given a variable's address.
func (r *ownReader) isLent(v *types.Var) bool {
	lent := 0
	ast.Inspect(r.fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.UnaryExpr:
			if n.Op == token.AND && r.variable(n.X) == v {
				lent++
			}
		case *ast.CallExpr:
			if r.isFunction(n, "encoding/json", "") && len(n.Args) > 0 {
				address, ok := unparen(n.Args[len(n.Args)-1]).(*ast.UnaryExpr)
				if ok && address.Op == token.AND && r.variable(address.X) == v {
					lent--
				}
			}
		}
		return true
	})
	return lent > 0
}

// isSet tells whether a pointer is certainly not nil. encoding/json calls no method of a nil receiver.
func (r *ownReader) isSet(expr ast.Expr) bool {
	switch expr := unparen(expr).(type) {
	case *ast.UnaryExpr:
		return expr.Op == token.AND
	case *ast.CallExpr:
		fun := r.info.Types[unparen(expr.Fun)]
		if fun.IsBuiltin() {
			return true
		}
		return fun.IsType() && len(expr.Args) == 1 && r.isSet(expr.Args[0])
	}
	if r.isReceiver(expr) {
		return isPointer(r.info.TypeOf(expr))
	}
	defined := r.definition(r.variable(expr))
	return defined != nil && r.isSet(defined)
}

// literal is the composite literal that expr is, or points to, or was made by.
func (r *ownReader) literal(expr ast.Expr) *ast.CompositeLit {
	switch expr := unparen(expr).(type) {
	case *ast.CompositeLit:
		return expr
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return r.literal(expr.X)
		}
	case *ast.Ident:
		if defined := r.definition(r.variable(expr)); defined != nil {
			return r.literal(defined)
		}
	}
	return nil
}

// presetIn are the embedded pointers that every literal of this type sets. The type has to be declared in the body: nobody else makes one.
func (r *ownReader) presetIn(literal *ast.CompositeLit) []*types.Var {
	var preset []*types.Var
	for _, set := range compositeFields(r.info, literal) {
		field := set.field
		within := r.fn.body.Pos() <= field.Pos() && field.Pos() < r.fn.body.End()
		if within && field.Embedded() && isPointer(field.Type()) && r.isPresetEverywhere(literal, field) {
			preset = append(preset, field)
		}
	}
	return preset
}

func (r *ownReader) isPresetEverywhere(literal *ast.CompositeLit, field *types.Var) bool {
	everywhere := true
	ast.Inspect(r.fn.body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CompositeLit:
			if !types.Identical(r.info.TypeOf(n), r.info.TypeOf(literal)) {
				return true
			}
			set := false
			for _, one := range compositeFields(r.info, n) {
				set = set || one.field == field && r.isSet(one.value)
			}
			everywhere = everywhere && set
		case *ast.AssignStmt:
			for _, target := range n.Lhs {
				everywhere = everywhere && !r.isField(target, field)
			}
		case *ast.UnaryExpr:
			everywhere = everywhere && !(n.Op == token.AND && r.isField(n.X, field))
		}
		return true
	})
	return everywhere
}

func (r *ownReader) isField(expr ast.Expr, field *types.Var) bool {
	selector, ok := unparen(expr).(*ast.SelectorExpr)
	return ok && r.info.Uses[selector.Sel] == field
}
