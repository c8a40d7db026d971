// Package listening is what the servers for tests have in common.
package listening

import (
	"fmt"
	"io"
	"net"
	"os"
)

// Loopback listens on a free port, prints its number, and ends the program when stdin ends.
func Loopback() net.Listener {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	fmt.Println(listener.Addr().(*net.TCPAddr).Port)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	return listener
}
