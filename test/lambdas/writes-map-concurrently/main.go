// Command writes-map-concurrently writes to one map from several goroutines until Go notices, which no recover() can catch:
// exit code 2 and Go's own report on stderr.
//
//	{"calm": true}    answers "calm"
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Calm bool `json:"calm"`
}

const writers = 8

func handle(r request) (string, error) {
	if r.Calm {
		return "calm", nil
	}
	stock := map[int]int{}
	for writer := 0; writer < writers; writer++ {
		go func() {
			for n := 0; ; n++ {
				stock[n%64] = n
			}
		}()
	}
	select {}
}

func main() {
	lambda.Start(handle)
}
