// Zips files with Go's archive/zip, as deployment scripts in Go do.
//
//	gozip [-modes] function.zip file...
package main

import (
	"archive/zip"
	"io"
	"log"
	"os"
	"path/filepath"
)

func main() {
	args := os.Args[1:]
	modes := args[0] == "-modes"
	if modes {
		args = args[1:]
	}
	out, err := os.Create(args[0])
	check(err)
	writer := zip.NewWriter(out)
	for _, name := range args[1:] {
		add(writer, name, modes)
	}
	check(writer.Close())
	check(out.Close())
}

// Create alone keeps no modes, which is easily overlooked.
func add(writer *zip.Writer, name string, modes bool) {
	in, err := os.Open(name)
	check(err)
	defer in.Close()
	var entry io.Writer
	if modes {
		info, err := in.Stat()
		check(err)
		header, err := zip.FileInfoHeader(info)
		check(err)
		header.Method = zip.Deflate
		entry, err = writer.CreateHeader(header)
		check(err)
	} else {
		entry, err = writer.Create(filepath.Base(name))
		check(err)
	}
	_, err = io.Copy(entry, in)
	check(err)
}

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
