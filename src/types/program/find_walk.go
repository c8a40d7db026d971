package main

import (
	"go/ast"
	"go/types"
)

// findStarting finds the functions that can lead to lambda.Start, by the names that they mention.
func (f *finder) findStarting() {
	f.starting = map[*function]bool{}
	var all []*function
	for _, s := range f.sources {
		all = append(all, s.index.all()...)
	}
	for changed := true; changed; {
		changed = false
		for _, fn := range all {
			if !f.starting[fn] && f.mentionsStarting(fn) {
				f.starting[fn], changed = true, true
			}
		}
	}
}

func (x *index) all() []*function {
	all := append([]*function{x.initialisers}, x.inits...)
	for _, fn := range x.functions {
		all = append(all, fn)
	}
	for _, fn := range x.literals {
		all = append(all, fn)
	}
	return all
}

func (f *finder) mentionsStarting(fn *function) bool {
	for mention := range fn.mentions {
		switch mention := mention.(type) {
		case *types.Func:
			if mention.Pkg() == nil {
				continue
			}
			if isStart(mention) || f.program.starters[mention.Pkg().Path()] && f.program.sources[mention.Pkg().Path()] == nil {
				return true
			}
			if s := f.program.sources[mention.Pkg().Path()]; s != nil && f.starting[s.index.functions[functionKey(mention)]] {
				return true
			}
		case *types.Var:
			if s := f.program.sources[mention.Pkg().Path()]; s != nil && s.index != nil && f.starting[s.index.initialisers] {
				return true
			}
		case string:
			for _, method := range f.methodsNamed(mention) {
				if f.starting[method] {
					return true
				}
			}
		}
	}
	return false
}

func (f *finder) methodsNamed(name string) []*function {
	var methods []*function
	for _, s := range f.sources {
		methods = append(methods, s.index.methods[name]...)
	}
	return methods
}

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
		f.handed, f.named = nil, map[string]bool{}
		for _, t := range handed {
			for _, v := range f.values(t) {
				if v.function != nil && !f.known(v) {
					f.open(v)
				}
			}
		}
		for _, s := range f.sources {
			for _, fn := range s.index.declared {
				if named[fn.object.Name()] && fn.signature.Recv() != nil {
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
	if f.walked[fr.function] && !f.canStart(fr.function) {
		return
	}
	f.walked[fr.function] = true
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

// canStart: of packages read on demand it is not worked out.
func (f *finder) canStart(fn *function) bool {
	return f.starting[fn] || fn.source.done == nil
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
	if receiver := object.Type().(*types.Signature).Recv(); receiver != nil && isOpen(receiver.Type()) {
		f.named[object.Name()] = true
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
	if fn == nil || fn.body == nil {
		return
	}
	if fr := f.enter(&callee, site.call, site.frame); fr != nil {
		f.enqueue(fr)
	}
}
