package main

import (
	"go/ast"
	"go/types"
)

func (x *indexer) specified(fn *function, spec *ast.ValueSpec) {
	names := make([]ast.Expr, len(spec.Names))
	for i, name := range spec.Names {
		names[i] = name
	}
	x.assigned(fn, names, spec.Values)
}

func (x *indexer) assigned(fn *function, left, right []ast.Expr) {
	for i, target := range left {
		switch {
		case len(right) == len(left):
			x.define(fn, target, definition{fn, right[i], 0, whole})
		case len(right) == 1:
			x.define(fn, target, definition{fn, right[0], i, whole})
		}
	}
}

// define notes what the variable or field that target names is given.
func (x *indexer) define(fn *function, target ast.Expr, d definition) {
	switch target := target.(type) {
	case *ast.ParenExpr:
		x.define(fn, target.X, d)
	case *ast.StarExpr:
		x.define(fn, target.X, d)
	case *ast.IndexExpr:
		d.how = ofElement
		if t := x.info.TypeOf(target.X); t != nil {
			name := t.String()
			x.stores[name] = append(x.stores[name], definition{fn, d.expr, d.index, whole})
		}
		x.define(fn, target.X, d)
	case *ast.Ident:
		object := x.info.Defs[target]
		if object == nil {
			object = x.info.Uses[target]
		}
		if v, ok := object.(*types.Var); ok {
			x.variables[v] = append(x.variables[v], d)
		}
	case *ast.SelectorExpr:
		if v, ok := x.info.Uses[target.Sel].(*types.Var); ok {
			if !v.IsField() {
				x.variables[v] = append(x.variables[v], d)
				return
			}
			key := keyOf(x.fset, v.Origin())
			x.fields[key] = append(x.fields[key], d)
		}
	}
}

// typeSwitch notes what the variable of switch v := e.(type) is given: in each clause it is another object.
func (x *indexer) typeSwitch(fn *function, n *ast.TypeSwitchStmt) {
	assign, ok := n.Assign.(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return
	}
	assertion, ok := assign.Rhs[0].(*ast.TypeAssertExpr)
	if !ok {
		return
	}
	for _, clause := range n.Body.List {
		if v, ok := x.info.Implicits[clause].(*types.Var); ok {
			x.variables[v] = append(x.variables[v], definition{fn, assertion.X, 0, asserted})
		}
	}
}

func (x *indexer) composite(fn *function, lit *ast.CompositeLit) {
	for _, set := range compositeFields(x.info, lit) {
		key := keyOf(x.fset, set.field.Origin())
		x.literalFields[key] = append(x.literalFields[key], definition{fn, set.value, 0, whole})
	}
}

type fieldValue struct {
	field *types.Var
	value ast.Expr
}

// compositeFields are the fields that a composite literal of a struct sets; nil for other literals.
func compositeFields(info *types.Info, lit *ast.CompositeLit) []fieldValue {
	t := info.TypeOf(lit)
	if t == nil {
		return nil
	}
	// Within a literal of pointers the & is left out.
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	structure, ok := t.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	fields := make([]fieldValue, 0, len(lit.Elts))
	for i, elt := range lit.Elts {
		if pair, ok := elt.(*ast.KeyValueExpr); ok {
			if name, ok := pair.Key.(*ast.Ident); ok {
				if field, ok := info.Uses[name].(*types.Var); ok {
					fields = append(fields, fieldValue{field, pair.Value})
				}
			}
		} else if i < structure.NumFields() {
			fields = append(fields, fieldValue{structure.Field(i), elt})
		}
	}
	return fields
}
