package main

import (
	"fmt"
	"go/types"
	"strconv"
)

// packageName is how Go prints a package within the name of a function: its path, but "main" for the program's own.
func packageName(s *source) string {
	if s.Name == "main" {
		return "main"
	}
	return s.ImportPath
}

// functionName is main.handle, (*main.Server).Handle, main.handle[...]; of an imported package with its path.
func functionName(object *types.Func) string {
	qualifier := func(p *types.Package) string {
		if p.Name() == "main" {
			return "main"
		}
		return p.Path()
	}
	signature := object.Type().(*types.Signature)
	receiver := signature.Recv()
	if receiver == nil {
		name := object.Name()
		if signature.TypeParams().Len() > 0 {
			name += "[...]"
		}
		if object.Pkg() == nil {
			return name
		}
		return qualifier(object.Pkg()) + "." + name
	}
	t, star := receiver.Type(), ""
	if pointer, ok := t.(*types.Pointer); ok {
		t, star = pointer.Elem(), "*"
	}
	text := types.TypeString(t, qualifier)
	if named := namedOf(t); named != nil {
		text = named.Obj().Name()
		if named.Obj().Pkg() != nil {
			text = qualifier(named.Obj().Pkg()) + "." + text
		}
		if named.TypeArgs().Len() > 0 || named.TypeParams().Len() > 0 {
			text += "[...]"
		}
	}
	if star != "" {
		return fmt.Sprintf("(*%s).%s", text, object.Name())
	}
	return fmt.Sprintf("%s.%s", text, object.Name())
}

// literalName is that of the newest literal within outer: main.main.func1, one within that main.main.func1.2.
func literalName(outer *function) string {
	if outer.literal != nil {
		return outer.name + "." + strconv.Itoa(outer.literals)
	}
	return outer.name + ".func" + strconv.Itoa(outer.literals)
}
