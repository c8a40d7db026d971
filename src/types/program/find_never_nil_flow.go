package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// block follows statements from s on; it gives what is known after them, nil where that is never reached.
func (p *nilProof) block(list []ast.Stmt, s *nilness) *nilness {
	for _, n := range list {
		s = p.statement(n, s)
	}
	return s
}

func (p *nilProof) statement(n ast.Stmt, s *nilness) *nilness {
	if s == nil || n == nil {
		return s
	}
	switch n := n.(type) {
	case *ast.BlockStmt:
		return p.block(n.List, s)
	case *ast.LabeledStmt:
		p.statement(n.Stmt, s)
		return p.without(s, n)
	case *ast.ReturnStmt:
		p.failed = p.failed || !p.returned(n, s)
		return nil
	case *ast.BranchStmt:
		return nil
	case *ast.ExprStmt:
		if p.neverReturns(n.X) {
			return nil
		}
	case *ast.AssignStmt:
		return p.assign(n.Lhs, n.Rhs, s)
	case *ast.DeclStmt:
		for _, spec := range n.Decl.(*ast.GenDecl).Specs {
			if spec, ok := spec.(*ast.ValueSpec); ok {
				s = p.assign(expressions(spec.Names), spec.Values, s)
			}
		}
	case *ast.IfStmt:
		s = p.statement(n.Init, s)
		then, otherwise := p.given(n.Cond, true, s), p.given(n.Cond, false, s)
		return join(p.block(n.Body.List, then), p.statement(n.Else, otherwise))
	case *ast.ForStmt:
		s = p.without(p.statement(n.Init, s), n)
		p.block(n.Body.List, p.given(n.Cond, true, s))
	case *ast.RangeStmt:
		s = p.without(s, n)
		p.block(n.Body.List, s)
	case *ast.SwitchStmt:
		return p.clauses(n, n.Body, n.Tag, p.statement(n.Init, s))
	case *ast.TypeSwitchStmt:
		return p.clauses(n, n.Body, nil, p.statement(n.Init, s))
	case *ast.SelectStmt:
		return p.clauses(n, n.Body, nil, s)
	case *ast.BadStmt:
		p.failed = true
	}
	return s
}

// clauses follows those of a switch or select.
func (p *nilProof) clauses(n ast.Stmt, body *ast.BlockStmt, tag ast.Expr, s *nilness) *nilness {
	_, conditions := n.(*ast.SwitchStmt)
	_, selects := n.(*ast.SelectStmt)
	jumps := hasBranch(body, token.BREAK) || hasBranch(body, token.FALLTHROUGH)
	if jumps {
		s = p.without(s, n)
		conditions = false
	}
	var after *nilness
	var fallback *ast.CaseClause
	otherwise := s
	for _, clause := range body.List {
		switch clause := clause.(type) {
		case *ast.CommClause:
			after = join(after, p.block(clause.Body, p.statement(clause.Comm, s)))
		case *ast.CaseClause:
			if clause.List == nil {
				fallback = clause
				continue
			}
			then := otherwise
			if conditions && len(clause.List) == 1 {
				then = p.given(caseOf(tag, clause.List[0]), true, otherwise)
			}
			for _, e := range clause.List {
				if conditions {
					otherwise = p.given(caseOf(tag, e), false, otherwise)
				}
			}
			after = join(after, p.block(clause.Body, then))
		}
	}
	switch {
	case fallback != nil:
		after = join(after, p.block(fallback.Body, otherwise))
	case !selects:
		after = join(after, otherwise)
	}
	if jumps {
		return s
	}
	return after
}

// caseOf is the condition of a case.
func caseOf(tag, e ast.Expr) ast.Expr {
	if tag == nil {
		return e
	}
	return &ast.BinaryExpr{X: tag, Op: token.EQL, Y: e}
}

// assign is what is known after the assignment.
func (p *nilProof) assign(left, right []ast.Expr, s *nilness) *nilness {
	after := s.clone()
	variables := make([]*types.Var, len(left))
	for i, target := range left {
		v := p.local(target)
		variables[i] = v
		after.drop(v)
		if v != nil && len(right) == len(left) && p.isNonNil(right[i], v.Type(), s) {
			after.nonNil[v] = true
		}
	}
	if len(left) == 2 && len(right) == 1 && p.isProved(right[0]) {
		if first, second := variables[0], variables[1]; first != nil && second != nil && first != second {
			after.pairs[pair{first, second}] = true
		}
	}
	return after
}

// given is what is known where condition came out as truth.
func (p *nilProof) given(condition ast.Expr, truth bool, s *nilness) *nilness {
	switch c := unparen(condition).(type) {
	case *ast.UnaryExpr:
		if c.Op == token.NOT {
			return p.given(c.X, !truth, s)
		}
	case *ast.BinaryExpr:
		switch {
		case c.Op == token.LAND && truth, c.Op == token.LOR && !truth:
			return p.given(c.Y, truth, p.given(c.X, truth, s))
		case c.Op == token.EQL || c.Op == token.NEQ:
			v, other := p.local(c.X), c.Y
			if v == nil {
				v, other = p.local(c.Y), c.X
			}
			if p.info.Types[other].IsNil() {
				return s.compared(v, (c.Op == token.NEQ) == truth)
			}
		}
	case *ast.CallExpr:
		object, ok := calledObject(p.info, unparen(c.Fun)).(*types.Func)
		if !ok || !truth || len(c.Args) != 2 {
			return s
		}
		switch object.FullName() {
		case "errors.As":
			return s.compared(p.local(c.Args[0]), true)
		case "errors.Is":
			// errors.Is(nil, nil) is true.
			if p.isNonNil(c.Args[1], errorType(), s) {
				return s.compared(p.local(c.Args[0]), true)
			}
		}
	}
	return s
}

// without is what is known wherever in n, or after it: of what n assigns to only what is never given nil.
func (p *nilProof) without(s *nilness, n ast.Node) *nilness {
	known := s
	for {
		// What is left may have been so only because of what is not.
		left := p.unchanged(s, known, n)
		if len(left.nonNil) == len(known.nonNil) {
			return left
		}
		known = left
	}
}

// unchanged is what n leaves of s, where the variables of known are not nil.
func (p *nilProof) unchanged(s, known *nilness, n ast.Node) *nilness {
	left := s.clone()
	ast.Inspect(n, func(n ast.Node) bool {
		assignment, ok := n.(*ast.AssignStmt)
		if !ok || len(assignment.Lhs) != len(assignment.Rhs) {
			for _, v := range assignedBy(p.info, n) {
				left.drop(v)
			}
			return true
		}
		for i, target := range assignment.Lhs {
			v := p.local(target)
			if v != nil && known.nonNil[v] && p.isNonNil(assignment.Rhs[i], v.Type(), known) {
				left.dropPairs(v)
			} else {
				left.drop(v)
			}
		}
		return true
	})
	return left
}

// exits are functions that do not return.
var exits = map[string]bool{
	"os.Exit": true, "runtime.Goexit": true, "syscall.Exit": true,
	"log.Fatal": true, "log.Fatalf": true, "log.Fatalln": true,
	"log.Panic": true, "log.Panicf": true, "log.Panicln": true,
	"(*log.Logger).Fatal": true, "(*log.Logger).Fatalf": true, "(*log.Logger).Fatalln": true,
	"(*log.Logger).Panic": true, "(*log.Logger).Panicf": true, "(*log.Logger).Panicln": true,
}

func (p *nilProof) neverReturns(e ast.Expr) bool {
	call, ok := unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	fun := unparen(call.Fun)
	if p.info.Types[fun].IsBuiltin() {
		return calledIdent(fun).Name == "panic"
	}
	object, ok := calledObject(p.info, fun).(*types.Func)
	return ok && exits[object.FullName()]
}
