package main

import (
	"fmt"
	"go/types"
)

// isRawHandler tells whether t is a lambda.Handler: it gets and gives JSON itself.
func isRawHandler(t types.Type) bool {
	return invokeOf(t) != nil
}

func invokeOf(t types.Type) *types.Func {
	object, _, _ := types.LookupFieldOrMethod(t, false, nil, "Invoke")
	method, ok := object.(*types.Func)
	if !ok || !isRaw(method.Type().(*types.Signature)) {
		return nil
	}
	return method
}

// isRaw tells whether a function takes a context and JSON, and gives JSON.
func isRaw(signature *types.Signature) bool {
	params, results := signature.Params(), signature.Results()
	return params.Len() == 2 && isContext(params.At(0).Type()) && isBytes(params.At(1).Type()) &&
		results.Len() == 2 && isBytes(results.At(0).Type()) && types.Identical(results.At(1).Type(), types.Universe.Lookup("error").Type())
}

func isBytes(t types.Type) bool {
	slice, ok := unalias(t).(*types.Slice)
	return ok && types.Identical(slice.Elem(), types.Typ[types.Byte])
}

const deepestHandler = 16

// rawHandler looks into Invoke for what is sure: it passes its payload on to another handler, or decodes it once and encodes once.
func (f *finder) rawHandler(v value, site callSite, found *findings, depth int) {
	method := invokeOf(v.typ)
	reason := fmt.Sprintf("%s has an Invoke of its own, and what JSON that takes and gives cannot be told", types.TypeString(v.typ, shortNames))
	pos := v.pos
	if !pos.IsValid() {
		pos = site.call.Pos()
	}
	for _, invoke := range f.methods(thunk{values: []value{v}}, v.typ, method, site.call, 0) {
		if invoke.object != nil {
			pos = invoke.object.Pos()
		}
		if depth < deepestHandler && f.rawFunction(invoke, site, found, depth) {
			return
		}
	}
	found.unresolved = append(found.unresolved, unresolved{reason, f.inUserCode(pos, site)})
}

// rawFunction follows a function of a raw handler's type; false where nothing is sure.
func (f *finder) rawFunction(v value, site callSite, found *findings, depth int) bool {
	if v.object != nil {
		f.load(&v)
	}
	if v.function == nil || v.function.body == nil || !isRaw(v.function.signature) {
		return false
	}
	fr := f.enter(&v, nil, nil)
	if fr == nil {
		return false
	}
	if receiver := fr.function.signature.Recv(); receiver != nil && v.receiver != nil {
		fr.bound[receiver] = *v.receiver
	}
	// A chain that is put together in a loop leads back to itself.
	if f.following[fr] {
		return true
	}
	f.following[fr] = true
	defer delete(f.following, fr)
	body := readRaw(v.function)
	switch {
	case body.decoded != nil && body.encoded != nil && len(body.passed) == 0 && !body.looked:
		request, response := fr.concrete(body.decoded), fr.concrete(body.encoded)
		if hasTypeParameter(request) || hasTypeParameter(response) {
			return false
		}
		found.handlers = append(found.handlers, foundHandler{v.function.name, v.pos, request, response, false})
		return true
	case body.decoded == nil && body.encoded == nil && len(body.passed) == 1 && !body.other:
		return f.passedTo(body.passed[0], fr, site, found, depth)
	}
	return false
}

// passedTo follows a call that is given the payload as it is: of a handler's Invoke, or of a function like it.
func (f *finder) passedTo(passed rawCall, fr *frame, site callSite, found *findings, depth int) bool {
	if passed.handler != nil {
		values := f.values(thunk{frame: fr, expr: passed.handler})
		for _, v := range values {
			if !v.isNil {
				f.handler(v, site, found, depth+1)
			}
		}
		return len(values) > 0
	}
	callees := f.values(thunk{frame: fr, expr: unparen(passed.call.Fun)})
	for _, callee := range callees {
		if !f.rawFunction(callee, site, found, depth+1) {
			return false
		}
	}
	return len(callees) > 0
}
