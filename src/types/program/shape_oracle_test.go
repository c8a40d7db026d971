package main

import (
	"bytes"
	"encoding"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"math/big"
	"math/rand"
	"net/netip"
	"os"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unsafe"
)

// loadShapes type-checks source; it goes on where source does not compile.
func loadShapes(t *testing.T, name string, source any) (*token.FileSet, *types.Package) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, name, source, parser.ParseComments)
	if file == nil {
		t.Fatal(err)
	}
	config := types.Config{Importer: importer.ForCompiler(fset, "source", nil), Error: func(err error) { t.Log(err) }}
	pkg, _ := config.Check("oracle", fset, []*ast.File{file}, nil)
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
	file, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	fset, pkg := loadShapes(t, file+"/shape_types_test.go", nil)
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

// fill gives v a random value, often zero, nil or empty; unexported embedded pointers too.
func fill(rnd *rand.Rand, v reflect.Value, depth int) {
	if rnd.Intn(4) == 0 {
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
		*p = time.Unix(rnd.Int63n(1e9), 0).UTC()
		return
	case *json.Number:
		*p = json.Number(strconv.Itoa(rnd.Intn(100)))
		return
	case *json.RawMessage:
		*p = json.RawMessage(`{"raw":[1]}`)
		return
	case *big.Int:
		p.SetInt64(rnd.Int63())
		return
	case *netip.Addr:
		*p = netip.AddrFrom4([4]byte{1, 2, 3, byte(rnd.Intn(250))})
		return
	case *io.Reader:
		*p = strings.NewReader("")
		return
	case *error:
		*p = errors.New("an error")
		return
	case *encoding.TextMarshaler:
		*p = TextByValue{}
		return
	case *json.Marshaler:
		*p = JSONByValue{}
		return
	}
	switch v.Type().String() {
	case "url.URL":
		return
	case "net.IP":
		v.SetBytes([]byte{1, 2, 3, 4})
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(rnd.Intn(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(rnd.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(rnd.Uint64())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(rnd.Intn(1000)) / 8)
	case reflect.String:
		v.SetString([]string{"", "a", "<b>\"", "ü"}[rnd.Intn(4)])
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf([]any{"s", 1.5, true, map[string]any{"a": nil}}[rnd.Intn(4)]))
		}
	case reflect.Pointer:
		if depth > 5 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(rnd, v.Elem(), depth+1)
	case reflect.Slice:
		n := rnd.Intn(3)
		if depth > 5 {
			n = 0
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := 0; i < n; i++ {
			fill(rnd, v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			fill(rnd, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		if depth > 5 {
			return
		}
		for n := rnd.Intn(3); n > 0; n-- {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(rnd, key, depth+1)
			if !key.Comparable() {
				continue
			}
			if k := key.Kind(); (k == reflect.Interface || k == reflect.Pointer) && key.IsNil() {
				continue
			}
			fill(rnd, value, depth+1)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			field := v.Field(i)
			if !v.Type().Field(i).IsExported() {
				if !v.Type().Field(i).Anonymous {
					continue
				}
				field = reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
			}
			fill(rnd, field, depth+1)
		}
	}
}

func TestRequestsAreWhatGoDecodes(t *testing.T) {
	fset, all := loadCases(t)
	rt := reflect.TypeOf(cases{})
	for i := 0; i < all.NumFields(); i++ {
		name := all.Field(i).Name()
		if strings.HasPrefix(name, "Out") {
			continue
		}
		t.Run(name, func(t *testing.T) {
			s := newShaper(fset)
			r := s.request(all.Field(i).Type())
			if onV2 && name == "MapBadF" {
				t.Skip("its keys are numbers, but said to be text")
			}
			g := &generator{fitter{declarations: s.declarations()}, rand.New(rand.NewSource(1))}
			decode := func(value any) (reflect.Value, error) {
				data, err := json.Marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				into := reflect.New(rt.Field(i).Type)
				decoder := json.NewDecoder(bytes.NewReader(data))
				decoder.DisallowUnknownFields()
				return into.Elem(), decoder.Decode(into.Interface())
			}
			if r.Kind == "never" {
				for _, value := range []any{"", 1, true, []any{}, map[string]any{"k": 1}} {
					if _, err := decode(value); err == nil {
						t.Errorf("%v could be decoded", value)
					}
				}
				return
			}
			for n := 0; n < 300; n++ {
				value := g.value(r, 0)
				v, err := decode(value)
				if err != nil {
					t.Fatalf("%v\nof %s\nas %s\n%s", err, text(value), text(r), text(g.declarations))
				}
				if bad := g.lost(r, value, func(changed any) bool {
					other, err := decode(changed)
					return err == nil && reflect.DeepEqual(v.Interface(), other.Interface())
				}); bad != "" {
					t.Fatalf("%s is lost\nof %s\nas %s\n%s", bad, text(value), text(r), text(g.declarations))
				}
			}
			// What the shape does not have Go must not know.
			warnings := s.takeWarnings()
			if o := g.object(r); o != nil && strings.Contains(rt.Field(i).Type.String(), "main.") {
				for _, name := range allNames(rt.Field(i).Type, map[reflect.Type]bool{}) {
					if slices.ContainsFunc(*o.Fields, func(x field) bool { return strings.EqualFold(x.Name, name) }) {
						continue
					}
					_, err := decode(map[string]any{name: nil})
					if err == nil {
						t.Errorf("Go knows %q, the shape does not", name)
					} else if !strings.Contains(err.Error(), "unknown field") && len(warnings) == 0 {
						t.Errorf("no warning of %q: %v", name, err)
					}
				}
			}
		})
	}
}

func allNames(t reflect.Type, seen map[reflect.Type]bool) []string {
	if t.Kind() == reflect.Pointer {
		return allNames(t.Elem(), seen)
	}
	if t.Kind() != reflect.Struct || seen[t] {
		return nil
	}
	seen[t] = true
	var names []string
	for i := 0; i < t.NumField(); i++ {
		tag, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, t.Field(i).Name, tag)
		names = append(names, allNames(t.Field(i).Type, seen)...)
	}
	return names
}

type generator struct {
	fitter
	rnd *rand.Rand
}

func (g *generator) object(r *shape) *shape {
	if r.Kind == "ref" {
		return g.object(g.declarations[r.To].Type)
	}
	if r.Kind == "object" {
		return r
	}
	return nil
}

func (g *generator) value(r *shape, depth int) any {
	if r.Nullable && (g.rnd.Intn(4) == 0 || depth > 5) {
		return nil
	}
	if r.Quoted {
		inner := *r
		inner.Quoted, inner.Nullable = false, false
		if r.Kind == "string" && r.notes == nil {
			return `"own:text"`
		}
		if r.Kind == "json-number" {
			return "12"
		}
		data, _ := json.Marshal(g.value(&inner, depth))
		return string(data)
	}
	switch r.Kind {
	case "boolean":
		return true
	case "string":
		return `"own:json"`
	case "json-number":
		return []any{12, "12", 1.5}[g.rnd.Intn(3)]
	case "number":
		return g.number(r.Go)
	case "bytes":
		return base64.StdEncoding.EncodeToString([]byte{1, 2, byte(g.rnd.Intn(200))})
	case "list":
		n := 1 + g.rnd.Intn(2)
		if r.Length != nil {
			n = int(*r.Length)
		} else if depth > 5 {
			n = 0
		}
		list := []any{}
		for ; n > 0; n-- {
			list = append(list, g.value(r.Of, depth+1))
		}
		return list
	case "map":
		key := "own:text"
		if r.Key == "string" {
			key = "k"
		} else if r.Key != "text" {
			key = fmt.Sprint(g.number(r.Key))
		} else if strings.Contains(r.Go, "Time") {
			key = "2026-01-02T03:04:05Z"
		}
		return map[string]any{key: g.value(r.Of, depth+1)}
	case "object":
		object := map[string]any{}
		for _, x := range *r.Fields {
			if x.Type.Kind != "never" && (!x.Optional || g.rnd.Intn(4) > 0 && depth < 8) {
				object[x.Name] = g.value(x.Type, depth+1)
			}
		}
		return object
	case "ref":
		return g.value(g.declarations[r.To].Type, depth)
	case "any":
		return []any{"x", 1, map[string]any{"a": 1}}[g.rnd.Intn(3)]
	case "custom":
		switch r.Go {
		case "time.Time":
			return "2026-01-02T03:04:05Z"
		case "math/big.Int":
			return 123
		case "net.IP", "net/netip.Addr":
			return "1.2.3.4"
		case "log/slog.Level":
			return "WARN"
		case "oracle.EmbedsTime":
			return "2026-01-02T03:04:05Z"
		}
		return "own:" + r.By
	}
	return nil
}

func (g *generator) number(kind string) any {
	switch {
	case strings.HasPrefix(kind, "float"):
		return 1 + float64(g.rnd.Intn(100))/4
	case strings.HasPrefix(kind, "uint"):
		bits, _ := strconv.Atoi(strings.Trim(kind, "uintptr"))
		return ^uint64(0) >> (64 - max(bits, 8))
	}
	bits, _ := strconv.Atoi(strings.Trim(kind, "int"))
	return int64(-1) << (max(bits, 8) - 1)
}

// lost takes out each field given in value, at any depth of objects, and asks whether that changes anything.
func (g *generator) lost(r *shape, value any, same func(any) bool) string {
	o := g.object(r)
	object, ok := value.(map[string]any)
	if o == nil || !ok {
		return ""
	}
	for _, x := range *o.Fields {
		item, ok := object[x.Name]
		if !ok || item == nil || x.Name == "none" {
			continue
		}
		if inner := g.object(x.Type); inner != nil && x.Type.Nullable == false {
			if bad := g.lost(x.Type, item, func(any) bool { return same(value) }); bad != "" {
				return bad
			}
			continue
		}
		if x.Type.Length != nil && (x.Type.Of.Nullable || g.object(x.Type.Of) != nil) {
			continue
		}
		delete(object, x.Name)
		unchanged := same(value)
		object[x.Name] = item
		if unchanged {
			return x.Name
		}
	}
	return ""
}
