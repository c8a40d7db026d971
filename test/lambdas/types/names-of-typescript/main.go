// Command names-of-typescript has types whose names mean something else in TypeScript.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type unknown struct {
	A int `json:"a"`
}

type never string

type number float64

type object struct {
	Object *object `json:"object"`
}

type class []string

type Date struct {
	Day int `json:"day"`
}

type Record map[string]Date

type Array [1]Record

type Promise struct {
	Value string `json:"value"`
}

type Functions struct {
	Names []string `json:"names"`
}

type undefined bool

type all struct {
	Unknown   unknown   `json:"unknown"`
	Never     never     `json:"never"`
	Number    number    `json:"number"`
	Object    object    `json:"object"`
	Class     class     `json:"class"`
	Date      Date      `json:"Date"`
	Record    Record    `json:"record"`
	Array     Array     `json:"array"`
	Promise   Promise   `json:"promise"`
	Functions Functions `json:"functions"`
	Undefined undefined `json:"undefined"`
}

func main() {
	lambda.Start(func(a all) (all, error) { return a, nil })
}
