package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"strings"
)

// finder looks for the handlers of one package main.
type finder struct {
	program *program
	main    *source
	// sources are those that main consists of, itself included.
	sources  []*source
	starting map[*function]bool
	frames   map[frameKey]*frame
	framesOf map[*function][]*frame

	// work are calls whose bodies are still to be looked at, dynamic those of which it takes an evaluation to know what is called.
	work    []*frame
	queued  map[*frame]bool
	walked  map[*function]int
	walks   int
	dynamic []callSite
	// handed are functions that are used as values: called by somebody, but who knows from where.
	handed []thunk
	// named are the methods of interfaces that are called, by name.
	named  map[string][]*types.Signature
	starts []callSite
	seen   map[callSite]bool

	// following are the calls of raw handlers that are looked into.
	following map[*frame]bool
	// provedNeverNil is also there, false, while the proof is under way.
	provedNeverNil map[*function]bool

	cache map[thunkKey][]value
	busy  map[thunkKey]bool
	// naming: all calls are known, and the handlers are what is asked for.
	naming bool
	cuts   int
	steps  int
}

type callSite struct {
	call  *ast.CallExpr
	frame *frame
}

// describeFunction finds the handlers of root and describes what they take and give.
func describeFunction(p *program, shapes *shaper, dir string, root *listed) functionTypes {
	answer := functionTypes{Dir: dir, Handlers: []handler{}, Unresolved: []note{}, Warnings: []note{}}
	if root == nil {
		answer.Unresolved = append(answer.Unresolved, note{"there is no Go package in this folder", ""})
		return answer
	}
	if root.Dir == "" && root.Error != nil {
		answer.Unresolved = append(answer.Unresolved, note{ofFolder(root.Error, dir, ""), ""})
		return answer
	}
	answer.ImportPath = root.ImportPath
	s := p.sources[root.ImportPath]
	switch {
	case len(root.GoFiles)+len(root.CgoFiles) == 0:
		answer.Unresolved = append(answer.Unresolved, note{ofFolder(root.Error, root.Dir, "there is no Go file for this platform and these tags"), ""})
		return answer
	case root.Name != "main":
		answer.Unresolved = append(answer.Unresolved, note{fmt.Sprintf("package %s is not a command: it has to be package main", root.Name), ""})
		return answer
	case s == nil:
		s = p.onDemand(root.ImportPath)
	}
	f := newFinder(p, s)
	f.walkAll()
	found := f.handlers()
	for _, h := range found.handlers {
		answer.Handlers = append(answer.Handlers, h.describe(p, shapes))
	}
	for _, u := range found.unresolved {
		answer.Unresolved = append(answer.Unresolved, note{u.reason, shapes.place(u.pos)})
	}
	answer.Warnings = append(answer.Warnings, f.compileWarnings()...)
	answer.Warnings = append(answer.Warnings, shapes.takeWarnings()...)
	return answer
}

// ofFolder is what go says of a folder; where that lies is another matter on each machine.
func ofFolder(err *listError, dir, otherwise string) string {
	if err == nil {
		return otherwise
	}
	return strings.ReplaceAll(firstReason(err), dir, "this folder")
}

func newFinder(p *program, main *source) *finder {
	f := &finder{
		program:   p,
		main:      main,
		starting:  map[*function]bool{},
		frames:    map[frameKey]*frame{},
		framesOf:  map[*function][]*frame{},
		queued:    map[*frame]bool{},
		walked:    map[*function]int{},
		named:     map[string][]*types.Signature{},
		seen:      map[callSite]bool{},
		following: map[*frame]bool{},
		busy:      map[thunkKey]bool{},
		cache:     map[thunkKey][]value{},

		provedNeverNil: map[*function]bool{},
	}
	visited := map[string]bool{}
	var visit func(s *source)
	visit = func(s *source) {
		if visited[s.ImportPath] {
			return
		}
		visited[s.ImportPath] = true
		for _, path := range s.Imports {
			if imported := p.sources[s.imported(path)]; imported != nil && imported.done != nil {
				visit(imported)
			}
		}
		f.sources = append(f.sources, s)
	}
	visit(main)
	f.findStarting()
	return f
}

const worstErrors = 3

// compileWarnings are the first errors of what main consists of, where go could not compile it either.
func (f *finder) compileWarnings() []note {
	var warnings []note
	for _, s := range f.sources {
		if s.Export != "" {
			continue
		}
		errors := s.errors
		if len(errors) == 0 && s.Error != nil {
			errors = []note{{firstReason(s.Error), withoutColumn(s.Error.Pos)}}
		}
		for _, e := range errors {
			if len(warnings) == worstErrors {
				return warnings
			}
			warnings = append(warnings, note{"does not compile: " + e.Reason, e.At})
		}
	}
	return warnings
}

// firstReason is the first line of what go says, without the one that names the package; with what it says to do about it.
func firstReason(err *listError) string {
	reason := ""
	for _, line := range strings.Split(err.Err, "\n") {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || strings.HasPrefix(line, "#"):
		case reason != "":
			return reason + " " + line
		case !strings.HasSuffix(line, ":"):
			return line
		default:
			reason = line
		}
	}
	if reason == "" {
		return "go cannot build it"
	}
	return reason
}

// mainPos is where main is, for what is said of the program as a whole.
func (f *finder) mainPos() token.Pos {
	if fn := f.main.index.functions["main"]; fn != nil {
		return fn.object.Pos()
	}
	return token.NoPos
}
