package main

import (
	"encoding/json"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func loadSource(t *testing.T, source string) (*token.FileSet, *types.Package) {
	t.Helper()
	file := filepath.Join(t.TempDir(), "main.go")
	if err := os.WriteFile(file, []byte("package main\n"+source), 0o666); err != nil {
		t.Fatal(err)
	}
	return loadTest(t, file)
}

// shapesOf gives what the type named T in source is described as, in one line of JSON.
func shapesOf(t *testing.T, source string) (s *shaper, request, response *shape) {
	t.Helper()
	fset, pkg := loadSource(t, source)
	s = newShaper(fset)
	of := pkg.Scope().Lookup("T").Type()
	return s, s.request(of), s.response(of)
}

func line(v any) string {
	b, _ := json.Marshal(v)
	return string(b)
}

func TestNamesOfGenericTypes(t *testing.T) {
	s, _, _ := shapesOf(t, `
import "time"
type Page[V any] struct { Items []V }
type Pair[K comparable, V any] struct { Key K; Value V }
type Order struct { ID string }
type order struct { N int }
type T struct {
	A Page[Order]
	B Page[[]string]
	C Pair[string, map[string]int]
	D Page[Page[*Order]]
	E Page[any]
	F Page[[]byte]
	G Page[time.Time]
	H Page[map[Key]order]
	I Page[struct{ X int }]
	J Page[[3]int]
}
type Key string
`)
	want := map[string]string{
		"encode:oracle.Page[oracle.Order]":                "Page Order",
		"encode:oracle.Page[[]string]":                    "Page String List",
		"encode:oracle.Pair[string,map[string]int]":       "Pair String Int Map",
		"encode:oracle.Page[oracle.Page[*oracle.Order]]":  "Page Page Order Pointer",
		"encode:oracle.Page[*oracle.Order]":               "Page Order Pointer",
		"encode:oracle.Page[any]":                         "Page Any",
		"encode:oracle.Page[[]uint8]":                     "Page Bytes",
		"encode:oracle.Page[time.Time]":                   "Page Time",
		"encode:oracle.Page[map[oracle.Key]oracle.order]": "Page Order Map By Key",
		"encode:oracle.Page[struct{X int}]":               "Page Struct",
		"encode:oracle.Page[[3]int]":                      "Page Int List3",
		"encode:oracle.Order":                             "Order",
		"encode:oracle.order":                             "order",
		"encode:oracle.T":                                 "T",
	}
	got := map[string]string{}
	for id, d := range s.declarations() {
		if strings.HasPrefix(id, "encode:") {
			got[id] = strings.Join(append([]string{d.Name}, d.Args...), " ")
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %s", text(got))
	}
}

func TestDocsAndConstants(t *testing.T) {
	s, _, r := shapesOf(t, `
// T is it.
//
//go:generate x
//nolint:all
type T struct {
	// A is first.
	A string // not this
	B, C int // both
	//nolint
	D State
	// Base is embedded.
	Base
	E struct {
		F Level // deep
	}
}
type Base struct {
	G Big // at its end
}
type (
	// State says how it is.
	State string
	Level int
	Big int64
	One string
)
const (
	// Open is open.
	Open State = "open"
	Closed State = "closed" // is closed
	hidden State = "hidden"
)
const Alone One = "one"
const (
	Low Level = iota - 1
	_
	High
)
const ( Huge Big = 1 << 60; Small Big = 1; Smaller Big = -1 )
`)
	all := s.declarations()
	d := all["encode:oracle.T"]
	if r.To != "encode:oracle.T" || d.Doc != "T is it." {
		t.Errorf("%s %q", line(r), d.Doc)
	}
	var docs []string
	for _, f := range *d.Type.Fields {
		docs = append(docs, f.Go+"="+f.Doc)
	}
	if got := strings.Join(docs, "|"); got != "A=A is first.|B=both|C=both|D=|Base.G=at its end|E=" {
		t.Error(got)
	}
	for id, want := range map[string]string{
		"State": `[{"name":"Open","value":"open","doc":"Open is open."},{"name":"Closed","value":"closed","doc":"is closed"},{"name":"hidden","value":"hidden"}]`,
		"Level": `[{"name":"Low","value":-1},{"name":"High","value":1}]`,
		"Big":   `[{"name":"Small","value":1},{"name":"Smaller","value":-1}]`,
	} {
		if got := line(all["encode:oracle."+id].Constants); got != want {
			t.Errorf("%s: %s", id, got)
		}
	}
	if all["encode:oracle.State"].Doc != "State says how it is." {
		t.Errorf("%q", all["encode:oracle.State"].Doc)
	}
}

func TestWarnings(t *testing.T) {
	s, _, _ := shapesOf(t, `
import "io"
type inner struct { X int }
type T struct {
	Done chan int
	In struct { Read io.Reader }
	*inner
	Other Other
	Z complex64
	V, W int "json:\"v\""
	Twice
}
type Twice struct { A; B }
type A struct { Base }
type B struct { Base }
type Base struct { Y int }
type Other struct {
	Call func()
	Own Own
	Unknown Nowhere
}
type Own struct { C chan int }
func (Own) MarshalJSON() ([]byte, error) { return nil, nil }
`)
	want := []string{
		"field T.Done: cannot be decoded: JSON cannot hold a channel main.go:6",
		"field T.Done: cannot be encoded: JSON cannot hold a channel main.go:6",
		"field T.In.Read: cannot be decoded: nothing tells encoding/json which type to make of the interface io.Reader main.go:7",
		"field T.inner.X: left out, as encoding/json cannot set an embedded pointer to a struct with an unexported name main.go:4",
		"field T.Z: cannot be decoded: JSON cannot hold a complex number main.go:10",
		"field T.Z: cannot be encoded: JSON cannot hold a complex number main.go:10",
		"field T.V: left out, as W is named \"v\" too main.go:11",
		"field T.Twice.A.Base.Y: left out, as its struct is embedded more than once main.go:17",
		"field Other.Call: cannot be decoded: JSON cannot hold a function main.go:19",
		"field Other.Call: cannot be encoded: JSON cannot hold a function main.go:19",
		"field Other.Unknown: its type is not known, as the code does not compile main.go:21",
		"field Own.C: cannot be decoded: JSON cannot hold a channel main.go:23",
	}
	got := map[string]bool{}
	for _, n := range s.takeWarnings() {
		got[n.Reason+" "+filepath.Base(n.At)] = true
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("no %s", w)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %s", text(got))
	}
	if again := s.takeWarnings(); len(again) != 0 {
		t.Error(again)
	}
}

func TestTypesWithoutAnEnd(t *testing.T) {
	for _, source := range []string{
		"type T *T",
		"type T *U; type U *T",
		"type T *[]T",
		"type T *struct { Next T }",
		"type T []T",
		"type T map[string]T",
		"type T [1]T",
		"type T struct { T }",
		"type T struct { *T }",
		"type T struct { A [2]T }",
		"type T struct { A B }; type B struct { A T }",
		"type T struct { A V[int] }; type V[A any] struct { Next *V[[]A] }",
		"type T struct { A V[int] }; type V[A any] struct { Next *V[struct { X A }] }",
		"type T struct { A V[int] }; type V[A any] struct { Next *V[chan A] }",
		"type T struct { A V[int] }; type V[A any] struct { Next *V[func(A)] }",
		"type T struct { A V[int] }; type V[A any] struct { Next *V[interface { M(A) }] }",
		"type T *V[int]; type V[A any] *V[[]A]",
		"type T *V[int]; type V[A any] **W[[]A]; type W[A any] *V[struct { X A }]",
		"type T interface { T }",
		"type T[A any] struct { A A; B []T[A] }",
		"type T struct { A Missing; B missing.Type; C []Missing; D map[Missing]int; Missing }",
		"type T = T",
		"type T func(T) T",
		"type T chan T",
		"type T struct { A struct { B *T } }",
		"type T struct { A, A int; B string `json:\"A\"` }",
		"type T map[T]T",
		"type T = *U; type U struct { T }",
		"type T struct { A interface { M() T } }",
		"type T struct { A int `broken`; B int `json:` }",
	} {
		s, request, response := shapesOf(t, source)
		if len(line(request)) > 5000 || len(line(response)) > 5000 {
			t.Errorf("%s is long", source)
		}
		if len(line(s.declarations())) > 50000 {
			t.Errorf("%s: declarations are long", source)
		}
		s.takeWarnings()
	}
}

func TestLocalTypesHaveTheirOwnIDs(t *testing.T) {
	fset, pkg := loadSource(t, `func F() any {
	type T struct { A int }
	return []T{}
}
func G() any {
	// T is local.
	type T struct { B Box[string] }
	return T{}
}
type Box[V any] struct { V V }
`)
	s := newShaper(fset)
	var found []types.Type
	for i := 0; i < 2; i++ {
		scope := pkg.Scope().Lookup([]string{"F", "G"}[i]).(*types.Func).Scope()
		found = append(found, scope.Lookup("T").Type())
	}
	a, b := s.response(found[0]), s.response(types.NewPointer(found[1]))
	if a.To != "encode:oracle.T@main.go:3" || b.To != "encode:oracle.T@main.go:8" {
		t.Error(line(a), line(b))
	}
}

func TestAddressesMakeTwoDeclarations(t *testing.T) {
	s, request, response := shapesOf(t, `
type P struct { A int }
func (*P) MarshalJSON() ([]byte, error) { return nil, nil }
type H struct { P P; N Plain }
type Plain struct { A int }
type E struct { *H }
type T struct { V H; L []H; M map[string]H; E E; P *E }
`)
	if request.To != "decode:oracle.T" || response.To != "encode:oracle.T" {
		t.Error(line(request), line(response))
	}
	all := s.declarations()
	for _, id := range []string{"encode:oracle.H", "encode&:oracle.H", "encode:oracle.Plain", "encode:oracle.P", "decode:oracle.P"} {
		if _, ok := all[id]; !ok {
			t.Error("no", id)
		}
	}
	if _, ok := all["encode&:oracle.Plain"]; ok {
		t.Error("Plain has two")
	}
	if _, ok := all["encode&:oracle.E"]; ok {
		t.Error("E has two, but what it embeds is behind a pointer")
	}
}
