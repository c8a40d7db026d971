// Command opens-listeners listens on two ports of its own before aws-lambda-go opens its one: one serves HTTP (as pprof or metrics do),
// one accepts and says nothing. It answers their ports. The payload is ignored.
package main

import (
	"fmt"
	"net"
	"net/http"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	HTTP   int `json:"http"`
	Silent int `json:"silent"`
}

var ports answer

func listen() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return listener
}

func port(listener net.Listener) int {
	return listener.Addr().(*net.TCPAddr).Port
}

func acceptAndSayNothing(listener net.Listener) {
	var held []net.Conn
	for {
		connection, err := listener.Accept()
		if err != nil {
			return
		}
		held = append(held, connection)
	}
}

func init() {
	web, silent := listen(), listen()
	ports = answer{HTTP: port(web), Silent: port(silent)}
	go http.Serve(web, http.NotFoundHandler())
	go acceptAndSayNothing(silent)
}

func main() {
	lambda.Start(func() (answer, error) {
		return ports, nil
	})
}
