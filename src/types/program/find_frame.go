package main

import (
	"go/ast"
	"go/types"
)

// frame is one call of a function: what its parameters are bound to.
type frame struct {
	function *function
	caller   *frame
	call     *ast.CallExpr
	// closure is the frame in which the literal that is called stands.
	closure *frame
	// bound is empty where nothing is known of the call: a function handed to code that cannot be read.
	bound map[*types.Var]thunk
	types map[*types.TypeParam]types.Type
	// locals are the types that are declared within, for these type arguments.
	locals map[*types.Named]*types.Named
	depth  int
}

// thunk is an expression that is evaluated when it is asked for, or values that are known.
type thunk struct {
	frame  *frame
	expr   ast.Expr
	index  int
	how    definitionKind
	values []value
	// rest are the arguments of a variadic parameter.
	rest []thunk
}

// typeOf is the type of an expression in this call: type parameters replaced.
func (fr *frame) typeOf(expr ast.Expr) types.Type {
	t := fr.function.source.info.TypeOf(expr)
	if t == nil {
		return nil
	}
	return fr.concrete(t)
}

func (fr *frame) concrete(t types.Type) types.Type {
	return rewriter{parameter: fr.typeArgument, origin: fr.localType}.in(t)
}

func (fr *frame) typeArgument(p *types.TypeParam) types.Type {
	for ; fr != nil; fr = fr.closure {
		if t, ok := fr.types[p]; ok {
			return t
		}
	}
	return nil
}

// localType is what a type that is declared within a generic function is in this call.
func (fr *frame) localType(named *types.Named) *types.Named {
	object := named.Obj()
	if object.Pkg() == nil || object.Parent() == object.Pkg().Scope() || named.TypeParams().Len() > 0 {
		return named
	}
	owner := fr
	for owner != nil && len(owner.types) == 0 {
		owner = owner.closure
	}
	if owner == nil || !hasTypeParameter(named.Underlying()) {
		return named
	}
	if known, ok := owner.locals[named]; ok {
		return known
	}
	local := types.NewNamed(types.NewTypeName(object.Pos(), object.Pkg(), object.Name(), nil), nil, nil)
	if owner.locals == nil {
		owner.locals = map[*types.Named]*types.Named{}
	}
	owner.locals[named] = local
	local.SetUnderlying(owner.concrete(named.Underlying()))
	return local
}

// within tells whether fr is a call of a literal that stands in outer, or outer itself.
func (fr *frame) within(outer *frame) bool {
	for ; fr != nil; fr = fr.closure {
		if fr == outer {
			return true
		}
	}
	return false
}

// calling tells how often fn is under way in fr.
func (fr *frame) calling(fn *function) int {
	n := 0
	for ; fr != nil; fr = fr.caller {
		if fr.function == fn {
			n++
		}
	}
	return n
}

// frameKey is what makes a call another one.
type frameKey struct {
	function *function
	call     *ast.CallExpr
	caller   *frame
	closure  *frame
	receiver string
}

const (
	// contexts is how many calls of one function are looked into where it can lead to lambda.Start.
	contexts   = 64
	mostWalks  = 20_000
	deepest    = 60
	mostFrames = 200_000
)

// enter gives the frame of a call; nil where a function calls itself again, and where there are too many.
func (f *finder) enter(callee *value, call *ast.CallExpr, caller *frame) *frame {
	fn := callee.function
	if fn == nil {
		return nil
	}
	key := frameKey{fn, call, caller, callee.frame, typeKey(callee)}
	if fr, ok := f.frames[key]; ok {
		return fr
	}
	if caller != nil && (caller.calling(fn) > 1 || caller.depth > deepest) || len(f.frames) >= mostFrames {
		return nil
	}
	fr := &frame{function: fn, caller: caller, call: call, closure: callee.frame, bound: map[*types.Var]thunk{}, types: map[*types.TypeParam]types.Type{}}
	if caller != nil {
		fr.depth = caller.depth + 1
	}
	f.frames[key] = fr
	f.framesOf[fn] = append(f.framesOf[fn], fr)
	f.bindTypes(fr, callee)
	if call != nil {
		f.bind(fr, callee, call, caller)
	}
	return fr
}

// typeKey tells the calls apart that one call of an interface's method can be.
func typeKey(callee *value) string {
	text := ""
	if callee.receiverType != nil {
		text = types.TypeString(callee.receiverType, nil)
	}
	for _, t := range callee.typeArguments {
		text += "," + types.TypeString(t, nil)
	}
	return text
}

func (f *finder) bindTypes(fr *frame, callee *value) {
	signature := fr.function.signature
	for i := 0; i < signature.TypeParams().Len() && i < len(callee.typeArguments); i++ {
		fr.types[signature.TypeParams().At(i)] = callee.typeArguments[i]
	}
	if named := receiverNamed(callee); named != nil {
		for i := 0; i < signature.RecvTypeParams().Len() && i < named.TypeArgs().Len(); i++ {
			fr.types[signature.RecvTypeParams().At(i)] = named.TypeArgs().At(i)
		}
	}
}

func receiverNamed(callee *value) *types.Named {
	if callee.receiverType == nil {
		return nil
	}
	return namedOf(callee.receiverType)
}

func (f *finder) bind(fr *frame, callee *value, call *ast.CallExpr, caller *frame) {
	signature := fr.function.signature
	if receiver := signature.Recv(); receiver != nil && callee.receiver != nil {
		fr.bound[receiver] = *callee.receiver
	}
	arguments := make([]thunk, 0, len(call.Args))
	for _, argument := range call.Args {
		arguments = append(arguments, thunk{frame: caller, expr: argument})
	}
	// f(g()), where g gives several results.
	if len(call.Args) == 1 {
		if results, ok := caller.typeOf(call.Args[0]).(*types.Tuple); ok {
			arguments = arguments[:0]
			for i := 0; i < results.Len(); i++ {
				arguments = append(arguments, thunk{frame: caller, expr: call.Args[0], index: i})
			}
		}
	}
	if callee.expression && signature.Recv() != nil && len(arguments) > 0 {
		fr.bound[signature.Recv()] = arguments[0]
		arguments = arguments[1:]
	}
	params := signature.Params()
	for i := 0; i < params.Len(); i++ {
		last := i == params.Len()-1
		switch {
		case last && signature.Variadic() && !call.Ellipsis.IsValid():
			if i <= len(arguments) {
				fr.bound[params.At(i)] = thunk{rest: arguments[i:], values: nil}
			}
		case i < len(arguments):
			fr.bound[params.At(i)] = arguments[i]
		}
	}
}
