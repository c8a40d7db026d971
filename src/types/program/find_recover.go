package main

import (
	"go/ast"
	"go/types"
)

const deepestDefer = 4

// recovers tells whether what body defers may recover from a panic.
func (f *finder) recovers(s *source, body *ast.BlockStmt, depth int) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if deferred, ok := n.(*ast.DeferStmt); ok && !found {
			found = depth > deepestDefer || f.callRecovers(s, body, deferred.Call, depth)
		}
		_, literal := n.(*ast.FuncLit)
		return !literal
	})
	return found
}

// callRecovers tells whether a deferred call may recover: only what is called itself can, nothing that it calls.
func (f *finder) callRecovers(s *source, body *ast.BlockStmt, call *ast.CallExpr, depth int) bool {
	fun := unparen(call.Fun)
	if literal, ok := fun.(*ast.FuncLit); ok {
		return namesRecover(s.info, literal.Body) || f.recovers(s, literal.Body, depth+1)
	}
	if s.info.Types[fun].IsBuiltin() {
		return calledIdent(fun).Name == "recover"
	}
	switch object := calledObject(s.info, fun).(type) {
	case *types.Func:
		if f.isStandard(object) {
			return false
		}
		if isInterfaceMethod(object) {
			return true
		}
		v := f.declared(object)
		f.load(&v)
		if v.function == nil || v.function.body == nil {
			return true
		}
		called := v.function
		return namesRecover(called.source.info, called.body) || f.recovers(called.source, called.body, depth+1)
	case *types.Var:
		return !f.isOfStandard(s, body, object)
	}
	return true
}

// isOfStandard tells whether body declares v, and gives it nothing but what the standard library's functions give, as
// context.WithTimeout does to cancel with.
func (f *finder) isOfStandard(s *source, body *ast.BlockStmt, v *types.Var) bool {
	ofStandard := body.Pos() <= v.Pos() && v.Pos() < body.End()
	ast.Inspect(body, func(n ast.Node) bool {
		ofStandard = ofStandard && addressedBy(s.info, n) != v
		for _, assigned := range assignedBy(s.info, n) {
			if assigned == v {
				assignment, ok := n.(*ast.AssignStmt)
				ofStandard = ofStandard && ok && len(assignment.Rhs) == 1 && f.callsStandard(s, assignment.Rhs[0])
			}
		}
		return true
	})
	return ofStandard
}

func (f *finder) callsStandard(s *source, e ast.Expr) bool {
	call, ok := unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	object, ok := calledObject(s.info, unparen(call.Fun)).(*types.Func)
	return ok && f.isStandard(object)
}

func namesRecover(info *types.Info, body *ast.BlockStmt) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		if ident, ok := n.(*ast.Ident); ok {
			builtin, ok := info.Uses[ident].(*types.Builtin)
			found = found || ok && builtin.Name() == "recover"
		}
		return true
	})
	return found
}
