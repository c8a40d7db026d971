package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
)

// goCommand is the go command with the flags that its build is given.
type goCommand struct {
	path  string
	flags []string
	env   []string
}

// newGoCommand also asks go/types, of this program alone, to tell an alias from what it stands for.
func newGoCommand(path string, flags []string) *goCommand {
	env := os.Environ()
	os.Setenv("GODEBUG", "gotypesalias=1")
	return &goCommand{path, flags, env}
}

// goRelease is the release that this program is built with: go1.26.8.
func goRelease() string {
	release, _, _ := strings.Cut(runtime.Version(), " ")
	return release
}

// listed is a package as `go list -json` prints it.
type listed struct {
	ImportPath string
	Name       string
	Dir        string
	Root       string
	Match      []string
	Export     string
	GoFiles    []string
	CgoFiles   []string
	// CompiledGoFiles are only asked for where there are CgoFiles.
	CompiledGoFiles []string
	Imports         []string
	ImportMap       map[string]string
	Standard        bool
	DepOnly         bool
	Module          *module
	Error           *listError
}

type module struct {
	Path      string
	Main      bool
	Dir       string
	GoVersion string
	Replace   *module
	Version   string
}

type listError struct {
	Pos string
	Err string
}

const allFields = "-json=ImportPath,Name,Dir,Root,Match,Export,GoFiles,CgoFiles,Imports,ImportMap,Standard,DepOnly,Module,Error"

// compiled asks for what cgo makes of the files of packages; the packages stay as they are where it cannot.
func (g *goCommand) compiled(packages []*listed) {
	paths := []string{"-compiled", "--"}
	byPath := map[string]*listed{}
	for _, l := range packages {
		if l.ofUser() && len(l.CgoFiles) > 0 && l.Export != "" {
			paths = append(paths, l.ImportPath)
			byPath[l.ImportPath] = l
		}
	}
	if len(byPath) == 0 {
		return
	}
	listed, err := g.list("-json=ImportPath,CompiledGoFiles", paths...)
	if err != nil {
		return
	}
	for _, l := range listed {
		if of := byPath[l.ImportPath]; of != nil {
			of.CompiledGoFiles = l.CompiledGoFiles
		}
	}
}

// list runs go list. Where it prints packages it has not failed as a whole, whatever its exit code.
func (g *goCommand) list(fields string, arguments ...string) ([]*listed, error) {
	command := exec.Command(g.path, append(append([]string{"list", "-e", fields}, g.flags...), arguments...)...)
	command.Env = g.env
	var stdout, stderr bytes.Buffer
	command.Stdout, command.Stderr = &stdout, &stderr
	failed := command.Run()
	var packages []*listed
	for decoder := json.NewDecoder(&stdout); ; {
		p := new(listed)
		if err := decoder.Decode(p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			return nil, fmt.Errorf("go list: %w\n%s", err, stderr.String())
		}
		if p.Error != nil {
			p.Error.Pos = absolute(p.Error.Pos)
		}
		packages = append(packages, p)
	}
	if failed != nil && len(packages) == 0 {
		return nil, fmt.Errorf("%s\ngo list: %w", strings.TrimRight(stderr.String(), "\n"), failed)
	}
	return packages, nil
}

// absolute is a position as go prints it, relative to the folder that it runs in, wherever it is looked at.
func absolute(pos string) string {
	if pos == "" {
		return ""
	}
	if all, err := filepath.Abs(pos); err == nil {
		return all
	}
	return pos
}

// imported is the path of the package that p's `import "path"` means: another one where it is vendored.
func (p *listed) imported(path string) string {
	if mapped, ok := p.ImportMap[path]; ok {
		return mapped
	}
	return path
}

// placeOf is what positions call a file of p: one of the standard library begins with $GOROOT, as in export data.
func (p *listed) placeOf(file string) string {
	if rest, ok := strings.CutPrefix(file, p.Root); ok && p.Standard {
		return "$GOROOT" + rest
	}
	return file
}

// ofUser tells whether p's source is the user's own: in the main module or workspace, or replaced by a folder.
func (p *listed) ofUser() bool {
	if p.Standard {
		return false
	}
	m := p.Module
	return m == nil || m.Main || (m.Replace != nil && m.Replace.Version == "")
}
