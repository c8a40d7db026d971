// Command odd-names has names that no TypeScript property can have without quotes, and tags that Go does not accept.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type names struct {
	Minus     int `json:"a-b"`
	Dot       int `json:"a.b"`
	Space     int `json:"with space"`
	Umlaut    int `json:"größe"`
	Chinese   int `json:"数量"`
	Größe     int
	Dollar    int    `json:"$ref"`
	At        int    `json:"@type"`
	Digits    int    `json:"404"`
	Slash     int    `json:"a/b"`
	Brackets  int    `json:"items[0]"`
	Angles    string `json:"<html>&"`
	Proto     int    `json:"__proto__"`
	Construct int    `json:"constructor"`
	Class     int    `json:"class"`
	Quote     int    `json:"it's"`
	Backslash int    `json:"a\\b"`
	Quotes    int    `json:"a\"b"`
	Emoji     int    `json:"😀"`
}

func main() {
	lambda.Start(func(n names) (names, error) { return n, nil })
}
