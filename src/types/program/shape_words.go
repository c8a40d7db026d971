package main

import (
	"go/types"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// typeName gives a type with import paths, as shop/orders.Page[shop/orders.Order]; aliases are looked through.
func typeName(t types.Type) string {
	switch t := unalias(t).(type) {
	case *types.Basic:
		return types.Typ[t.Kind()].Name()
	case *types.Named:
		name := nameOf(t.Obj())
		if pkg := t.Obj().Pkg(); pkg != nil {
			name = pkg.Path() + "." + name
		}
		args := t.TypeArgs()
		if args == nil {
			return name
		}
		var names []string
		for i := 0; i < args.Len(); i++ {
			names = append(names, typeName(args.At(i)))
		}
		return name + "[" + strings.Join(names, ",") + "]"
	case *types.Pointer:
		return "*" + typeName(t.Elem())
	case *types.Slice:
		return "[]" + typeName(t.Elem())
	case *types.Array:
		return "[" + strconv.FormatInt(t.Len(), 10) + "]" + typeName(t.Elem())
	case *types.Map:
		return "map[" + typeName(t.Key()) + "]" + typeName(t.Elem())
	case *types.Interface:
		if t.Empty() {
			return "any"
		}
		return types.TypeString(t, nil)
	default:
		return types.TypeString(t, nil)
	}
}

// words gives a type argument as words for a name: []string is String List.
func words(t types.Type) []string {
	switch t := unalias(t).(type) {
	case *types.Basic:
		return []string{capital(types.Typ[t.Kind()].Name())}
	case *types.Named:
		all := []string{capital(nameOf(t.Obj()))}
		if args := t.TypeArgs(); args != nil {
			for i := 0; i < args.Len(); i++ {
				all = append(all, words(args.At(i))...)
			}
		}
		return all
	case *types.Pointer:
		return append(words(t.Elem()), "Pointer")
	case *types.Slice:
		if b, ok := unalias(t.Elem()).(*types.Basic); ok && b.Kind() == types.Uint8 {
			return []string{"Bytes"}
		}
		return append(words(t.Elem()), "List")
	case *types.Array:
		return append(words(t.Elem()), "List"+strconv.FormatInt(t.Len(), 10))
	case *types.Map:
		all := append(words(t.Elem()), "Map")
		if b, ok := unalias(t.Key()).(*types.Basic); ok && b.Kind() == types.String {
			return all
		}
		return append(append(all, "By"), words(t.Key())...)
	case *types.Interface:
		if t.Empty() {
			return []string{"Any"}
		}
		return []string{"Interface"}
	case *types.Struct:
		return []string{"Struct"}
	case *types.Chan:
		return append(words(t.Elem()), "Channel")
	case *types.Signature:
		return []string{"Function"}
	case *types.TypeParam:
		return []string{capital(t.Obj().Name())}
	}
	return []string{"Type"}
}

func capital(word string) string {
	first, size := utf8.DecodeRuneInString(word)
	return string(unicode.ToUpper(first)) + word[size:]
}
