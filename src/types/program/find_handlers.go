package main

import (
	"fmt"
	"go/token"
	"go/types"
)

// foundHandler is a handler, not yet described.
type foundHandler struct {
	name     string
	pos      token.Pos
	request  types.Type
	response types.Type
	// neverNull: its answer is never null.
	neverNull bool
}

type unresolved struct {
	reason string
	pos    token.Pos
}

type findings struct {
	handlers   []foundHandler
	unresolved []unresolved
}

// describe describes h with the types that all functions share: those in export data, not their like in packages read on demand.
func (h foundHandler) describe(p *program, shapes *shaper) handler {
	described := handler{Name: h.name, At: shapes.place(h.pos), Doc: shapes.docAt(h.pos)}
	shared := rewriter{origin: p.exported}
	if h.request != nil {
		described.Request = shapes.request(shared.in(h.request))
	}
	if h.response != nil {
		described.Response = shapes.response(shared.in(h.response))
	}
	if h.neverNull {
		response := *described.Response
		response.Nullable = response.ownNull
		described.Response = &response
	}
	return described
}

// handlers evaluates what each call of lambda.Start is given.
func (f *finder) handlers() findings {
	f.forget()
	f.steps, f.cuts, f.naming = 0, 0, true
	var all findings
	byCall := map[token.Pos]*findings{}
	var order []token.Pos
	for _, site := range f.starts {
		pos := site.call.Pos()
		if byCall[pos] == nil {
			byCall[pos] = &findings{}
			order = append(order, pos)
		}
		f.handlersAt(site, byCall[pos])
	}
	for _, pos := range order {
		found := byCall[pos]
		all.handlers = append(all.handlers, found.handlers...)
		for _, u := range found.unresolved {
			all.unresolved = append(all.unresolved, u)
		}
	}
	all.handlers = distinctHandlers(all.handlers)
	all.unresolved = distinctUnresolved(all.unresolved)
	switch {
	case f.steps > mostSteps || len(f.frames) >= mostFrames:
		all.unresolved = append(all.unresolved, unresolved{"there is more code than can be followed", f.mainPos()})
	case len(all.handlers) == 0 && len(all.unresolved) == 0:
		all.unresolved = append(all.unresolved, unresolved{f.withoutStart(), f.mainPos()})
	}
	return all
}

func (f *finder) withoutStart() string {
	if l := f.program.listed[lambdaPath]; l != nil && l.Error != nil && len(l.GoFiles) == 0 {
		return lambdaPath + " is not there"
	}
	if f.program.starters[f.main.ImportPath] {
		return "no call of lambda.Start was found on the way from main"
	}
	return "nothing here imports " + lambdaPath
}

func distinctHandlers(handlers []foundHandler) []foundHandler {
	seen := map[string]int{}
	var kept []foundHandler
	for _, h := range handlers {
		key := fmt.Sprint(h.name, h.pos, h.request, h.response)
		if i, ok := seen[key]; ok {
			kept[i].neverNull = kept[i].neverNull && h.neverNull
			continue
		}
		seen[key] = len(kept)
		kept = append(kept, h)
	}
	return kept
}

func distinctUnresolved(notes []unresolved) []unresolved {
	seen := map[unresolved]bool{}
	var kept []unresolved
	for _, u := range notes {
		if !seen[u] {
			seen[u] = true
			kept = append(kept, u)
		}
	}
	return kept
}

// handlersAt adds what one call of lambda.Start may be given. A call of which nothing is known says nothing where another
// one of the same place is known.
func (f *finder) handlersAt(site callSite, found *findings) {
	argument := f.startArgument(site)
	if argument.expr == nil {
		return
	}
	values := f.values(argument)
	if len(values) == 0 {
		found.unresolved = append(found.unresolved, unresolved{"what lambda.Start is given cannot be followed", f.inUserCode(argument.expr.Pos(), site)})
	}
	onlyNil, onlyUnset := len(values) > 0, len(values) > 0
	for _, v := range values {
		onlyNil = onlyNil && v.isNil
		onlyUnset = onlyUnset && (v.isNil || v.isUnset())
		if !v.isNil && !v.never && !v.isUnset() {
			f.handler(v, site, found, 0)
		}
	}
	switch pos := argument.expr.Pos(); {
	case onlyNil:
		found.unresolved = append(found.unresolved, unresolved{"handler is nil", f.inUserCode(pos, site)})
	case onlyUnset:
		found.unresolved = append(found.unresolved, unresolved{"handler is never set in code that can be read", f.inUserCode(pos, site)})
	}
}

// isUnset tells whether v is a function or interface that is never set; a struct is a handler as it is.
func (v value) isUnset() bool {
	if !v.zero || v.typ == nil {
		return v.zero
	}
	_, ok := v.typ.Underlying().(*types.Signature)
	return ok
}

func (f *finder) startArgument(site callSite) thunk {
	name := "Start"
	for _, callee := range f.values(thunk{frame: site.frame, expr: unparen(site.call.Fun)}) {
		if callee.object != nil && isStart(callee.object) {
			name = callee.object.Name()
		}
	}
	switch i := starts[name]; {
	case i < len(site.call.Args):
		return thunk{frame: site.frame, expr: site.call.Args[i]}
	case len(site.call.Args) == 1:
		return thunk{frame: site.frame, expr: site.call.Args[0], index: i}
	}
	return thunk{}
}

// handler adds one value that is given to lambda.Start.
func (f *finder) handler(v value, site callSite, found *findings, depth int) {
	pos := v.pos
	if !pos.IsValid() {
		pos = site.call.Pos()
	}
	say := func(reason string) {
		found.unresolved = append(found.unresolved, unresolved{reason, f.inUserCode(pos, site)})
	}
	switch {
	case v.typ == nil && v.why == "":
		say("what lambda.Start is given cannot be followed")
	case v.typ == nil:
		say(v.why)
	case v.typ == types.Typ[types.Invalid]:
		say("what lambda.Start is given does not compile")
	case hasTypeParameter(v.typ):
		say(fmt.Sprintf("handler is a %s, and what its type parameters are cannot be followed", types.TypeString(v.typ, shortNames)))
	case isRawHandler(v.typ):
		f.rawHandler(v, site, found, depth)
	default:
		signature, ok := v.typ.Underlying().(*types.Signature)
		if !ok {
			say(fmt.Sprintf("handler kind %s is not func", kindOf(v.typ)))
			return
		}
		request, response, err := takesAndGives(signature)
		if err != nil {
			say(err.Error())
			return
		}
		if isInvalid(request) || isInvalid(response) {
			say("what handler takes or gives does not compile")
			return
		}
		found.handlers = append(found.handlers, foundHandler{handlerName(v), pos, request, response, f.neverNull(v.function, response)})
	}
}

func shortNames(p *types.Package) string { return p.Name() }

// handlerName is the function's name; one that is known by its type alone is named as it is written.
func handlerName(v value) string {
	switch {
	case v.object != nil:
		return functionName(v.object)
	case v.function != nil:
		return v.function.name
	}
	return v.text
}

// inUserCode is pos, or the user's call that led there: where one can look, and change something.
func (f *finder) inUserCode(pos token.Pos, site callSite) token.Pos {
	for {
		for _, s := range f.sources {
			for _, file := range s.files {
				if s.done != nil && file.FileStart <= pos && pos < file.FileEnd {
					return pos
				}
			}
		}
		if site.frame == nil || site.call == nil {
			return f.mainPos()
		}
		pos = site.call.Pos()
		site = callSite{site.frame.call, site.frame.caller}
	}
}
