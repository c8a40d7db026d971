// Command reference measures Go's own net/rpc client and encoding/gob. It reads one task per line of stdin (JSON) and
// answers each with a line: the nanoseconds of every call. Clients, encoder, decoder and their buffers live as long as
// the program does.
package main

import (
	"bufio"
	"bytes"
	"encoding/gob"
	"encoding/json"
	"fmt"
	"net/rpc"
	"os"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda/messages"
)

type task struct {
	Op, Address, File string
	Calls, Bytes      int
}

type Args struct{ A, B int }

type Place struct{ X, Y int }

// Record has 12 fields of mixed kinds.
type Record struct {
	ID     int64
	Stamp  int64
	Total  uint64
	Count  int32
	Active bool
	Price  float64
	Ratio  float32
	Name   string
	City   string
	Data   []byte
	Tags   []string
	Where  Place
}

var clients = map[string]*rpc.Client{}

func client(address string) *rpc.Client {
	if known := clients[address]; known != nil {
		return known
	}
	dialled, err := rpc.Dial("tcp", address)
	must(err)
	clients[address] = dialled
	return dialled
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func each(calls int, one func()) []int64 {
	times := make([]int64, calls)
	for i := range times {
		begin := time.Now()
		one()
		times[i] = int64(time.Since(begin))
	}
	return times
}

func invoke(c *rpc.Client, payload []byte) []byte {
	deadline := time.Now().Add(time.Minute)
	request := messages.InvokeRequest{
		Payload:   payload,
		RequestId: "11111111-2222-3333-4444-555555555555",
		Deadline:  messages.InvokeRequest_Timestamp{Seconds: deadline.Unix(), Nanos: int64(deadline.Nanosecond())},
	}
	var response messages.InvokeResponse
	must(c.Call("Function.Invoke", &request, &response))
	if response.Error != nil || len(response.Payload) != len(payload) {
		panic("not the answer")
	}
	return response.Payload
}

// pipelined keeps 16 calls under way and gives the time of all of them.
func pipelined(c *rpc.Client, calls int) int64 {
	const underWay = 16
	done := make(chan *rpc.Call, underWay)
	sent := 0
	send := func() {
		c.Go("Bench.Multiply", &Args{sent, 3}, new(int), done)
		sent++
	}
	begin := time.Now()
	for sent < underWay {
		send()
	}
	for answered := 0; answered < calls; answered++ {
		call := <-done
		must(call.Error)
		if *call.Reply.(*int) != call.Args.(*Args).A*3 {
			panic("not the answer")
		}
		if sent < calls {
			send()
		}
	}
	return int64(time.Since(begin))
}

func records() []Record {
	list := make([]Record, 10000)
	for i := range list {
		list[i] = Record{
			ID: int64(i) * 1000003, Stamp: 1700000000000 + int64(i), Total: uint64(i) << 20, Count: int32(i % 1000),
			Active: i%2 == 0, Price: float64(i) * 1.37, Ratio: float32(i) / 8, Name: fmt.Sprint("customer number ", i),
			City: "Zürich", Data: []byte{1, 2, 3, 4, 5, 6, 7, 8, byte(i)}, Tags: []string{"new", "paid", "abroad"},
			Where: Place{i, -i},
		}
	}
	return list
}

// stream is one gob stream through one buffer.
type stream struct {
	buffer  bytes.Buffer
	encoder *gob.Encoder
	decoder *gob.Decoder
	records []Record
}

func newStream() *stream {
	s := &stream{records: records()}
	s.encoder, s.decoder = gob.NewEncoder(&s.buffer), gob.NewDecoder(&s.buffer)
	return s
}

func (s *stream) encode() { must(s.encoder.Encode(s.records)) }

func (s *stream) decode() {
	var list []Record
	must(s.decoder.Decode(&list))
	if len(list) != len(s.records) {
		panic("not the records")
	}
}

var gobs = newStream()

func run(t task) []int64 {
	switch t.Op {
	case "write": // what a fresh stream begins with
		fresh := newStream()
		fresh.encode()
		must(os.WriteFile(t.File, fresh.buffer.Bytes(), 0o600))
		return nil
	case "ping":
		c := client(t.Address)
		return each(t.Calls, func() {
			must(c.Call("Function.Ping", &messages.PingRequest{}, &messages.PingResponse{}))
		})
	case "bytes":
		c, payload := client(t.Address), bytes.Repeat([]byte("x"), t.Bytes)
		return each(t.Calls, func() { invoke(c, payload) })
	case "string":
		c, text := client(t.Address), strings.Repeat("x", t.Bytes-2)
		return each(t.Calls, func() {
			payload, err := json.Marshal(text)
			must(err)
			var answer string
			must(json.Unmarshal(invoke(c, payload), &answer))
			if len(answer) != len(text) {
				panic("not the answer")
			}
		})
	case "pipelined":
		return []int64{pipelined(client(t.Address), t.Calls)}
	case "encode":
		return each(t.Calls, func() { gobs.buffer.Reset(); gobs.encode() })
	case "decode":
		times := make([]int64, t.Calls)
		for i := range times {
			gobs.buffer.Reset()
			gobs.encode()
			begin := time.Now()
			gobs.decode()
			times[i] = int64(time.Since(begin))
		}
		return times
	}
	panic("unknown task " + t.Op)
}

func main() {
	answers := json.NewEncoder(os.Stdout)
	lines := bufio.NewScanner(os.Stdin)
	// The stream's definitions are read once.
	gobs.encode()
	gobs.decode()
	for lines.Scan() {
		var t task
		must(json.Unmarshal(lines.Bytes(), &t))
		must(answers.Encode(run(t)))
	}
}
