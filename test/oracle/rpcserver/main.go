// Command rpcserver serves net/rpc on a free loopback port, which it prints. It ends when its stdin does.
package main

import (
	"errors"
	"fmt"
	"net"
	"net/rpc"
	"os"
	"sync"
	"time"

	"oracle/listening"
)

type Args struct{ A, B int }

type Quotient struct{ Quo, Rem int }

// Answer has more fields than the client of the tests asks for.
type Answer struct {
	Extra map[string][]int
	Text  string
	Trail *Quotient
}

type Arith struct {
	mutex sync.Mutex
	lines []net.Conn
	gate  chan struct{}
}

func (a *Arith) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

func (a *Arith) Divide(args *Args, quo *Quotient) error {
	if args.B == 0 {
		return errors.New("divide by zero")
	}
	quo.Quo, quo.Rem = args.A/args.B, args.A%args.B
	return nil
}

// EmptyError is a success, as far as net/rpc can tell.
func (a *Arith) EmptyError(args *Args, reply *int) error {
	*reply = 5
	return errors.New("")
}

func (a *Arith) Echo(args []byte, reply *[]byte) error {
	*reply = args
	return nil
}

func (a *Arith) Wide(args *Args, reply *Answer) error {
	*reply = Answer{map[string][]int{"x": {1, 2}}, fmt.Sprint(args.A), &Quotient{1, 2}}
	return nil
}

// Sleep answers after A milliseconds, with A.
func (a *Arith) Sleep(args *Args, reply *int) error {
	time.Sleep(time.Duration(args.A) * time.Millisecond)
	*reply = args.A
	return nil
}

// Wait answers when Release is called.
func (a *Arith) Wait(args *Args, reply *int) error {
	<-a.gate
	*reply = args.A
	return nil
}

func (a *Arith) Release(args *Args, reply *int) error {
	for i := 0; i < args.A; i++ {
		a.gate <- struct{}{}
	}
	return nil
}

// Unencodable fails after its header is on the wire, and net/rpc closes the line.
func (a *Arith) Unencodable(args *Args, reply *Secret) error {
	reply.F = func() {}
	return nil
}

type Secret struct{ F func() }

// CloseLines closes every connection instead of answering.
func (a *Arith) CloseLines(args *Args, reply *int) error {
	a.mutex.Lock()
	defer a.mutex.Unlock()
	for _, line := range a.lines {
		if tcp, ok := line.(*net.TCPConn); ok && args.A == 1 {
			_ = tcp.SetLinger(0) // a reset, not an end
		}
		line.Close()
	}
	a.lines = nil
	return nil
}

func (a *Arith) Exit(args *Args, reply *int) error {
	os.Exit(args.A)
	return nil
}

func main() {
	arith := &Arith{gate: make(chan struct{})}
	if err := rpc.Register(arith); err != nil {
		panic(err)
	}
	listener := listening.Loopback()
	for {
		line, err := listener.Accept()
		if err != nil {
			panic(err)
		}
		arith.mutex.Lock()
		arith.lines = append(arith.lines, line)
		arith.mutex.Unlock()
		go rpc.ServeConn(line)
	}
}
