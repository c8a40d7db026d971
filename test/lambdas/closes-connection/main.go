// Command closes-connection cuts the line of its own invocation and lives on: every TCP connection of the process is shut down
// at the socket, below net/rpc. The listener stays, so connecting again works. Over the Runtime API it waits until Go has noticed.
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

var overHTTP = os.Getenv("AWS_LAMBDA_RUNTIME_API") != ""

// socketOf tells a socket from a later one of the same number.
func socketOf(fd int) string {
	name, _ := os.Readlink(fmt.Sprintf("/proc/self/fd/%d", fd))
	return name
}

func cut() {
	for fd := 3; fd <= lastDescriptor; fd++ {
		peer, err := syscall.Getpeername(fd)
		if err != nil {
			continue
		}
		switch peer.(type) {
		case *syscall.SockaddrInet4, *syscall.SockaddrInet6:
			socket := socketOf(fd)
			if syscall.Shutdown(fd, syscall.SHUT_RDWR) == nil {
				cuts++
				// Go's HTTP client closes what has broken. Asked sooner it may still write to it, or not: then the process ends.
				for overHTTP && socketOf(fd) == socket {
					time.Sleep(time.Millisecond)
				}
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
