// Command speaks-other-rpc is no Lambda function: a net/rpc server on the function's port with another service, Arithmetic.
// It listens on the port in _LAMBDA_SERVER_PORT; 0 takes a free one and prints it.
package main

import (
	"log"
	"net"
	"net/rpc"
	"os"
)

// Arithmetic is a service that has nothing to do with Lambda.
type Arithmetic struct{}

// Double doubles a number.
func (Arithmetic) Double(number int, doubled *int) error {
	*doubled = 2 * number
	return nil
}

func main() {
	listener, err := net.Listen("tcp", "localhost:"+os.Getenv("_LAMBDA_SERVER_PORT"))
	if err != nil {
		log.Fatal(err)
	}
	if err := rpc.Register(Arithmetic{}); err != nil {
		log.Fatal(err)
	}
	log.Print("listening on ", listener.Addr())
	rpc.Accept(listener)
}
