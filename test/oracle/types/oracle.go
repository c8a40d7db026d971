// Package types lets a Go function say by itself, through reflection and encoding/json, what its handler takes and gives.
//
// The tests copy it into a copy of aws-lambda-go, whose reflectHandler is patched to call Talk first: what is seen is the
// very value that the library got, however the program came to it.
package types

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log"
	"math/rand"
	"os"
	"reflect"
	"runtime"
)

// An Invoker is what the library makes of a handler.
type Invoker interface {
	Invoke(ctx context.Context, payload []byte) ([]byte, error)
}

type question struct {
	// Do is "types", "response" or "request".
	Do string `json:"do"`

	// Count is how many random values are asked for, a line each; the same Seed makes the same ones.
	Count int   `json:"count"`
	Seed  int64 `json:"seed"`
	// Of is "response" unless it is "request": values of that type, encoded as if they were answered.
	Of string `json:"of"`

	// JSON is what is decoded.
	JSON json.RawMessage `json:"json"`
}

type answer struct {
	Name     string   `json:"name,omitempty"`     // of the handler, as the runtime has it
	Request  string   `json:"request,omitempty"`  // its Go type; "" if the handler takes none
	Response string   `json:"response,omitempty"` // its Go type; "" if it gives none
	JSON     string   `json:"json,omitempty"`     // an encoded value
	Error    string   `json:"error,omitempty"`
	Lost     []string `json:"lost,omitempty"` // paths like $.items[3].price
}

type talk struct {
	handler  reflect.Value
	library  func(handler any) Invoker
	request  reflect.Type
	response reflect.Type
}

var talking bool

// Talk answers questions on standard output, one line of JSON each, as they stand on standard input, and then exits.
// It does nothing unless USE_GO_LAMBDA_TEST_ORACLE is set. The library encodes and decodes: with its own handling, options included.
func Talk(handler any, library func(handler any) Invoker) {
	if os.Getenv("USE_GO_LAMBDA_TEST_ORACLE") == "" || talking {
		return
	}
	talking = true
	t := &talk{handler: reflect.ValueOf(handler), library: library}
	if t.handler.Kind() == reflect.Func {
		typ := t.handler.Type()
		if n := typ.NumIn(); n > 0 && !isContext(typ.In(n-1)) {
			t.request = typ.In(n - 1)
		}
		if typ.NumOut() == 2 {
			t.response = typ.Out(0)
		}
	}
	lines := bufio.NewReader(os.Stdin)
	out := bufio.NewWriter(os.Stdout)
	for questions := json.NewDecoder(lines); questions.More(); {
		var q question
		if err := questions.Decode(&q); err != nil {
			log.Fatal(err)
		}
		for _, a := range t.answer(q) {
			if err := json.NewEncoder(out).Encode(a); err != nil {
				log.Fatal(err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		log.Fatal(err)
	}
	os.Exit(0)
}

func isContext(t reflect.Type) bool {
	context := reflect.TypeOf((*context.Context)(nil)).Elem()
	return t.Kind() == reflect.Interface && t.NumMethod() > 0 && context.Implements(t)
}

func (t *talk) answer(q question) []answer {
	if t.handler.Kind() != reflect.Func {
		return []answer{{Error: fmt.Sprintf("the handler is a %v: it reads and writes bytes", t.handler.Type())}}
	}
	switch q.Do {
	case "types":
		return []answer{t.types()}
	case "response":
		return t.samples(q)
	case "request":
		return []answer{t.decoded(q.JSON)}
	}
	return []answer{{Error: fmt.Sprintf("nothing is called %q", q.Do)}}
}

func (t *talk) types() answer {
	a := answer{Name: runtime.FuncForPC(t.handler.Pointer()).Name()}
	if t.request != nil {
		a.Request = t.request.String()
	}
	if t.response != nil {
		a.Response = t.response.String()
	}
	return a
}

func (t *talk) samples(q question) []answer {
	r := rand.New(rand.NewSource(q.Seed))
	typ := t.response
	if q.Of == "request" {
		typ = t.request
	}
	answers := make([]answer, q.Count)
	for i := range answers {
		var value reflect.Value
		if typ != nil {
			value = random(typ, r, i == 0)
		}
		encoded, err := t.encode(value)
		if err != nil {
			answers[i].Error = err.Error()
			continue
		}
		answers[i].JSON = string(encoded)
	}
	return answers
}

// encode gives what a handler that answers value would send. The handler is made here: it has to have two results.
func (t *talk) encode(value reflect.Value) (encoded []byte, err error) {
	defer func() {
		// encoding/json hands on a panic of a MarshalJSON.
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	if !value.IsValid() {
		return t.library(func() error { return nil }).Invoke(context.Background(), []byte("{}"))
	}
	noError := reflect.Zero(reflect.TypeOf((*error)(nil)).Elem())
	typ := reflect.FuncOf(nil, []reflect.Type{value.Type(), noError.Type()}, false)
	answering := reflect.MakeFunc(typ, func([]reflect.Value) []reflect.Value {
		return []reflect.Value{value, noError}
	})
	return t.library(answering.Interface()).Invoke(context.Background(), []byte("{}"))
}

// decode gives what the handler would get.
func (t *talk) decode(payload []byte) (request any, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	typ := reflect.FuncOf([]reflect.Type{t.request}, nil, false)
	taking := reflect.MakeFunc(typ, func(args []reflect.Value) []reflect.Value {
		request = args[0].Interface()
		return nil
	})
	_, err = t.library(taking.Interface()).Invoke(context.Background(), payload)
	return request, err
}

func (t *talk) decoded(payload []byte) answer {
	if t.request == nil {
		return answer{Error: "the handler takes no request"}
	}
	paths, err := lost(payload, t.decode)
	if err != nil {
		return answer{Error: err.Error()}
	}
	return answer{Lost: paths}
}
