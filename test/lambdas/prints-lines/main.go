// Command prints-lines writes numbered lines and then answers how many bytes it wrote.
//
//	{"lines": 20, "stream": "both", "bytes": 100, "label": "first", "unfinished": true}
//
// stream is stdout, stderr or both (the default: odd lines to stdout, even ones to stderr); bytes pads each line, its newline
// included; label begins each line; unfinished leaves the newline of the last line out.
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Lines      int    `json:"lines"`
	Stream     string `json:"stream"`
	Bytes      int    `json:"bytes"`
	Label      string `json:"label"`
	Unfinished bool   `json:"unfinished"`
}

type answer struct {
	Bytes int `json:"bytes"`
}

func (r request) stream(number int) (*os.File, error) {
	switch r.Stream {
	case "stdout":
		return os.Stdout, nil
	case "stderr":
		return os.Stderr, nil
	case "both", "":
		if number%2 == 1 {
			return os.Stdout, nil
		}
		return os.Stderr, nil
	}
	return nil, fmt.Errorf("no stream is called %q", r.Stream)
}

func (r request) line(number int) string {
	label := r.Label
	if label == "" {
		label = "line"
	}
	text := fmt.Sprintf("%s %d of %d", label, number, r.Lines)
	if missing := r.Bytes - len(text) - 1; missing > 0 {
		text += strings.Repeat(".", missing)
	}
	if r.Unfinished && number == r.Lines {
		return text
	}
	return text + "\n"
}

func handle(r request) (answer, error) {
	var written answer
	for number := 1; number <= r.Lines; number++ {
		stream, err := r.stream(number)
		if err != nil {
			return written, err
		}
		n, err := stream.WriteString(r.line(number))
		if err != nil {
			return written, err
		}
		written.Bytes += n
	}
	return written, nil
}

func main() {
	lambda.Start(handle)
}
