// Command generic-constraint bounds what may be put in.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Number interface {
	~int | ~int64 | ~float64
}

type Range[N Number] struct {
	From N  `json:"from"`
	To   *N `json:"to,omitempty"`
}

type Cents int64

type Set[K comparable] map[K]struct{}

type List[T any] []T

type request struct {
	Price   Range[Cents]         `json:"price"`
	Weight  Range[float64]       `json:"weight"`
	Tags    Set[string]          `json:"tags"`
	Numbers Set[int]             `json:"numbers"`
	Ranges  List[Range[int]]     `json:"ranges"`
	Lists   List[List[*float64]] `json:"lists"`
}

func main() {
	lambda.Start(func(r request) (request, error) { return r, nil })
}
