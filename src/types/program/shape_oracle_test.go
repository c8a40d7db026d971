package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"math/rand"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// loadShapes type-checks files as one package; it goes on where they do not compile.
func loadShapes(t *testing.T, names ...string) (*token.FileSet, *types.Package) {
	t.Helper()
	fset := token.NewFileSet()
	var files []*ast.File
	for _, name := range names {
		file, err := parser.ParseFile(fset, name, nil, parser.ParseComments)
		if file == nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil), Error: func(err error) { t.Log(err) }}
	pkg, _ := config.Check("oracle", fset, files, nil)
	return fset, pkg
}

var casesOnce struct {
	fset *token.FileSet
	pkg  *types.Package
}

func loadCases(t *testing.T) (*token.FileSet, *types.Struct) {
	if c := &casesOnce; c.pkg != nil {
		return c.fset, c.pkg.Scope().Lookup("cases").Type().Underlying().(*types.Struct)
	}
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	fset, pkg := loadShapes(t, dir+"/shape_types_test.go", dir+"/shape_structs_test.go", dir+"/shape_cases_test.go")
	casesOnce.fset, casesOnce.pkg = fset, pkg
	return fset, pkg.Scope().Lookup("cases").Type().Underlying().(*types.Struct)
}

func TestResponsesFitWhatGoEncodes(t *testing.T) {
	fset, all := loadCases(t)
	rt := reflect.TypeOf(cases{})
	for i := 0; i < all.NumFields(); i++ {
		name := all.Field(i).Name()
		if strings.HasPrefix(name, "In") && !strings.HasPrefix(name, "Int") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s := newShaper(fset)
			r := s.response(all.Field(i).Type())
			if onV2 && name == "MapBadAny" {
				t.Skip("its keys fail where they are no strings")
			}
			f := &fitter{declarations: s.declarations(), seen: map[string]bool{}, wanted: map[string]bool{}}
			rnd := rand.New(rand.NewSource(1))
			failed := 0
			const rounds = 400
			for n := 0; n < rounds; n++ {
				v := reflect.New(rt.Field(i).Type).Elem()
				fill(rnd, v, 0)
				data, err := json.Marshal(v.Interface())
				if err != nil {
					failed++
					if !f.holds(r, "never", map[string]bool{}) {
						t.Fatalf("Go: %v\n%s", err, text(r))
					}
					continue
				}
				var value any
				decoder := json.NewDecoder(bytes.NewReader(data))
				decoder.UseNumber()
				if err := decoder.Decode(&value); err != nil {
					t.Fatal(err)
				}
				if err := f.fit(r, value, "$", 0); err != nil {
					t.Fatalf("%v\nin %s\nof %s\n%s", err, data, text(r), text(f.declarations))
				}
			}
			if failed == rounds && r.Kind != "never" && name != "OutNevers" {
				t.Error("nothing could be encoded")
			}
			for what := range f.wanted {
				if !f.seen[what] && failed < rounds {
					t.Errorf("never happened: %s\n%s\n%s", what, text(r), text(f.declarations))
				}
			}
			warned := slices.ContainsFunc(s.takeWarnings(), func(n note) bool { return strings.Contains(n.Reason, "cannot be") })
			if warned != f.holds(r, "never", map[string]bool{}) {
				t.Errorf("warnings: %v", warned)
			}
		})
	}
}

func text(v any) string {
	b, _ := json.MarshalIndent(v, "", " ")
	return string(b)
}

// A fitter compares JSON values with shapes, and keeps what should happen at some time, and what did.
type fitter struct {
	declarations map[string]declaration
	seen, wanted map[string]bool
}

func (f *fitter) holds(r *shape, kind string, seen map[string]bool) bool {
	if r == nil {
		return false
	}
	if r.Kind == kind {
		return true
	}
	if r.Kind == "ref" && !seen[r.To] {
		seen[r.To] = true
		if f.holds(f.declarations[r.To].Type, kind, seen) {
			return true
		}
	}
	if r.Fields != nil {
		for _, x := range *r.Fields {
			if f.holds(x.Type, kind, seen) {
				return true
			}
		}
	}
	return f.holds(r.Of, kind, seen)
}

func (f *fitter) happens(r *shape, what string, now bool, depth int) {
	what = fmt.Sprintf("%p %s", r, what)
	if depth < 3 {
		f.wanted[what] = true
	}
	if now {
		f.seen[what] = true
	}
}

func (f *fitter) fit(r *shape, value any, at string, depth int) error {
	wrong := func(what string) error { return fmt.Errorf("%s: %s, but %s is %v", at, what, r.Kind, value) }
	if r.Kind == "any" {
		return nil
	}
	if r.Nullable {
		f.happens(r, "null at "+at, value == nil, depth)
	}
	if value == nil && !r.Nullable && !(r.Kind == "custom" && !strings.HasPrefix(r.Go, "oracle.")) {
		return wrong("null")
	}
	if value == nil {
		return nil
	}
	str, isString := value.(string)
	if r.Quoted {
		if !isString {
			return wrong("not quoted")
		}
		var unquoted any
		decoder := json.NewDecoder(strings.NewReader(str))
		decoder.UseNumber()
		if err := decoder.Decode(&unquoted); err != nil {
			return wrong("not JSON")
		}
		inner := *r
		inner.Quoted, inner.Nullable = false, false
		return f.fit(&inner, unquoted, at, depth+9)
	}
	number, isNumber := value.(json.Number)
	switch r.Kind {
	case "boolean":
		if _, ok := value.(bool); !ok {
			return wrong("no boolean")
		}
	case "string":
		if !isString {
			return wrong("no string")
		}
	case "json-number":
		if !isNumber {
			return wrong("no number")
		}
	case "number":
		if !isNumber || !inRange(number.String(), r.Go) {
			return wrong("no number")
		}
	case "bytes":
		if _, err := base64.StdEncoding.DecodeString(str); !isString || err != nil {
			return wrong("no bytes")
		}
	case "list":
		list, ok := value.([]any)
		if !ok || r.Length != nil && len(list) != int(*r.Length) {
			return wrong("no list")
		}
		for i, item := range list {
			if err := f.fit(r.Of, item, at+"[]", depth+1); err != nil {
				return fmt.Errorf("[%d] %w", i, err)
			}
		}
	case "map":
		object, ok := value.(map[string]any)
		if !ok {
			return wrong("no map")
		}
		for key, item := range object {
			if r.Key != "string" && r.Key != "text" && !inRange(key, r.Key) {
				return wrong("key " + key)
			}
			if r.Key == "text" && !onV2 && key != "own:text" && key != "" && !strings.Contains(key, "T") {
				return wrong("key " + key)
			}
			if r.Key != "text" && key == "own:text" {
				return wrong("key " + key)
			}
			if err := f.fit(r.Of, item, at+".*", depth+1); err != nil {
				return err
			}
		}
	case "object":
		object, ok := value.(map[string]any)
		if !ok {
			return wrong("no object")
		}
		known := map[string]bool{}
		for _, x := range *r.Fields {
			known[x.Name] = true
			item, present := object[x.Name]
			if x.Optional {
				f.happens(x.Type, "left out at "+at+"."+x.Name, !present, depth)
			} else if !present {
				return wrong("without " + x.Name)
			}
			if x.Name != "none" {
				f.happens(x.Type, "given at "+at+"."+x.Name, present, depth)
			}
			if present {
				if err := f.fit(x.Type, item, at+"."+x.Name, depth+1); err != nil {
					return err
				}
			}
		}
		for key := range object {
			if !known[key] {
				return wrong("unknown " + key)
			}
		}
	case "ref":
		return f.fit(f.declarations[r.To].Type, value, at, depth)
	case "custom":
		if !strings.HasPrefix(r.Go, "oracle.") && r.Go != "encoding.TextMarshaler" && !strings.HasPrefix(r.Go, "struct") {
			if r.By == "text" && !isString {
				return wrong("no text")
			}
			return nil
		}
		if value != "own:"+r.By && !strings.Contains(r.Go, "EmbedsTime") {
			return wrong("not its own")
		}
	default:
		if object, ok := value.(map[string]any); ok && len(object) == 0 && onV2 {
			// Of the keys that cannot be there are none.
			return nil
		}
		return wrong("cannot be")
	}
	return nil
}

func inRange(number, kind string) bool {
	var err error
	switch {
	case strings.HasPrefix(kind, "float"):
		_, err = strconv.ParseFloat(number, 64)
	case strings.HasPrefix(kind, "uint"):
		bits, _ := strconv.Atoi(strings.Trim(kind, "uintptr"))
		_, err = strconv.ParseUint(number, 10, bits)
	default:
		bits, _ := strconv.Atoi(strings.Trim(kind, "int"))
		_, err = strconv.ParseInt(number, 10, bits)
	}
	return err == nil
}
