// Command misbehaving speaks net/rpc as no server should. It listens on a free loopback port, which it prints, and ends
// when its stdin does. A request's method says what it does wrong; a right answer is 2A+1.
package main

import (
	"bytes"
	"encoding/gob"
	"math"
	"math/rand"
	"net"
	"net/rpc"
	"strings"
	"time"

	"oracle/listening"
)

type Args struct{ A, B int }

type Body struct {
	Text string
	List map[string][]float64
}

// A line is one connection. What is encoded waits in out until it is written.
type line struct {
	conn *net.TCPConn
	in   *gob.Decoder
	out  bytes.Buffer
	gob  *gob.Encoder
}

func (l *line) encode(values ...any) {
	for _, value := range values {
		if err := l.gob.Encode(value); err != nil {
			panic(err)
		}
	}
}

func (l *line) answer(seq uint64, body any) { l.encode(&rpc.Response{Seq: seq}, body) }

func (l *line) flush() {
	_, _ = l.conn.Write(l.out.Bytes())
	l.out.Reset()
}

// flushBytes writes each byte apart.
func (l *line) flushBytes() {
	for _, b := range l.out.Bytes() {
		_, _ = l.conn.Write([]byte{b})
		time.Sleep(50 * time.Microsecond)
	}
	l.out.Reset()
}

// end ends the line: with a reset, with an end, or only our half of it.
func (l *line) end(how int) {
	switch how {
	case 0:
		_ = l.conn.SetLinger(0)
		l.conn.Close()
	case 1:
		l.conn.Close()
	default:
		_ = l.conn.CloseWrite()
	}
}

func garbage(kind int) []byte {
	switch kind {
	case 0:
		return []byte("HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain\r\n\r\n400 Bad Request")
	case 1:
		return make([]byte, 100)
	case 2:
		return bytes.Repeat([]byte{0xff}, 100)
	case 3:
		return []byte{0xf8, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3}
	}
	random := make([]byte, 64)
	_, _ = rand.New(rand.NewSource(int64(kind))).Read(random)
	return random
}

func (l *line) serve() {
	for {
		var request rpc.Request
		var args Args
		if l.in.Decode(&request) != nil || l.in.Decode(&args) != nil {
			return
		}
		seq, right := request.Seq, 2*args.A+1
		switch strings.TrimPrefix(request.ServiceMethod, "Bad.") {
		case "Answer":
			l.answer(seq, right)
			l.flush()
		case "Bytewise":
			l.answer(seq, right)
			l.flushBytes()
		case "Hold": // to be written with what comes next
			l.answer(seq, right)
		case "Cut": // after A bytes of the answer
			l.answer(seq, right)
			l.out.Truncate(min(args.A, l.out.Len()))
			l.flush()
			l.end(args.B)
		case "Twice":
			l.answer(seq, right)
			l.answer(seq, right+1)
			l.flush()
		case "Strangers":
			l.answer(seq+1000, "whose?")
			l.answer(math.MaxUint64, Body{"whose?", map[string][]float64{"x": {1, 2}}})
			l.encode(&rpc.Response{Seq: 1 << 53, Error: "not asked"}, struct{}{})
			l.answer(seq, right)
			l.flush()
		case "Early": // the next call's answer, wrong, before it is asked
			l.answer(seq+1, -1)
			l.answer(seq, right)
			l.flush()
		case "ErrorAlone":
			l.encode(&rpc.Response{Seq: seq, Error: "no body"})
			l.flush()
			if args.B >= 0 {
				l.end(args.B)
			}
		case "ErrorAndBody":
			l.encode(&rpc.Response{Seq: seq, Error: "a body"}, Body{"not for you", map[string][]float64{"x": {1}}})
			l.flush()
		case "WrongType":
			l.answer(seq, "a string")
			l.flush()
		case "HeaderAlone":
			l.encode(&rpc.Response{Seq: seq})
			l.flush()
		case "BodyAlone":
			l.encode(right)
			l.flush()
		case "Silence":
		case "Garbage": // instead of an answer
			_, _ = l.conn.Write(garbage(args.A))
			l.end(args.B)
		case "GarbageAsBody":
			l.encode(&rpc.Response{Seq: seq})
			_, _ = l.out.Write(garbage(args.A))
			l.flush()
			l.end(args.B)
		case "GarbageBehind":
			l.answer(seq, right)
			_, _ = l.out.Write(garbage(args.A))
			l.flush()
		default:
			l.encode(&rpc.Response{Seq: seq, Error: "unknown misbehaviour " + request.ServiceMethod}, struct{}{})
			l.flush()
		}
	}
}

func main() {
	listener := listening.Loopback()
	for {
		conn, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		l := &line{conn: conn.(*net.TCPConn), in: gob.NewDecoder(conn)}
		l.gob = gob.NewEncoder(&l.out)
		go l.serve()
	}
}
