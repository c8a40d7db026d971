// Command panics panics in its handler, deep in its own packages if asked to; the process stays and serves on.
//
//	{"with": "string"}    also: error, custom, nil, number, nil-map, index, nil-pointer, division, deep, closed-channel
//
// deep goes through two packages of its own (internal/orders, internal/price) and a method, so that the frames show them.
// "nothing" answers "calm".
package main

import (
	"context"
	"errors"
	"fmt"

	"lambdas/panics/internal/orders"

	"github.com/aws/aws-lambda-go/lambda"
)

// BrokenInvariant is a panic value of its own type.
type BrokenInvariant struct {
	Rule string
	Seen int
}

func (b BrokenInvariant) String() string {
	return fmt.Sprintf("%s: seen %d", b.Rule, b.Seen)
}

type request struct {
	With string `json:"with"`
}

func handle(_ context.Context, r request) (string, error) {
	switch r.With {
	case "string", "":
		panic("the cache is gone")
	case "error":
		panic(errors.New("the cache is gone"))
	case "custom":
		panic(BrokenInvariant{Rule: "stock is never negative", Seen: -3})
	case "nil":
		panic(nil)
	case "number":
		panic(42)
	case "nil-map":
		var stock map[string]int
		stock["tea"] = 1
	case "index":
		return pick([]string{"tea", "coffee"}, 5), nil
	case "nil-pointer":
		var r *request
		return r.With, nil
	case "division":
		return fmt.Sprint(share(10, 0)), nil
	case "deep":
		return fmt.Sprint(orders.Total([]orders.Item{{Name: "tea", Count: 2}, {Name: "moon", Count: 1}})), nil
	case "closed-channel":
		done := make(chan struct{})
		close(done)
		close(done)
	case "nothing":
		return "calm", nil
	}
	return "", fmt.Errorf("no panic is called %q", r.With)
}

func pick(from []string, index int) string {
	return from[index]
}

func share(amount, among int) int {
	return amount / among
}

func main() {
	lambda.Start(handle)
}
