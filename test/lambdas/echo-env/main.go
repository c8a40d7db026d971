// Command echo-env answers what the process was given: every variable, the working directory, the arguments,
// the folders it may write to and its place among the processes. The payload is ignored.
package main

import (
	"os"
	"strings"
	"syscall"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Env  map[string]string `json:"env"`
	Cwd  string            `json:"cwd"`
	Args []string          `json:"args"`
	Exe  string            `json:"exe"`
	Home folder            `json:"home"`
	// What os.TempDir() says: TMPDIR, else /tmp.
	Tmp          folder `json:"tmp"`
	Pid          int    `json:"pid"`
	ParentPid    int    `json:"parentPid"`
	ProcessGroup int    `json:"processGroup"`
}

type folder struct {
	Path     string   `json:"path"`
	Writable bool     `json:"writable"`
	Entries  []string `json:"entries"`
	Error    string   `json:"error,omitempty"`
}

func inspect(path string, err error) folder {
	if err != nil {
		return folder{Entries: []string{}, Error: err.Error()}
	}
	seen := folder{Path: path, Entries: []string{}}
	entries, err := os.ReadDir(path)
	if err != nil {
		seen.Error = err.Error()
		return seen
	}
	for _, entry := range entries {
		seen.Entries = append(seen.Entries, entry.Name())
	}
	probe, err := os.CreateTemp(path, "probe-*")
	if err != nil {
		seen.Error = err.Error()
		return seen
	}
	seen.Writable = true
	probe.Close()
	os.Remove(probe.Name())
	return seen
}

func handle() (*answer, error) {
	env := map[string]string{}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		env[name] = value
	}
	cwd, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	exe, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return &answer{
		Env:          env,
		Cwd:          cwd,
		Args:         os.Args,
		Exe:          exe,
		Home:         inspect(os.UserHomeDir()),
		Tmp:          inspect(os.TempDir(), nil),
		Pid:          os.Getpid(),
		ParentPid:    os.Getppid(),
		ProcessGroup: syscall.Getpgrp(),
	}, nil
}

func main() {
	lambda.Start(handle)
}
