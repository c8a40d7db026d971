// Command fails-at-will answers, or fails, as each payload asks. Every invocation prints `begin N`, one that comes to its
// end `end N`.
//
//	{"number": 7, "do": "answer", "text": "abc"}    answers {"number": 7, "text": "ABC", "pid": 123}
//	{"number": 7, "do": "error"}                    an error: `7 failed in 123`
//	{"number": 7, "do": "panic"}                    panics: `7 panicked`
//	{"number": 7, "do": "panic in goroutine"}       panics where nobody recovers: the process ends with code 2
//	{"number": 7, "do": "exit", "code": 3}          os.Exit(3)
//	{"number": 7, "do": "hang"}                     never answers
//	{"number": 7, "do": "hang", "mark": "/tmp/7"}   never answers, and writes its pid and a newline to that file
package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Number int    `json:"number"`
	Do     string `json:"do"`
	Text   string `json:"text"`
	Code   int    `json:"code"`
	Mark   string `json:"mark"`
}

type answer struct {
	Number int    `json:"number"`
	Text   string `json:"text"`
	Pid    int    `json:"pid"`
}

func handle(r request) (answer, error) {
	fmt.Println("begin", r.Number)
	switch r.Do {
	case "answer":
		fmt.Println("end", r.Number)
		return answer{Number: r.Number, Text: strings.ToUpper(r.Text), Pid: os.Getpid()}, nil
	case "error":
		fmt.Println("end", r.Number)
		return answer{}, fmt.Errorf("%d failed in %d", r.Number, os.Getpid())
	case "panic":
		panic(fmt.Sprintf("%d panicked", r.Number))
	case "panic in goroutine":
		go panic(fmt.Sprintf("%d panicked", r.Number))
	case "exit":
		os.Exit(r.Code)
	case "hang":
		if err := mark(r.Mark); err != nil {
			return answer{}, err
		}
	default:
		return answer{}, fmt.Errorf("there is nothing called %q to do", r.Do)
	}
	select {}
}

func mark(path string) error {
	if path == "" {
		return nil
	}
	return os.WriteFile(path, []byte(fmt.Sprintln(os.Getpid())), 0o600)
}

func main() {
	lambda.Start(handle)
}
