package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// unmarshal reads what an UnmarshalJSON takes: its data is given to json.Unmarshal in one place that is always reached, but where
// it is null, and what that refuses is refused.
func (r *ownReader) unmarshal() (ownForm, bool) {
	if r.payload == nil || len(r.fn.source.index.variables[r.payload]) > 0 {
		return ownForm{}, false
	}
	nullable := false
	list := r.fn.body.List
	for i, statement := range list {
		if call := r.decodes(statement); call != nil {
			if !r.refuses(list[i:], call) || !r.filled(call.Args[1]) {
				return ownForm{}, false
			}
			break
		}
		if takesNull, ok := r.nullCheck(statement); ok {
			nullable = nullable || takesNull
		} else if !r.isPassed(statement) {
			return ownForm{}, false
		}
	}
	ast.Inspect(r.fn.body, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok && r.info.Uses[ident] == r.payload && !r.counted[ident] {
			r.failed = true
		}
		return true
	})
	r.form.nullable = nullable
	return r.result()
}

// decodes is the json.Unmarshal that a statement begins with, nil where there is none.
func (r *ownReader) decodes(statement ast.Stmt) *ast.CallExpr {
	var expr ast.Expr
	switch statement := statement.(type) {
	case *ast.ReturnStmt:
		if len(statement.Results) == 1 {
			expr = statement.Results[0]
		}
	case *ast.AssignStmt:
		if len(statement.Lhs) == 1 && len(statement.Rhs) == 1 {
			expr = statement.Rhs[0]
		}
	case *ast.IfStmt:
		if statement.Init != nil {
			return r.decodes(statement.Init)
		}
		if compared, ok := unparen(statement.Cond).(*ast.BinaryExpr); ok && compared.Op == token.NEQ {
			expr = compared.X
		}
	}
	if expr == nil {
		return nil
	}
	call, ok := unparen(expr).(*ast.CallExpr)
	if !ok || !r.isFunction(call, "encoding/json", "Unmarshal") || len(call.Args) != 2 || !r.isPayload(call.Args[0]) {
		return nil
	}
	return call
}

// refuses tells whether the error of the call, with which the first of the statements begins, is certainly returned.
func (r *ownReader) refuses(list []ast.Stmt, call *ast.CallExpr) bool {
	switch first := list[0].(type) {
	case *ast.ReturnStmt:
		return true
	case *ast.IfStmt:
		var err *types.Var
		if first.Init != nil {
			err = r.assigned(first.Init)
		}
		return r.isGuard(first, err, call)
	case *ast.AssignStmt:
		err := r.assigned(first)
		if err == nil {
			return false
		}
		if len(list) > 1 {
			if guard, ok := list[1].(*ast.IfStmt); ok && guard.Init == nil && r.isGuard(guard, err, nil) {
				return true
			}
		}
		return r.alwaysReturned(err, call)
	}
	return false
}

func (r *ownReader) assigned(statement ast.Stmt) *types.Var {
	assigned := assignedBy(r.info, statement)
	if len(assigned) != 1 {
		return nil
	}
	return assigned[0]
}

// isGuard: if err != nil { …; return err }, or with the call in place of err.
func (r *ownReader) isGuard(guard *ast.IfStmt, err *types.Var, call *ast.CallExpr) bool {
	compared, ok := unparen(guard.Cond).(*ast.BinaryExpr)
	if !ok || compared.Op != token.NEQ || !r.info.Types[compared.Y].IsNil() || guard.Else != nil {
		return false
	}
	if err != nil && r.variable(compared.X) != err || err == nil && unparen(compared.X) != ast.Expr(call) {
		return false
	}
	return r.endsInError(guard.Body, err)
}

// endsInError tells whether a block is left by returning an error.
func (r *ownReader) endsInError(body *ast.BlockStmt, err *types.Var) bool {
	ends, only := false, true
	if n := len(body.List); n > 0 {
		_, ends = body.List[n-1].(*ast.ReturnStmt)
	}
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BranchStmt, *ast.FuncLit:
			only = false
		case *ast.ReturnStmt:
			only = only && len(n.Results) == 1 && r.isFailure(n.Results[0], err)
		case *ast.AssignStmt:
			only = only && (err == nil || r.assigned(n) != err)
		}
		return true
	})
	return ends && only
}

// isFailure tells whether an error is certainly one; err is known to be.
func (r *ownReader) isFailure(expr ast.Expr, err *types.Var) bool {
	switch expr := unparen(expr).(type) {
	case *ast.Ident:
		return err != nil && r.variable(expr) == err
	case *ast.UnaryExpr:
		return expr.Op == token.AND
	case *ast.CompositeLit:
		return true
	case *ast.CallExpr:
		return r.isFunction(expr, "errors", "New") || r.isFunction(expr, "fmt", "Errorf")
	}
	return false
}

// alwaysReturned tells whether every return behind the call is of this very error.
func (r *ownReader) alwaysReturned(err *types.Var, call *ast.CallExpr) bool {
	for _, statement := range r.fn.returns {
		if statement.Pos() > call.Pos() && (len(statement.Results) != 1 || r.variable(statement.Results[0]) != err) {
			return false
		}
	}
	return len(r.fn.source.index.variables[err]) == 1
}

// filled notes what json.Unmarshal is given to fill.
func (r *ownReader) filled(target ast.Expr) bool {
	f, ok := r.handed(target)
	if !ok {
		return false
	}
	if !f.addressed {
		pointer, ok := unalias(f.typ).(*types.Pointer)
		if !ok {
			return false
		}
		f.typ = unalias(pointer.Elem())
	}
	// &aux, where aux is a pointer itself, which is set.
	if address, ok := unparen(target).(*ast.UnaryExpr); ok && isPointer(f.typ) && r.isSet(address.X) {
		f.typ = unalias(f.typ.Underlying().(*types.Pointer).Elem())
	}
	if !r.isHonest(f) || isStruct(f.typ) && !r.canFill(f) {
		return false
	}
	r.takes(f)
	return true
}

// canFill: an embedded pointer to a struct with an unexported name has to be set before.
func (r *ownReader) canFill(f ownForm) bool {
	preset := map[token.Pos]bool{}
	for _, field := range f.preset {
		preset[field.Pos()] = true
	}
	structure := f.typ.Underlying().(*types.Struct)
	for i := 0; i < structure.NumFields(); i++ {
		field := structure.Field(i)
		if field.Embedded() && !field.Exported() && isPointer(field.Type()) && !preset[field.Pos()] {
			return false
		}
	}
	return true
}

// nullCheck looks at if string(data) == "null" { …; return nil }.
func (r *ownReader) nullCheck(statement ast.Stmt) (takesNull, ok bool) {
	check, ok := statement.(*ast.IfStmt)
	if !ok || check.Init != nil || check.Else != nil || len(check.Body.List) == 0 || !r.isNull(check.Cond) {
		return false, false
	}
	if _, ends := check.Body.List[len(check.Body.List)-1].(*ast.ReturnStmt); !ends {
		return false, false
	}
	takesNull = false
	ok = true
	ast.Inspect(check.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.BranchStmt, *ast.FuncLit:
			ok = false
		case *ast.ReturnStmt:
			takesNull = takesNull || len(n.Results) == 1 && r.info.Types[n.Results[0]].IsNil()
		}
		return true
	})
	return takesNull, ok
}

// isNull tells whether a condition asks for null, or for nothing at all, which encoding/json never gives.
func (r *ownReader) isNull(condition ast.Expr) bool {
	switch condition := unparen(condition).(type) {
	case *ast.BinaryExpr:
		switch condition.Op {
		case token.LOR:
			return r.isNull(condition.X) && r.isNull(condition.Y)
		case token.EQL:
			value := r.info.Types[condition.Y].Value
			if value == nil {
				return false
			}
			call, ok := unparen(condition.X).(*ast.CallExpr)
			if !ok || len(call.Args) != 1 {
				return false
			}
			fun := r.info.Types[unparen(call.Fun)]
			asked := fun.IsType() && value.ExactString() == `"null"` || fun.IsBuiltin() && value.ExactString() == "0"
			return asked && r.isPayload(call.Args[0])
		}
	case *ast.CallExpr:
		if !r.isFunction(condition, "bytes", "Equal") || len(condition.Args) != 2 {
			return false
		}
		literal, ok := unparen(condition.Args[1]).(*ast.CallExpr)
		if !ok || len(literal.Args) != 1 || !r.info.Types[unparen(literal.Fun)].IsType() {
			return false
		}
		value := r.info.Types[literal.Args[0]].Value
		return value != nil && value.ExactString() == `"null"` && r.isPayload(condition.Args[0])
	}
	return false
}

// isPassed tells whether what comes behind a statement is reached, or an error is returned.
func (r *ownReader) isPassed(statement ast.Stmt) bool {
	switch statement := statement.(type) {
	case *ast.DeclStmt, *ast.AssignStmt, *ast.ExprStmt, *ast.IncDecStmt, *ast.EmptyStmt:
		return true
	case *ast.IfStmt:
		return statement.Else == nil && r.endsInError(statement.Body, nil)
	}
	return false
}
