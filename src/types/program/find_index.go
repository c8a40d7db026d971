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
			// Of a channel the key is what is received.
			if t := x.info.TypeOf(n.X); n.Key != nil && t != nil {
				if _, ok := t.Underlying().(*types.Chan); ok {
					x.define(fn, n.Key, definition{fn, n.X, 0, ranged})
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
