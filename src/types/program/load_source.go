package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/types"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// source is a package that is parsed and checked with its bodies.
type source struct {
	*listed
	files  []*ast.File
	types  *types.Package
	info   *types.Info
	errors []note
	index  *index
	// place is where it comes in the order of checkSources, after all that it imports.
	place int
	done  chan struct{}
}

// checkSources checks from source what is the user's own, what did not compile, and what depends on such a package: a type of
// a package must be one and the same wherever it is used. packages are in the order of go list -deps: a package after its imports.
func (p *program) checkSources(packages []*listed) {
	var order []*source
	for _, l := range packages {
		fromSource := l.ofUser() || (l.Export == "" && l.ImportPath != "unsafe")
		for _, path := range l.Imports {
			imported := l.imported(path)
			fromSource = fromSource || p.sources[imported] != nil
			if imported == lambdaPath || p.starters[imported] {
				p.starters[l.ImportPath] = true
			}
		}
		if fromSource {
			s := &source{listed: l, place: len(order), done: make(chan struct{})}
			p.sources[l.ImportPath] = s
			order = append(order, s)
		}
	}
	var group sync.WaitGroup
	for _, s := range order {
		group.Add(1)
		go func(s *source) {
			defer group.Done()
			defer close(s.done)
			p.check(s)
		}(s)
	}
	group.Wait()
}

// onDemand reads the source of a package whose export data is used elsewhere. What it declares are other objects than those in
// the export data.
func (p *program) onDemand(path string) *source {
	if s, ok := p.sources[path]; ok {
		return s
	}
	var s *source
	if l := p.listed[path]; l != nil && l.ImportPath != "unsafe" {
		s = &source{listed: l}
		p.check(s)
		p.demanded = append(p.demanded, s)
	}
	p.sources[path] = s
	return s
}

// exported is the type in export data that is the same as one of a package read on demand; else the type itself.
func (p *program) exported(named *types.Named) *types.Named {
	object := named.Obj()
	if object.Pkg() == nil {
		return named
	}
	for _, s := range p.demanded {
		if s.types != object.Pkg() || object.Parent() != object.Pkg().Scope() {
			continue
		}
		if pkg, err := p.exports.Import(s.ImportPath); err == nil {
			if twin, ok := pkg.Scope().Lookup(object.Name()).(*types.TypeName); ok {
				if same, ok := twin.Type().(*types.Named); ok {
					return same
				}
			}
		}
	}
	return named
}

func (p *program) check(s *source) {
	p.parse(s)
	s.info = &types.Info{
		Types:      map[ast.Expr]types.TypeAndValue{},
		Instances:  map[*ast.Ident]types.Instance{},
		Defs:       map[*ast.Ident]types.Object{},
		Uses:       map[*ast.Ident]types.Object{},
		Implicits:  map[ast.Node]types.Object{},
		Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{
		Importer:    importsOf{p, s},
		Sizes:       p.sizes,
		FakeImportC: true,
		Error: func(err error) {
			if typeError, ok := err.(types.Error); ok && !p.toldByGo(typeError.Msg) {
				position := p.fset.Position(typeError.Pos)
				s.errors = append(s.errors, note{typeError.Msg, fmt.Sprintf("%s:%d", position.Filename, position.Line)})
			}
		},
	}
	if s.Module != nil && s.Module.GoVersion != "" {
		config.GoVersion = languageVersion(s.Module.GoVersion)
	}
	// What is wrong is in s.errors.
	s.types, _ = config.Check(s.ImportPath, p.fset, s.files, s.info)
	s.index = newIndex(p.fset, s)
}

// toldByGo tells whether an error is that an import is not there, which go has said, and with a next step.
func (p *program) toldByGo(message string) bool {
	importing, found := strings.CutPrefix(message, "could not import ")
	path, _, _ := strings.Cut(importing, " ")
	s := p.sources[path]
	return found && s != nil && s.Error != nil && len(s.GoFiles)+len(s.CgoFiles) == 0
}

// parse reads the files of s, several at once. A file that has syntax errors counts as far as it could be read.
func (p *program) parse(s *source) {
	names := s.CompiledGoFiles
	if len(names) == 0 {
		names = append(append([]string{}, s.GoFiles...), s.CgoFiles...)
	}
	files := make([]*ast.File, len(names))
	errors := make([]error, len(names))
	var group sync.WaitGroup
	for i, name := range names {
		if !filepath.IsAbs(name) {
			name = filepath.Join(s.Dir, name)
		}
		group.Add(1)
		go func(i int, name string) {
			defer group.Done()
			text, err := os.ReadFile(name)
			if err != nil {
				errors[i] = err
				return
			}
			files[i], errors[i] = parser.ParseFile(p.fset, s.placeOf(name), text, parser.ParseComments|parser.SkipObjectResolution)
		}(i, name)
	}
	group.Wait()
	for i, file := range files {
		if err := errors[i]; err != nil {
			place, text, found := strings.Cut(err.Error(), ": ")
			if !found {
				place, text = "", err.Error()
			}
			s.errors = append(s.errors, note{text, withoutColumn(place)})
		}
		if file != nil {
			s.files = append(s.files, file)
		}
	}
}

// withoutColumn makes "main.go:3" of "main.go:3:14".
func withoutColumn(place string) string {
	if parts := strings.Split(place, ":"); len(parts) > 2 {
		return strings.Join(parts[:len(parts)-1], ":")
	}
	return place
}

// languageVersion makes "go1.21" of "1.21.3", as cmd/go tells the compiler.
func languageVersion(version string) string {
	if parts := strings.SplitN(version, ".", 3); len(parts) > 2 {
		version = parts[0] + "." + parts[1]
	}
	for _, pre := range []string{"rc", "beta"} {
		version, _, _ = strings.Cut(version, pre)
	}
	return "go" + version
}

// importsOf gives a package what it imports: from source where that is so, else from export data.
type importsOf struct {
	program *program
	source  *source
}

func (i importsOf) Import(path string) (*types.Package, error) {
	path = i.source.imported(path)
	// A package that is read on demand has nothing but export data below it, and is itself imported by none.
	if s := i.program.sources[path]; s != nil && s.done != nil {
		// Only in a cycle is what is imported not before what imports it, and waiting would never end.
		if i.source.done != nil && s.place >= i.source.place {
			return nil, fmt.Errorf("import cycle not allowed")
		}
		<-s.done
		return s.types, nil
	}
	return i.program.exports.Import(path)
}
