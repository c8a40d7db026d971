package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
)

// docs finds doc comments in Go files, each parsed when it is first asked for.
type docs struct {
	files map[string]map[int][]commented
}

// A commented is a name that is declared in a line.
type commented struct {
	name   string
	column int
	doc    string
}

func newDocs() *docs {
	return &docs{files: map[string]map[int][]commented{}}
}

// at gives the doc comment of what is declared at a position. Positions from export data have a line, but no column:
// a name tells apart what stands in one line.
func (d *docs) at(p token.Position, name string) string {
	if !p.IsValid() || !strings.HasSuffix(p.Filename, ".go") {
		return ""
	}
	file := fileOf(p)
	lines, ok := d.files[file]
	if !ok {
		lines = readDocs(file)
		d.files[file] = lines
	}
	found := lines[p.Line]
	for _, c := range found {
		if c.column == p.Column && (name == "" || c.name == name) {
			return c.doc
		}
	}
	for _, c := range found {
		if name == "" || c.name == name {
			return c.doc
		}
	}
	return ""
}

// readDocs reads all that a file declares, of one that does not parse what could be read.
func readDocs(file string) map[int][]commented {
	lines := map[int][]commented{}
	fset := token.NewFileSet()
	parsed, _ := parser.ParseFile(fset, file, nil, parser.ParseComments|parser.SkipObjectResolution)
	if parsed == nil {
		return lines
	}
	add := func(name *ast.Ident, comments ...*ast.CommentGroup) {
		// By the lines of this very file, whatever its //line comments say.
		p := fset.PositionFor(name.Pos(), false)
		c := commented{name: name.Name, column: p.Column}
		for _, group := range comments {
			if c.doc == "" {
				c.doc = textOf(group)
			}
		}
		lines[p.Line] = append(lines[p.Line], c)
	}
	ast.Inspect(parsed, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			add(n.Name, n.Doc)
		case *ast.GenDecl:
			for _, spec := range n.Specs {
				var outer *ast.CommentGroup
				if !n.Lparen.IsValid() {
					outer = n.Doc
				}
				switch spec := spec.(type) {
				case *ast.TypeSpec:
					add(spec.Name, spec.Doc, outer, spec.Comment)
				case *ast.ValueSpec:
					for _, name := range spec.Names {
						add(name, spec.Doc, outer, spec.Comment)
					}
				}
			}
		case *ast.StructType:
			for _, f := range n.Fields.List {
				names := f.Names
				if len(names) == 0 {
					names = embeddedName(f.Type)
				}
				for _, name := range names {
					add(name, f.Doc, f.Comment)
				}
			}
		}
		return true
	})
	return lines
}

// embeddedName gives the identifier of an embedded field's type, which names the field.
func embeddedName(t ast.Expr) []*ast.Ident {
	switch t := t.(type) {
	case *ast.Ident:
		return []*ast.Ident{t}
	case *ast.StarExpr:
		return embeddedName(t.X)
	case *ast.SelectorExpr:
		return []*ast.Ident{t.Sel}
	case *ast.IndexExpr:
		return embeddedName(t.X)
	case *ast.IndexListExpr:
		return embeddedName(t.X)
	case *ast.ParenExpr:
		return embeddedName(t.X)
	}
	return nil
}

// textOf gives a comment's text without what is meant for tools.
func textOf(group *ast.CommentGroup) string {
	if group == nil {
		return ""
	}
	kept := &ast.CommentGroup{}
	for _, c := range group.List {
		if !strings.HasPrefix(strings.TrimLeft(c.Text, "/ "), "nolint") {
			kept.List = append(kept.List, c)
		}
	}
	if len(kept.List) == 0 {
		return ""
	}
	return strings.TrimSpace(kept.Text())
}
