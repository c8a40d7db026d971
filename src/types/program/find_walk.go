package main

import (
	"go/ast"
	"go/types"
)

// walkAll follows the program from what runs first: the values of package variables, init functions, main.
func (f *finder) walkAll() {
	for _, s := range f.sources {
		f.walkOpen(s.index.initialisers)
		for _, init := range s.index.inits {
			f.walkOpen(init)
		}
	}
	if main := f.main.index.functions["main"]; main != nil {
		f.walkOpen(main)
	}
	f.drain()
	if len(f.starts) > 0 {
		return
	}
	// Called by means that nobody can follow, as by reflection on a command's struct.
	for _, s := range f.sources {
		if s.ImportPath == lambdaPath {
			continue
		}
		for _, fn := range s.index.declared {
			if f.starting[fn] && len(f.framesOf[fn]) == 0 {
				f.walkOpen(fn)
			}
		}
	}
	f.drain()
}

// walkOpen walks a function of whose calls nothing is known.
func (f *finder) walkOpen(fn *function) {
	if len(f.framesOf[fn]) > 0 {
		return
	}
	if fr := f.enter(&value{function: fn}, nil, nil); fr != nil {
		f.enqueue(fr)
	}
}

// enqueue has fr walked, once.
func (f *finder) enqueue(fr *frame) {
	if !f.queued[fr] {
		f.queued[fr] = true
		f.work = append(f.work, fr)
	}
}

// drain works until nothing new comes: first what is called by name, then what a variable or interface holds, and what is
// handed to others only where no call of it was seen.
func (f *finder) drain() {
	for {
		for len(f.work) > 0 {
			fr := f.work[0]
			f.work = f.work[1:]
			f.walk(fr)
		}
		f.forget()
		for _, site := range f.dynamic {
			for _, callee := range f.values(thunk{frame: site.frame, expr: unparen(site.call.Fun)}) {
				f.called(callee, site)
			}
		}
		if len(f.work) > 0 {
			continue
		}
		handed, named := f.handed, f.named
		f.handed, f.named = nil, map[string][]*types.Signature{}
		for _, t := range handed {
			for _, v := range f.values(t) {
				if v.function != nil && !f.known(v) {
					f.open(v)
				}
			}
		}
		for _, s := range f.sources {
			for _, fn := range s.index.declared {
				if fn.signature.Recv() != nil && anyAlike(named[fn.object.Name()], fn.signature) {
					f.walkOpen(fn)
				}
			}
		}
		if len(f.work) == 0 {
			return
		}
	}
}

// known tells whether a call of this function, or of this literal in this frame, was seen.
func (f *finder) known(v value) bool {
	for _, fr := range f.framesOf[v.function] {
		if fr.closure == v.frame {
			return true
		}
	}
	return false
}

// open walks a function that is handed to others: only its receiver and what surrounds it are known.
func (f *finder) open(v value) {
	if fr := f.enter(&v, nil, nil); fr != nil {
		if receiver := fr.function.signature.Recv(); receiver != nil && v.receiver != nil {
			fr.bound[receiver] = *v.receiver
		}
		f.enqueue(fr)
	}
}

// walk looks at each call in the body of fr. What cannot lead to lambda.Start is looked at once, however often it is called.
func (f *finder) walk(fr *frame) {
	times := f.walked[fr.function]
	if times > 0 && (!f.starting[fr.function] || f.walks > mostWalks) || times >= contexts {
		return
	}
	f.walks++
	f.walked[fr.function]++
	info := fr.function.source.info
	called := map[ast.Node]bool{}
	visit := func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			fun := unparen(n.Fun)
			called[fun] = true
			if selector, ok := fun.(*ast.SelectorExpr); ok {
				called[selector.Sel] = true
			}
			f.call(n, fr)
		case *ast.FuncLit:
			if !called[n] {
				f.handed = append(f.handed, thunk{frame: fr, expr: n})
			}
			return false
		case *ast.SelectorExpr:
			if _, ok := info.Uses[n.Sel].(*types.Func); ok && !called[n] {
				called[n.Sel] = true
				f.handed = append(f.handed, thunk{frame: fr, expr: n})
			}
		case *ast.Ident:
			if _, ok := info.Uses[n].(*types.Func); ok && !called[n] {
				f.handed = append(f.handed, thunk{frame: fr, expr: n})
			}
		}
		return true
	}
	if fr.function.body != nil {
		ast.Inspect(fr.function.body, visit)
	}
	for _, value := range fr.function.initialisers {
		ast.Inspect(value, visit)
	}
}

// call notes what a call calls.
func (f *finder) call(call *ast.CallExpr, fr *frame) {
	info := fr.function.source.info
	fun := unparen(call.Fun)
	if t := info.Types[fun]; t.IsType() || t.IsBuiltin() {
		return
	}
	object, _ := calledObject(info, fun).(*types.Func)
	site := callSite{call, fr}
	if object == nil {
		f.dynamic = append(f.dynamic, site)
		return
	}
	signature := object.Type().(*types.Signature)
	if receiver := signature.Recv(); receiver != nil && isOpen(receiver.Type()) {
		f.named[object.Name()] = append(f.named[object.Name()], signature)
		for _, method := range f.methodsNamed(object.Name()) {
			if f.starting[method] {
				f.dynamic = append(f.dynamic, site)
				return
			}
		}
		return
	}
	for _, callee := range f.values(thunk{frame: fr, expr: fun}) {
		f.called(callee, site)
	}
}

func unparen(expr ast.Expr) ast.Expr {
	for {
		inner, ok := expr.(*ast.ParenExpr)
		if !ok {
			return expr
		}
		expr = inner.X
	}
}

// calledObject is the function or variable that an expression names, also an instance of a generic one.
func calledObject(info *types.Info, fun ast.Expr) types.Object {
	switch fun := fun.(type) {
	case *ast.Ident:
		return info.Uses[fun]
	case *ast.SelectorExpr:
		return info.Uses[fun.Sel]
	case *ast.IndexExpr:
		return calledObject(info, unparen(fun.X))
	case *ast.IndexListExpr:
		return calledObject(info, unparen(fun.X))
	}
	return nil
}

// called notes one function that is called at site.
func (f *finder) called(callee value, site callSite) {
	if callee.object != nil && isStart(callee.object) {
		if !f.seen[site] {
			f.seen[site] = true
			f.starts = append(f.starts, site)
		}
		return
	}
	fn := callee.function
	if fn == nil && callee.object != nil && callee.object.Pkg() != nil && f.program.starters[callee.object.Pkg().Path()] {
		f.load(&callee)
		fn = callee.function
	}
	// Of a third party's only what leads to lambda.Start is looked at.
	if fn == nil || fn.body == nil || fn.source.done == nil && !f.starting[fn] {
		return
	}
	if fr := f.enter(&callee, site.call, site.frame); fr != nil {
		f.enqueue(fr)
	}
}
