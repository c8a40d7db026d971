// Command lists has slices and arrays of everything.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type point [2]float64

type tags []string

type item struct {
	Name string `json:"name"`
}

type lists struct {
	Strings  []string          `json:"strings"`
	Nested   [][]int           `json:"nested"`
	Structs  []item            `json:"structs"`
	Pointers []*item           `json:"pointers"`
	Maps     []map[string]bool `json:"maps"`
	Any      []any             `json:"any"`
	Array    [3]string         `json:"array"`
	Arrays   [2][2]*int        `json:"arrays"`
	None     [0]int            `json:"none"`
	Items    [2]item           `json:"items"`
	Point    point             `json:"point"`
	Points   []point           `json:"points"`
	Tags     tags              `json:"tags"`
	TagLists []tags            `json:"tagLists"`
	Empty    []struct{}        `json:"empty"`
	Bools    [1]bool           `json:"bools"`
}

func main() {
	lambda.Start(func(l lists) (lists, error) { return l, nil })
}
