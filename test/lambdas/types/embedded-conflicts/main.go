// Command embedded-conflicts has the same names at several depths, with and without tags.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type A struct {
	Both    int
	Tagged  int `json:"tagged"`
	Shadow  int `json:"shadow"`
	Mixed   int
	Twice   int `json:"twice"`
	Rescued int `json:"rescued"`
}

type B struct {
	Both    int
	Other   int `json:"tagged"`
	Mixed   int `json:"Mixed"`
	Again   int `json:"twice"`
	Rescued int `json:"rescued"`
}

type Deep struct {
	Both  string `json:"Both"`
	Only  string `json:"only"`
	Depth string `json:"depth"`
}

type Deeper struct {
	Deep
	Depth int `json:"depth"`
}

type merged struct {
	A
	B
	Deeper
	Shadow  string `json:"shadow"`
	Rescued string `json:"rescued"`
}

func main() {
	lambda.Start(func(m merged) (merged, error) { return m, nil })
}
