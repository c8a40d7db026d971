// Command server serves net/rpc on a free loopback port, which it prints. It ends when its stdin does.
package main

import (
	"fmt"
	"io"
	"net"
	"net/rpc"
	"os"
)

type Args struct{ A, B int }

type Bench struct{}

func (Bench) Multiply(args *Args, reply *int) error {
	*reply = args.A * args.B
	return nil
}

// Blob answers A bytes.
func (Bench) Blob(args *Args, reply *[]byte) error {
	*reply = make([]byte, args.A)
	return nil
}

func main() {
	if err := rpc.Register(Bench{}); err != nil {
		panic(err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	go rpc.Accept(listener)
	_, _ = io.Copy(io.Discard, os.Stdin)
}
