package main

import "go/types"

// findStarting finds the functions that can lead to lambda.Start, by the names that they mention.
func (f *finder) findStarting() {
	var all []*function
	for _, s := range f.read() {
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
