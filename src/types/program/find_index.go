package main

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
)

// index knows, of a package read from source, where its functions are and what is put into its variables and fields.
type index struct {
	// functions are by "Name" or "Type.Name".
	functions map[string]*function
	literals  map[*ast.FuncLit]*function
	inits     []*function
	// initialisers stands for what runs before init: the values of package variables.
	initialisers *function
	// variables are those of the package and the local ones, fields those assigned to; literalFields are set in composite literals.
	// Fields may be of other packages.
	variables     map[*types.Var][]definition
	fields        map[objectKey][]definition
	literalFields map[objectKey][]definition
	methods       map[string][]*function
	// addressed are the variables whose address is taken: they can be set by it.
	addressed map[*types.Var]bool
	// stores are all assignments to elements, by the name of the list's type: one list can have several names.
	stores map[string][]definition
	// declared are the functions and methods as they stand in the files.
	declared []*function
}

// function is a declaration or a literal.
type function struct {
	source    *source
	outer     *function
	object    *types.Func
	literal   *ast.FuncLit
	signature *types.Signature
	body      *ast.BlockStmt
	returns   []*ast.ReturnStmt
	// initialisers are the values of package variables, for the function that stands for them.
	initialisers []ast.Expr
	name         string
	literals     int
	// mentions are the functions and package variables named within, and the names of interface methods.
	mentions map[any]bool
}

// definition is one value that a variable or field is given.
type definition struct {
	function *function
	expr     ast.Expr
	// index is that of the result, where expr is a call that gives several.
	index int
	how   definitionKind
}

type definitionKind int

const (
	// whole: the variable is given the value of expr.
	whole definitionKind = iota
	// ofElement: an element of the variable is: m[k] = expr.
	ofElement
	// ranged: the variable is given each element of expr.
	ranged
	// asserted: the variable is given the value of expr where that is of the variable's type.
	asserted
)

// objectKey is the same for an object read from source and from export data, which has no columns.
type objectKey struct {
	file string
	line int
	name string
}

func keyOf(fset *token.FileSet, object types.Object) objectKey {
	position := fset.Position(object.Pos())
	return objectKey{position.Filename, position.Line, object.Name()}
}

// indexer walks the files of one package.
type indexer struct {
	*index
	fset   *token.FileSet
	source *source
	info   *types.Info
}

func newIndex(fset *token.FileSet, s *source) *index {
	x := &indexer{&index{
		functions:     map[string]*function{},
		literals:      map[*ast.FuncLit]*function{},
		variables:     map[*types.Var][]definition{},
		fields:        map[objectKey][]definition{},
		literalFields: map[objectKey][]definition{},
		methods:       map[string][]*function{},
		addressed:     map[*types.Var]bool{},
		stores:        map[string][]definition{},
	}, fset, s, s.info}
	x.initialisers = &function{source: s, signature: new(types.Signature), name: packageName(s) + ".init", mentions: map[any]bool{}}
	for _, file := range s.files {
		for _, decl := range file.Decls {
			switch decl := decl.(type) {
			case *ast.FuncDecl:
				x.declaration(decl)
			case *ast.GenDecl:
				x.packageVariables(decl)
			}
		}
	}
	return x.index
}

func (x *indexer) declaration(decl *ast.FuncDecl) {
	object, _ := x.info.Defs[decl.Name].(*types.Func)
	if object == nil {
		return
	}
	fn := &function{
		source:    x.source,
		object:    object,
		signature: object.Type().(*types.Signature),
		body:      decl.Body,
		name:      functionName(object),
		mentions:  map[any]bool{},
	}
	switch key := functionKey(object); {
	case decl.Recv == nil && decl.Name.Name == "init":
		fn.name += "." + strconv.Itoa(len(x.inits))
		x.inits = append(x.inits, fn)
	case decl.Name.Name == "_":
	default:
		x.functions[key] = fn
		x.index.declared = append(x.index.declared, fn)
		if decl.Recv != nil {
			x.methods[decl.Name.Name] = append(x.methods[decl.Name.Name], fn)
		}
	}
	if decl.Body != nil {
		x.walk(fn, decl.Body)
	}
}

// functionKey is "Name" or "Type.Name".
func functionKey(object *types.Func) string {
	receiver := object.Type().(*types.Signature).Recv()
	if receiver == nil {
		return object.Name()
	}
	if named := namedOf(receiver.Type()); named != nil {
		return named.Obj().Name() + "." + object.Name()
	}
	return "." + object.Name()
}

func (x *indexer) packageVariables(decl *ast.GenDecl) {
	for _, spec := range decl.Specs {
		spec, ok := spec.(*ast.ValueSpec)
		if !ok || decl.Tok != token.VAR {
			continue
		}
		x.specified(x.initialisers, spec)
		for _, value := range spec.Values {
			x.initialisers.initialisers = append(x.initialisers.initialisers, value)
			// What the variable's value mentions is mentioned by whoever mentions the variable.
			before := x.initialisers.mentions
			x.initialisers.mentions = map[any]bool{}
			x.walk(x.initialisers, value)
			mentioned := x.initialisers.mentions
			x.initialisers.mentions = before
			for m := range mentioned {
				before[m] = true
			}
		}
	}
}

func (x *indexer) walk(fn *function, node ast.Node) {
	ast.Inspect(node, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			x.literal(fn, n)
			return false
		case *ast.AssignStmt:
			x.assigned(fn, n.Lhs, n.Rhs)
		case *ast.ValueSpec:
			x.specified(fn, n)
		case *ast.RangeStmt:
			if n.Value != nil {
				x.define(fn, n.Value, definition{fn, n.X, 0, ranged})
			}
			// Of a channel, or of a function, the key is a value as well.
			if t := x.info.TypeOf(n.X); n.Key != nil && t != nil {
				switch t.Underlying().(type) {
				case *types.Chan, *types.Signature:
					x.define(fn, n.Key, definition{fn, n.X, 0, ranged})
				}
			}
		case *ast.UnaryExpr:
			if ident, ok := unparen(n.X).(*ast.Ident); ok && n.Op == token.AND {
				if v, ok := x.info.Uses[ident].(*types.Var); ok {
					x.addressed[v] = true
				}
			}
		case *ast.SendStmt:
			x.define(fn, n.Chan, definition{fn, n.Value, 0, ofElement})
		case *ast.TypeSwitchStmt:
			x.typeSwitch(fn, n)
		case *ast.CompositeLit:
			x.composite(fn, n)
		case *ast.ReturnStmt:
			fn.returns = append(fn.returns, n)
		case *ast.Ident:
			x.mentioned(fn, n)
		}
		return true
	})
}

func (x *indexer) literal(outer *function, lit *ast.FuncLit) {
	signature, _ := x.info.TypeOf(lit).(*types.Signature)
	if signature == nil {
		signature = types.NewSignatureType(nil, nil, nil, nil, nil, false)
	}
	outer.literals++
	fn := &function{
		source:    x.source,
		outer:     outer,
		literal:   lit,
		signature: signature,
		body:      lit.Body,
		name:      literalName(outer),
		mentions:  map[any]bool{},
	}
	x.literals[lit] = fn
	x.walk(fn, lit.Body)
	for m := range fn.mentions {
		outer.mentions[m] = true
	}
}

func (x *indexer) mentioned(fn *function, ident *ast.Ident) {
	switch object := x.info.Uses[ident].(type) {
	case *types.Func:
		if receiver := object.Type().(*types.Signature).Recv(); receiver != nil && types.IsInterface(receiver.Type()) {
			fn.mentions[object.Name()] = true
		} else {
			fn.mentions[object.Origin()] = true
		}
	case *types.Var:
		if isPackageVariable(object) {
			fn.mentions[object] = true
		}
	}
}

func isPackageVariable(v *types.Var) bool {
	return !v.IsField() && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}
