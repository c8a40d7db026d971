package main

import (
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"testing"
)

// What the tests import is read once.
var (
	ownFset     = token.NewFileSet()
	ownImporter = importer.ForCompiler(ownFset, "source", nil)
)

// ownShapesOf gives what T is written and read as where the bodies of methods are there, its declaration in place of a reference.
func ownShapesOf(t *testing.T, text string) (request, response string) {
	t.Helper()
	fset := ownFset
	file, err := parser.ParseFile(fset, "/none/own.go", "package main\n"+text, parser.ParseComments)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	info := &types.Info{
		Types: map[ast.Expr]types.TypeAndValue{}, Instances: map[*ast.Ident]types.Instance{},
		Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
		Implicits: map[ast.Node]types.Object{}, Selections: map[*ast.SelectorExpr]*types.Selection{},
	}
	config := types.Config{Importer: ownImporter}
	pkg, err := config.Check("oracle", fset, []*ast.File{file}, info)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	src := &source{listed: &listed{ImportPath: "oracle"}, files: []*ast.File{file}, types: pkg, info: info, done: make(chan struct{})}
	src.index = newIndex(fset, src)
	p := &program{fset: fset, sources: map[string]*source{"oracle": src}}
	s := newShaper(fset)
	s.bodyOf = p.bodyOf
	of := pkg.Scope().Lookup("T").Type()
	inPlace := func(r *shape) string {
		null := ""
		for r.Kind == "ref" {
			if r.Nullable {
				null = " or null"
			}
			r = s.byID[r.To].Type
		}
		if r.Kind == "custom" && r.By == "json" && r.Go == "oracle.T" {
			return "unknown"
		}
		return line(r) + null
	}
	return inPlace(s.request(of)), inPlace(s.response(of))
}

const aString = `{"kind":"string"}`

func TestMethodsThatMarshal(t *testing.T) {
	const head = `import ("bytes"; "encoding/json"; "errors"; "fmt"; "strconv"; "time")
var _ = bytes.Equal; var _ = fmt.Sprint; var _ = strconv.Quote; var _ = errors.New; var _ time.Time; var _ = json.Marshal
var packageBytes = []byte("\"x\"")
func name() string { return "x" }
func either() any { return nil }
func change([]byte) {}
func fill(*[]byte) {}
type T struct { A string; B []int; P *T }
`
	for body, want := range map[string]string{
		`return json.Marshal(t.A)`:                   aString,
		`return json.Marshal("x")`:                   aString,
		`b, err := json.Marshal(t.A); return b, err`: aString,
		`b, err := json.Marshal(t.A); if err != nil { return nil, fmt.Errorf("no: %w", err) }; return b, nil`: aString,
		`if t.A == "" { return nil, errors.New("none") }; return json.Marshal(t.A)`:                           aString,
		`if t.A == "" { return []byte{}, errors.New("none") }; return json.Marshal(t.A)`:                      aString,
		`if t.A == "" { return []byte("null"), nil }; return json.Marshal(t.A)`:                               aString + " or null",
		`if t.A == "" { return json.Marshal(nil) }; return json.Marshal(t.A)`:                                 aString + " or null",
		`if t.A == "" { return []byte("\"none\""), nil }; return json.Marshal(t.A)`:                           aString,
		`return []byte(strconv.Quote(t.A)), nil`:                                                              aString,
		"return []byte(`\"` + name() + `\"`), nil":                                                            aString,
		"return []byte(fmt.Sprintf(`\"%s\"`, t.A)), nil":                                                      aString,
		`return []byte(fmt.Sprintf("%q", t.A)), nil`:                                                          aString,
		`return []byte(strconv.Itoa(len(t.A))), nil`:                                                          `{"kind":"number","go":"int"}`,
		`return []byte(strconv.FormatInt(1, 10)), nil`:                                                        `{"kind":"number","go":"int64"}`,
		`return []byte("true"), nil`:                                                                          `{"kind":"boolean"}`,
		`return json.Marshal(t.B)`:                                                                            `{"kind":"list","of":{"kind":"number","go":"int"}} or null`,
		`return json.Marshal([]int{1})`:                                                                       `{"kind":"list","of":{"kind":"number","go":"int"}}`,
		`return json.Marshal(&t.A)`:                                                                           aString,
		`p := &t.A; return json.Marshal(p)`:                                                                   aString,
		`var p *string; if t.A != "" { p = &t.A }; return json.Marshal(p)`:                                    aString + " or null",
		`return json.Marshal(struct{ X string }{})`:                                                           `{"kind":"object","fields":[{"name":"X","go":"X","type":{"kind":"string"}}]}`,
		`type plain T; t.B = nil; return json.Marshal(struct{ plain; A int; B, P bool }{})`: `{"kind":"object","fields":[` +
			`{"name":"A","go":"A","type":{"kind":"number","go":"int"}},{"name":"B","go":"B","type":{"kind":"boolean"}},{"name":"P","go":"P","type":{"kind":"boolean"}}]}`,
		`type plain T; return json.Marshal(struct{ *plain; B, P int }{plain: (*plain)(&t)})`: `{"kind":"object","fields":[` +
			`{"name":"A","go":"plain.A","type":{"kind":"string"}},{"name":"B","go":"B","type":{"kind":"number","go":"int"}},{"name":"P","go":"P","type":{"kind":"number","go":"int"}}]}`,
		`type plain T; return json.Marshal(struct{ *plain; B, P int }{B: 1})`: `{"kind":"object","fields":[` +
			`{"name":"A","go":"plain.A","type":{"kind":"string"},"optional":true},{"name":"B","go":"B","type":{"kind":"number","go":"int"}},{"name":"P","go":"P","type":{"kind":"number","go":"int"}}]}`,

		`return json.Marshal(t)`:                                                   "unknown",
		`return json.Marshal(&t)`:                                                  "unknown",
		`return json.Marshal(either())`:                                            "unknown",
		`return json.Marshal(json.RawMessage(t.A))`:                                "unknown",
		`return json.Marshal(struct{ T; X int }{t, 1})`:                            "unknown",
		`if t.A == "" { return json.Marshal(1) }; return json.Marshal(t.A)`:        "unknown",
		`if t.A == "" { return []byte("1"), nil }; return json.Marshal(t.A)`:       "unknown",
		`return []byte("null"), nil`:                                               "unknown",
		`return []byte("{}"), nil`:                                                 "unknown",
		`return []byte(t.A), nil`:                                                  "unknown",
		`return []byte(t.A + "\""), nil`:                                           "unknown",
		`return []byte(fmt.Sprintf("%s", t.A)), nil`:                               "unknown",
		`return []byte(fmt.Sprintf("%q", t.B)), nil`:                               "unknown",
		`return []byte(strconv.FormatInt(1, 16)), nil`:                             "unknown",
		`return packageBytes, nil`:                                                 "unknown",
		`return nil, nil`:                                                          "unknown",
		`var b bytes.Buffer; b.WriteString("1"); return b.Bytes(), nil`:            "unknown",
		`b, err := json.Marshal(t.A); b[0] = '1'; return b, err`:                   "unknown",
		`b, err := json.Marshal(t.A); change(b); return b, err`:                    "unknown",
		`b, err := json.Marshal(t.A); fill(&b); return b, err`:                     "unknown",
		`b, err := json.Marshal(t.A); b = append(b, '1'); return b, err`:           "unknown",
		`b, err := json.Marshal(t.A); func() { b = []byte("1") }(); return b, err`: "unknown",
	} {
		if _, got := ownShapesOf(t, head+"func (t T) MarshalJSON() ([]byte, error) { "+body+" }"); got != want {
			t.Errorf("%s\n got %s\nwant %s", body, got, want)
		}
	}
	for method, want := range map[string]string{
		`func (t T) MarshalJSON() (b []byte, err error) { b, err = json.Marshal(t.A); return }`:                           aString,
		`func (t T) MarshalJSON() (b []byte, err error) { defer func() { b = []byte("1") }(); return json.Marshal(t.A) }`: "unknown",
		`func (t T) MarshalJSON() (b []byte, err error) { defer fill(&b); return json.Marshal(t.A) }`:                     "unknown",
		`func (t *T) MarshalJSON() ([]byte, error) { return json.Marshal(t.A) }`:                                          `{"kind":"object","fields":[{"name":"A"`,
	} {
		if _, got := ownShapesOf(t, head+method); len(got) < len(want) || got[:len(want)] != want {
			t.Errorf("%s\n got %s\nwant %s", method, got, want)
		}
	}
}

func TestMethodsThatUnmarshal(t *testing.T) {
	const head = `import ("bytes"; "encoding/json"; "errors"; "fmt")
var _ = bytes.Equal; var _ = fmt.Sprint; var _ = errors.New
var strict bool
func trim(b []byte) []byte { return b }
type T struct { A string; N any }
`
	const object = `{"kind":"object","fields":[{"name":"X","go":"X","type":{"kind":"number","go":"int"},"optional":true}]}`
	for body, want := range map[string]string{
		`return json.Unmarshal(data, &t.A)`: aString,
		`var s string; if err := json.Unmarshal(data, &s); err != nil { return err }; if s == "" { return errors.New("none") }; t.A = s; return nil`: aString,
		`var s string; err := json.Unmarshal(data, &s); if err != nil { return fmt.Errorf("no: %w", err) }; t.A = s; return nil`:                     aString,
		`var s string; err := json.Unmarshal(data, &s); t.A = s; return err`:                                                                         aString,
		`if json.Unmarshal(data, &t.A) != nil { return errors.New("no") }; return nil`:                                                               aString,
		`if t == nil { return errors.New("nil") }; return json.Unmarshal(data, &t.A)`:                                                                aString,
		`if string(data) == "null" { return nil }; return json.Unmarshal(data, &t.A)`:                                                                aString + " or null",
		`if len(data) == 0 || string(data) == "null" { t.A = ""; return nil }; return json.Unmarshal(data, &t.A)`:                                    aString + " or null",
		`if bytes.Equal(data, []byte("null")) { return errors.New("null") }; return json.Unmarshal(data, &t.A)`:                                      aString,
		`var p *string; return json.Unmarshal(data, &p)`:                                                                                             aString + " or null",
		`var x struct { X int }; return json.Unmarshal(data, &x)`:                                                                                    object,
		`type plain T; aux := struct { *plain; N, X int }{plain: (*plain)(t)}; return json.Unmarshal(data, &aux)`: `{"kind":"object","fields":[` +
			`{"name":"A","go":"plain.A","type":{"kind":"string"},"optional":true},{"name":"N","go":"N","type":{"kind":"number","go":"int"},"optional":true},{"name":"X","go":"X","type":{"kind":"number","go":"int"},"optional":true}]}`,

		`return json.Unmarshal(data, t)`:                                                                                        "unknown",
		`return json.Unmarshal(data, &t.N)`:                                                                                     "unknown",
		`var target any = &t.A; return json.Unmarshal(data, target)`:                                                            "unknown",
		`json.Unmarshal(data, &t.A); return nil`:                                                                                "unknown",
		`_ = json.Unmarshal(data, &t.A); return nil`:                                                                            "unknown",
		`if err := json.Unmarshal(data, &t.A); err != nil { return nil }; return nil`:                                           "unknown",
		`if err := json.Unmarshal(data, &t.A); err != nil { t.A = "?" }; return nil`:                                            "unknown",
		`if err := json.Unmarshal(data, &t.A); err != nil { return json.Unmarshal(data, &t.N) }; return nil`:                    "unknown",
		`if err := json.Unmarshal(data, &t.A); err != nil && strict { return err }; return nil`:                                 "unknown",
		`if strict { return json.Unmarshal(data, &t.A) }; return nil`:                                                           "unknown",
		`if strict { return nil }; return json.Unmarshal(data, &t.A)`:                                                           "unknown",
		`if string(data) == "1" { return nil }; return json.Unmarshal(data, &t.A)`:                                              "unknown",
		`data = trim(data); return json.Unmarshal(data, &t.A)`:                                                                  "unknown",
		`return json.Unmarshal(trim(data), &t.A)`:                                                                               "unknown",
		`t.N = data; return json.Unmarshal(data, &t.A)`:                                                                         "unknown",
		`return json.NewDecoder(bytes.NewReader(data)).Decode(&t.A)`:                                                            "unknown",
		`type plain T; var aux struct { *plain; X int }; return json.Unmarshal(data, &aux)`:                                     "unknown",
		`type plain T; aux := struct { *plain; X int }{X: 1}; return json.Unmarshal(data, &aux)`:                                "unknown",
		`type plain T; aux := struct { *plain; X int }{plain: (*plain)(t)}; aux.plain = nil; return json.Unmarshal(data, &aux)`: "unknown",
	} {
		if got, _ := ownShapesOf(t, head+"func (t *T) UnmarshalJSON(data []byte) error { "+body+" }"); got != want {
			t.Errorf("%s\n got %s\nwant %s", body, got, want)
		}
	}
}

func TestMethodsOfTypesThatHoldEachOther(t *testing.T) {
	const method = `MarshalJSON() ([]byte, error) { return json.Marshal`
	for source, want := range map[string]string{
		`type T struct { A int }; type U struct { B int }; func (t T) ` + method + `(U{}) }; func (u U) ` + method + `(T{}) }`:                       "unknown",
		`type T struct { A int }; type U struct { B *T }; func (t T) ` + method + `(U{}) }`:                                                          `{"kind":"object","fields":[{"name":"B","go":"B","type":{"kind":"ref","nullable":true,"to":"encode:oracle.T"}}]}`,
		`type T struct { Next []T }; func (t T) ` + method + `(t.Next) }`:                                                                            `{"kind":"list","of":{"kind":"ref","nullable":true,"to":"encode:oracle.T"}} or null`,
		`type T struct { V V[int] }; type V[A any] struct { A A }; func (v V[A]) ` + method + `(v.A) }; func (t T) ` + method + `(t.V) }`:            `{"kind":"number","go":"int"}`,
		`type T V[int]; type V[A any] struct { A A }; func (t T) MarshalJSON() ([]byte, error) { type plain V[int]; return json.Marshal(plain(t)) }`: `{"kind":"object","fields":[{"name":"A","go":"A","type":{"kind":"number","go":"int"}}]}`,
		`type T struct { B }; type B struct { A int }; func (b B) ` + method + `("x") }`:                                                             aString,
		`type T struct { *B }; type B struct { A int }; func (b B) ` + method + `("x") }`:                                                            "unknown",
	} {
		if _, got := ownShapesOf(t, "import \"encoding/json\"\n"+source); got != want {
			t.Errorf("%s\n got %s\nwant %s", source, got, want)
		}
	}
}
