// Command closes-connection cuts the line of its own invocation and lives on: every TCP connection of the process is shut down
// at the socket, below net/rpc. The listener stays, so connecting again works.
//
//	{"cut": true}                   cuts, then works on; the answer finds nobody
//	{"cut": true, "afterMs": 50}    waits first
//	{}                              answers {"cuts": how many connections were cut so far, "pid": …}
package main

import (
	"fmt"
	"os"
	"syscall"
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Cut     bool `json:"cut"`
	AfterMs int  `json:"afterMs"`
}

type answer struct {
	Cuts int `json:"cuts"`
	Pid  int `json:"pid"`
}

// More descriptors than this process will ever open.
const lastDescriptor = 255

var cuts int

func cut() {
	for fd := 3; fd <= lastDescriptor; fd++ {
		peer, err := syscall.Getpeername(fd)
		if err != nil {
			continue
		}
		switch peer.(type) {
		case *syscall.SockaddrInet4, *syscall.SockaddrInet6:
			if syscall.Shutdown(fd, syscall.SHUT_RDWR) == nil {
				cuts++
			}
		}
	}
}

func handle(r request) (answer, error) {
	if r.Cut {
		time.Sleep(time.Duration(r.AfterMs) * time.Millisecond)
		fmt.Println("cutting the line")
		cut()
	}
	return answer{Cuts: cuts, Pid: os.Getpid()}, nil
}

func main() {
	lambda.Start(handle)
}
