package main

import (
	"fmt"
	"go/importer"
	"go/token"
	"go/types"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"sync"
)

// program is all packages that the asked ones consist of.
type program struct {
	fset *token.FileSet
	// roots are the packages that were asked for, in that order; nil where a folder holds none.
	roots  []*listed
	listed map[string]*listed
	sizes  types.Sizes
	// sources are the packages that are checked from source, and those read on demand.
	sources map[string]*source
	// demanded are the latter.
	demanded []*source
	// starters are the packages that import aws-lambda-go/lambda, directly or through others.
	starters map[string]bool
	// set are the package variables that code assigns to; see isSet.
	set     map[*types.Var]bool
	exports *exportData
}

const lambdaPath = "github.com/aws/aws-lambda-go/lambda"

// loadProgram lists, compiles and checks the packages in dirs, all in one go.
func loadProgram(command *goCommand, dirs []string) (*program, error) {
	if len(dirs) == 0 {
		return nil, fmt.Errorf("no folder given")
	}
	// Positions in export data have to name the files that are there.
	arguments := append([]string{"-deps", "-export", "-trimpath=false", "--"}, dirs...)
	packages, err := command.list(allFields, arguments...)
	if err != nil {
		return nil, err
	}
	command.compiled(packages)
	p := &program{
		fset:     token.NewFileSet(),
		listed:   make(map[string]*listed, len(packages)),
		sizes:    targetSizes(),
		sources:  map[string]*source{},
		starters: map[string]bool{},
	}
	p.exports = newExportData(p)
	for _, l := range packages {
		p.listed[l.ImportPath] = l
	}
	p.roots = rootsOf(dirs, packages)
	p.checkSources(packages)
	return p, nil
}

// rootsOf finds the package of each folder: the one that go list names the folder for, or that is in it.
func rootsOf(dirs []string, packages []*listed) []*listed {
	byDir := map[string]*listed{}
	for _, l := range packages {
		if l.DepOnly {
			continue
		}
		if real := realPath(l.Dir); l.Dir != "" && byDir[real] == nil {
			byDir[real] = l
		}
		for _, pattern := range l.Match {
			byDir[pattern] = l
		}
	}
	roots := make([]*listed, len(dirs))
	for i, dir := range dirs {
		if roots[i] = byDir[dir]; roots[i] == nil {
			roots[i] = byDir[realPath(dir)]
		}
	}
	return roots
}

func realPath(dir string) string {
	if real, err := filepath.EvalSymlinks(dir); err == nil {
		return real
	}
	return filepath.Clean(dir)
}

func targetSizes() types.Sizes {
	arch := os.Getenv("GOARCH")
	if arch == "" {
		arch = runtime.GOARCH
	}
	return types.SizesFor("gc", arch)
}

// exportData reads packages as the compiler has written them down; the importer itself is not made for several goroutines.
type exportData struct {
	mutex    sync.Mutex
	importer types.Importer
}

func newExportData(p *program) *exportData {
	lookup := func(path string) (io.ReadCloser, error) {
		l := p.listed[path]
		if l == nil || l.Export == "" {
			return nil, fmt.Errorf("%s is not compiled", path)
		}
		return os.Open(l.Export)
	}
	return &exportData{importer: importer.ForCompiler(p.fset, "gc", lookup)}
}

func (e *exportData) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	e.mutex.Lock()
	defer e.mutex.Unlock()
	return e.importer.Import(path)
}
