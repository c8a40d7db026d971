// Command embedded-marshaler embeds types whose methods it so has itself: it is written as they are.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type Stamped struct {
	time.Time
	Name string `json:"name"`
}

type Priced struct {
	*level.Money
	Name string `json:"name"`
}

type Ranked struct {
	level.Level
	Name string `json:"name"`
}

type answer struct {
	Stamped Stamped `json:"stamped"`
	Ranked  Ranked  `json:"ranked"`
	Under   struct {
		time.Time `json:"time"`
		Name      string `json:"name"`
	} `json:"under"`
	Both struct {
		time.Time
		level.Level
		Name string `json:"name"`
	} `json:"both"`
}

func handle(r map[string]Ranked) (answer, error) {
	return answer{Ranked: r["first"]}, nil
}

func main() {
	lambda.Start(handle)
}
