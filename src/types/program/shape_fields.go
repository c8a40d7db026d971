package main

import (
	"cmp"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// A structField is a field as encoding/json finds it in a struct, perhaps promoted from an embedded one.
type structField struct {
	name   string
	tagged bool
	index  []int
	// path holds the embedded fields on the way and the field itself.
	path []*types.Var
	tag  reflect.StructTag
	// typ is the field's type, its pointer followed.
	typ                         types.Type
	omitEmpty, omitZero, quoted bool
	// pointer: an embedded pointer is on the way.
	pointer bool
	// unsettable: that pointer's struct has an unexported name, so that decoding cannot make one.
	unsettable bool
	// members: the field stands for any members of the object, by the option embed.
	members bool
}

func (f *structField) variable() *types.Var { return f.path[len(f.path)-1] }

// goName gives the field as in Base.Name.
func (f *structField) goName() string {
	var names []string
	for _, v := range f.path {
		names = append(names, v.Name())
	}
	return strings.Join(names, ".")
}

// typeFields follows the function of that name in encoding/json. Those that clash hide each other: of each such name
// there is the first two.
func typeFields(t types.Type) (fields []structField, clashing [][2]structField) {
	current := []structField{}
	next := []structField{{typ: t}}
	var count, nextCount *typeMap[int]
	visited := &typeMap[bool]{}

	for len(next) > 0 {
		current, next = next, nil
		count, nextCount = nextCount, &typeMap[int]{}
		for _, f := range current {
			if seen, _ := visited.get(f.typ); seen {
				continue
			}
			visited.set(f.typ, true)
			u := f.typ.Underlying().(*types.Struct)
			for i := 0; i < u.NumFields(); i++ {
				sf, ok := readField(u, i, &f)
				if !ok {
					continue
				}
				if sf.name == "" {
					n, _ := nextCount.get(sf.typ)
					nextCount.set(sf.typ, n+1)
					if n == 0 {
						next = append(next, sf)
					}
					continue
				}
				fields = append(fields, sf)
				if count != nil {
					// A second one, as the struct is embedded more than once: they hide each other.
					if n, _ := count.get(f.typ); n > 1 {
						fields = append(fields, sf)
					}
				}
			}
		}
	}
	return dominantFields(fields)
}

// readField reads a field of f's struct; without a name it is an embedded struct to look into.
func readField(u *types.Struct, i int, f *structField) (sf structField, ok bool) {
	v := u.Field(i)
	ft := unalias(v.Type())
	if v.Embedded() {
		t := ft
		if p, ok := t.Underlying().(*types.Pointer); ok {
			t = p.Elem()
		}
		if !v.Exported() && !isStruct(t) {
			return sf, false
		}
	} else if !v.Exported() {
		return sf, false
	}
	structTag := reflect.StructTag(u.Tag(i))
	tag := structTag.Get("json")
	if tag == "-" {
		return sf, false
	}
	name := tagName(tag)
	embedded := v.Embedded() || onV2 && name == "" && hasOption(tag, "embed")
	pointer := false
	if p, ok := ft.(*types.Pointer); ok {
		ft, pointer = unalias(p.Elem()), true
	}
	sf = structField{
		name:       name,
		tagged:     name != "",
		index:      append(slices.Clone(f.index), i),
		path:       append(slices.Clone(f.path), v),
		tag:        structTag,
		typ:        ft,
		omitEmpty:  hasOption(tag, "omitempty"),
		omitZero:   hasOption(tag, "omitzero") && knowsOmitzero,
		quoted:     hasOption(tag, "string") && isQuotable(ft),
		pointer:    f.pointer,
		unsettable: f.unsettable,
	}
	if name == "" && embedded && isStruct(ft) {
		sf.pointer = sf.pointer || pointer
		sf.unsettable = sf.unsettable || pointer && !v.Exported()
		return sf, true
	}
	if name == "" {
		sf.name = v.Name()
	}
	_, isMap := ft.Underlying().(*types.Map)
	sf.members = embedded && !v.Embedded() && (isMap || isNamed(ft, "encoding/json/jsontext", "Value"))
	return sf, true
}

// dominantFields leaves of each name the field that hides the others, if there is one, in the order of the structs.
func dominantFields(fields []structField) (out []structField, clashing [][2]structField) {
	slices.SortFunc(fields, func(a, b structField) int {
		if c := strings.Compare(a.name, b.name); c != 0 {
			return c
		}
		if c := cmp.Compare(len(a.index), len(b.index)); c != 0 {
			return c
		}
		if a.tagged != b.tagged {
			if a.tagged {
				return -1
			}
			return +1
		}
		return slices.Compare(a.index, b.index)
	})
	for i, n := 0, 0; i < len(fields); i += n {
		for n = 1; i+n < len(fields) && fields[i+n].name == fields[i].name; n++ {
		}
		first := fields[i]
		if n > 1 && len(first.index) == len(fields[i+1].index) && first.tagged == fields[i+1].tagged {
			clashing = append(clashing, [2]structField{first, fields[i+1]})
			continue
		}
		out = append(out, first)
	}
	slices.SortFunc(out, func(a, b structField) int { return slices.Compare(a.index, b.index) })
	return out, clashing
}

func isStruct(t types.Type) bool {
	_, ok := t.Underlying().(*types.Struct)
	return ok
}

// isQuotable tells whether the option string holds for t.
func isQuotable(t types.Type) bool {
	if p, ok := t.Underlying().(*types.Pointer); ok && onV2 && hasName(t) {
		t = p.Elem()
	}
	b, ok := t.Underlying().(*types.Basic)
	return ok && (b.Kind() == types.Bool || b.Kind() == types.String || numberName(b) != "")
}
