package main

import (
	"fmt"
	"go/token"
	"strconv"
	"strings"
)

// place gives a position as /abs/main.go:12, and "" where there is none.
func (s *shaper) place(pos token.Pos) string {
	p := s.fset.Position(pos)
	if !p.IsValid() {
		return ""
	}
	return fmt.Sprintf("%s:%d", fileOf(p), p.Line)
}

// fileOf gives the file of a position. The standard library's begin with $GOROOT, and are not looked at: what is said of a
// user's types must not depend on where Go lies, on how a release words its comments, or on whether all of it compiles.
func fileOf(p token.Position) string { return p.Filename }

// before orders places by file, then by line.
func before(a, b string) bool {
	fileA, lineA := cutLine(a)
	fileB, lineB := cutLine(b)
	if fileA != fileB {
		return fileA < fileB
	}
	return lineA < lineB
}

func cutLine(place string) (string, int) {
	i := strings.LastIndexByte(place, ':')
	if i < 0 {
		return place, 0
	}
	line, _ := strconv.Atoi(place[i+1:])
	return place[:i], line
}
