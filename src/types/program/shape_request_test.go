package main

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/rand"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"
)

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
