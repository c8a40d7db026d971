// Command standard-types has types of the standard library without methods for JSON.
package main

import (
	"net"
	"net/http"
	"net/url"
	"strconv"
	"sync"

	"github.com/aws/aws-lambda-go/lambda"
)

type answer struct {
	Header  http.Header      `json:"header"`
	Values  url.Values       `json:"values"`
	Cookie  *http.Cookie     `json:"cookie,omitempty"`
	Error   strconv.NumError `json:"error"`
	Mutex   *sync.Mutex      `json:"mutex,omitempty"`
	Mask    net.IPMask       `json:"mask"`
	Network net.IPNet        `json:"network"`
	Address net.TCPAddr      `json:"address"`
}

func main() {
	lambda.Start(func(h http.Header) (answer, error) { return answer{}, nil })
}
