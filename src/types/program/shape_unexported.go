package main

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"strings"
)

// unexported reads the unexported constants of packages from their source, as export data leave them out.
type unexported struct {
	fset *token.FileSet
	dirs map[string][]*ast.File
}

func newUnexported() *unexported {
	return &unexported{fset: token.NewFileSet(), dirs: map[string][]*ast.File{}}
}

// constants gives those of a basic type that is declared at a position, none if its package was read from source.
func (u *unexported) constants(named *types.Named, at token.Position) []placedConstant {
	pkg, dir := named.Obj().Pkg(), filepath.Dir(fileOf(at))
	for _, name := range pkg.Scope().Names() {
		if _, ok := pkg.Scope().Lookup(name).(*types.Const); ok && !token.IsExported(name) {
			return nil
		}
	}
	if !filepath.IsAbs(dir) {
		return nil
	}
	files, ok := u.dirs[dir]
	if !ok {
		files = u.readDir(dir)
		u.dirs[dir] = files
	}
	if len(files) == 0 {
		return nil
	}
	source := fmt.Sprintf("package %s\ntype %s %s", pkg.Name(), named.Obj().Name(), named.Underlying())
	declared, err := parser.ParseFile(u.fset, "", source, 0)
	if err != nil {
		return nil
	}
	config := types.Config{
		// Whatever else the constants are made of is not there.
		Importer: importsNothing{},
		Error:    func(error) {},
	}
	checked, _ := config.Check(pkg.Path(), u.fset, append([]*ast.File{declared}, files...), nil)
	if checked == nil {
		return nil
	}
	of := checked.Scope().Lookup(named.Obj().Name())
	var found []placedConstant
	for _, name := range checked.Scope().Names() {
		c, ok := checked.Scope().Lookup(name).(*types.Const)
		if ok && !token.IsExported(name) && of != nil && types.Identical(c.Type(), of.Type()) {
			found = append(found, placedConstant{name, c.Val(), u.fset.Position(c.Pos())})
		}
	}
	return found
}

// readDir reads what is constant in the Go files of a folder.
func (u *unexported) readDir(dir string) []*ast.File {
	entries, _ := os.ReadDir(dir)
	var files []*ast.File
	for _, entry := range entries {
		name := entry.Name()
		if !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") {
			continue
		}
		source, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !bytes.Contains(source, []byte("\nconst")) {
			continue
		}
		if match, err := build.Default.MatchFile(dir, name); err != nil || !match {
			continue
		}
		file, _ := parser.ParseFile(u.fset, filepath.Join(dir, name), source, parser.SkipObjectResolution)
		if file == nil {
			continue
		}
		var constants []ast.Decl
		for _, d := range file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.CONST {
				constants = append(constants, d)
			}
		}
		file.Decls, file.Imports = constants, nil
		files = append(files, file)
	}
	return files
}

type importsNothing struct{}

func (importsNothing) Import(string) (*types.Package, error) {
	return nil, errors.New("not read")
}
