// Package rpc is a copy of the headers in net/rpc.
package rpc

type Request struct {
	ServiceMethod string
	Seq           uint64
}

type Response struct {
	ServiceMethod string
	Seq           uint64
	Error         string
}
