package main

import (
	"go/ast"
	"go/token"
	"go/types"
)

// nilness is what is known of local variables at one point of a function.
type nilness struct {
	nonNil map[*types.Var]bool
	// pairs are never both nil.
	pairs map[pair]bool
}

type pair struct{ first, second *types.Var }

func newNilness() *nilness {
	return &nilness{map[*types.Var]bool{}, map[pair]bool{}}
}

func (s *nilness) clone() *nilness {
	c := newNilness()
	for v := range s.nonNil {
		c.nonNil[v] = true
	}
	for both := range s.pairs {
		c.pairs[both] = true
	}
	return c
}

// drop forgets v, which is given another value.
func (s *nilness) drop(v *types.Var) {
	delete(s.nonNil, v)
	s.dropPairs(v)
}

func (s *nilness) dropPairs(v *types.Var) {
	for both := range s.pairs {
		if both.first == v || both.second == v {
			delete(s.pairs, both)
		}
	}
}

// compared is what is known where v is nil, or is not.
func (s *nilness) compared(v *types.Var, nonNil bool) *nilness {
	if v == nil {
		return s
	}
	c := s.clone()
	if nonNil {
		c.nonNil[v] = true
		return c
	}
	for both := range s.pairs {
		switch v {
		case both.first:
			c.nonNil[both.second] = true
		case both.second:
			c.nonNil[both.first] = true
		}
	}
	return c
}

func (s *nilness) holds(both pair) bool {
	return s.pairs[both] || s.nonNil[both.first] || s.nonNil[both.second]
}

// join is what is known where two ways meet.
func join(a, b *nilness) *nilness {
	if a == nil {
		return b
	}
	if b == nil {
		return a
	}
	c := newNilness()
	for v := range a.nonNil {
		if b.nonNil[v] {
			c.nonNil[v] = true
		}
	}
	for _, one := range []*nilness{a, b} {
		for both := range one.pairs {
			if a.holds(both) && b.holds(both) {
				c.pairs[both] = true
			}
		}
	}
	return c
}

// looseVariables are those that a literal within body assigns to, or whose address is taken.
func looseVariables(info *types.Info, body *ast.BlockStmt) map[*types.Var]bool {
	loose := map[*types.Var]bool{}
	var visit func(within ast.Node, inLiteral bool)
	visit = func(within ast.Node, inLiteral bool) {
		ast.Inspect(within, func(n ast.Node) bool {
			if literal, ok := n.(*ast.FuncLit); ok {
				visit(literal.Body, true)
				return false
			}
			if inLiteral {
				for _, v := range assignedBy(info, n) {
					loose[v] = true
				}
			}
			if v := addressedBy(info, n); v != nil {
				loose[v] = true
			}
			return true
		})
	}
	visit(body, false)
	return loose
}

// isSet tells whether code that runs assigns to a package's variable, or takes its address.
func (p *program) isSet(v *types.Var) bool {
	if p.set == nil {
		p.set = map[*types.Var]bool{}
		for _, s := range p.sources {
			if s == nil {
				continue
			}
			for _, file := range s.files {
				ast.Inspect(file, func(n ast.Node) bool {
					if _, declared := n.(*ast.ValueSpec); !declared {
						for _, v := range assignedBy(s.info, n) {
							p.set[v] = true
						}
					}
					if v := addressedBy(s.info, n); v != nil {
						p.set[v] = true
					}
					return true
				})
			}
		}
	}
	return p.set[v]
}

// assignedBy are the variables that n itself declares or gives a value.
func assignedBy(info *types.Info, n ast.Node) []*types.Var {
	var targets []ast.Expr
	switch n := n.(type) {
	case *ast.AssignStmt:
		targets = n.Lhs
	case *ast.RangeStmt:
		targets = []ast.Expr{n.Key, n.Value}
	case *ast.ValueSpec:
		targets = expressions(n.Names)
	}
	var variables []*types.Var
	for _, target := range targets {
		if v := variableOf(info, target); v != nil {
			variables = append(variables, v)
		}
	}
	return variables
}

func expressions(names []*ast.Ident) []ast.Expr {
	list := make([]ast.Expr, len(names))
	for i, name := range names {
		list[i] = name
	}
	return list
}

// addressedBy is the variable whose address n takes, also as the receiver of a method; nil where there is none.
func addressedBy(info *types.Info, n ast.Node) *types.Var {
	switch n := n.(type) {
	case *ast.UnaryExpr:
		if n.Op == token.AND {
			return variableOf(info, n.X)
		}
	case *ast.SelectorExpr:
		selection := info.Selections[n]
		if selection == nil || selection.Kind() != types.MethodVal {
			return nil
		}
		_, byPointer := unalias(selection.Obj().Type().(*types.Signature).Recv().Type()).(*types.Pointer)
		if _, isPointer := unalias(selection.Recv()).(*types.Pointer); byPointer && !isPointer {
			return variableOf(info, n.X)
		}
	}
	return nil
}

// variableOf is the variable that e names; nil where e is something else, or a field.
func variableOf(info *types.Info, e ast.Expr) *types.Var {
	var object types.Object
	switch e := unparen(e).(type) {
	case *ast.Ident:
		if object = info.Defs[e]; object == nil {
			object = info.Uses[e]
		}
	case *ast.SelectorExpr:
		object = info.Uses[e.Sel]
	}
	v, ok := object.(*types.Var)
	if !ok || v.IsField() {
		return nil
	}
	return v
}

func hasGoto(body *ast.BlockStmt) bool { return hasBranch(body, token.GOTO) }

func hasBranch(body *ast.BlockStmt, kind token.Token) bool {
	found := false
	ast.Inspect(body, func(n ast.Node) bool {
		branch, ok := n.(*ast.BranchStmt)
		found = found || ok && branch.Tok == kind
		_, literal := n.(*ast.FuncLit)
		return !literal
	})
	return found
}
