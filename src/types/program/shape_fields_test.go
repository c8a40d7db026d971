package main

import (
	"strings"
	"testing"
)

// fieldsOf gives the fields of a shape as name:kind, with ? where it is optional and ! where it can be null.
func fieldsOf(s *shaper, r *shape) string {
	if r.Kind == "ref" {
		r = s.declarations()[r.To].Type
	}
	if r.Fields == nil {
		return r.Kind
	}
	var all []string
	for _, f := range *r.Fields {
		one := f.Name
		if f.Optional {
			one += "?"
		}
		one += ":" + f.Type.Kind
		if f.Type.Nullable {
			one += "!"
		}
		all = append(all, one)
	}
	return strings.Join(all, " ")
}

func TestReadersAreWhatIsReadFromThem(t *testing.T) {
	for source, want := range map[string]string{
		`import "bytes"; type T = *bytes.Buffer`:                                             "any",
		`import "io"; type T = io.Reader`:                                                    "any",
		`import "io"; type T struct { io.Reader; Size int }`:                                 "Reader:any Size:number",
		`import "io"; type T struct { io.Reader "json:\"-\""; N int "json:\",omitempty\"" }`: "any",
		`type T struct { A int }; func (*T) Read([]byte) (int, error) { return 0, nil }`:     "A:number",
		`import "errors"
type R struct { A int }
func (*R) Read([]byte) (int, error) { return 0, nil }
func (*R) MarshalJSON() ([]byte, error) { return nil, errors.New("not json") }
type T = *R`: "any",
	} {
		s, _, r := shapesOf(t, source)
		if got := fieldsOf(s, r); got != want {
			t.Errorf("%s: %s", source, got)
		}
	}
}

func TestRequiredFieldsAreNotOptional(t *testing.T) {
	s, r, _ := shapesOf(t, `
type T struct {
	A string "json:\"a\" validate:\"required,min=1\""
	B *string "json:\"b\" validate:\"min=1,required\""
	C []int "json:\"c\" binding:\"required,dive,min=1\""
	D *[]int "json:\"d\" binding:\"required\""
	E string "json:\"e\" validate:\"required_if=A x\""
	F []string "json:\"f\" validate:\"dive,required\""
	G string "json:\"g\" validate:\"omitempty,required\""
	*Base
}
type Base struct { H string "json:\"h\" validate:\"required\"" }
`)
	want := "a:string b:string c:list d:list! e?:string f?:list! g?:string h?:string"
	if got := fieldsOf(s, r); got != want {
		t.Error(got)
	}
}

func TestEmbeddedStructsWithUnexportedNames(t *testing.T) {
	s, request, response := shapesOf(t, `
type own struct { A int }
func (own) MarshalJSON() ([]byte, error) { return nil, nil }
func (*own) UnmarshalJSON([]byte) error { return nil }
type inner struct { B int }
type T struct {
	own "json:\"own\""
	*inner "json:\"inner\""
	Other
}
// Other has the same methods, so that T has none.
type Other struct { O int }
func (Other) MarshalJSON() ([]byte, error) { return nil, nil }
func (*Other) UnmarshalJSON([]byte) error { return nil }
`)
	wantRequest, wantResponse := "own?:ref O?:number", "own:never inner:ref! O:number"
	if onV2 {
		wantRequest, wantResponse = "O?:number", "inner:ref! O:number"
	}
	if got := fieldsOf(s, request); got != wantRequest {
		t.Error(got)
	}
	if got := fieldsOf(s, response); got != wantResponse {
		t.Error(got)
	}
}

func TestTheOptionEmbedOfGo127(t *testing.T) {
	s, _, r := shapesOf(t, `
type T struct {
	Name string
	In struct { X int } "json:\",embed\""
	M map[string]int "json:\",embed\""
}
`)
	want := "Name:string In:object M:map!"
	if onV2 {
		want = "Name:string X:number"
	}
	if got := fieldsOf(s, r); got != want {
		t.Error(got)
	}
}
