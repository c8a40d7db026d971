// Command recursive-unnamed has types that hold themselves without a struct.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type List []List

type Table map[string]Table

type Either map[string][]*Either

type Pointer *Pointer

type answer struct {
	List    List    `json:"list"`
	Table   Table   `json:"table"`
	Either  Either  `json:"either"`
	Pointer Pointer `json:"pointer"`
}

func main() {
	lambda.Start(func(t Table) (answer, error) { return answer{Table: t}, nil })
}
