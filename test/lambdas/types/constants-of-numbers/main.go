// Command constants-of-numbers has groups of constants that are numbers.
package main

import (
	"time"

	"github.com/aws/aws-lambda-go/lambda"
)

type Priority int

const (
	Low Priority = iota
	Normal
	_
	High
)

type Bits uint8

const (
	Read Bits = 1 << iota
	Write
	Execute
	All = Read | Write | Execute
)

type Factor float64

const (
	Half  Factor = 0.5
	Third Factor = 1.0 / 3
	Minus Factor = -1
)

// Huge has constants that no JavaScript number holds.
type Huge uint64

const (
	One Huge = 1
	Top Huge = 1<<64 - 1
)

type Flag bool

const (
	On  Flag = true
	Off Flag = false
)

type task struct {
	Priority   Priority            `json:"priority"`
	Quoted     Priority            `json:"quoted,string"`
	Bits       Bits                `json:"bits"`
	Mask       []Bits              `json:"mask"`
	Factor     Factor              `json:"factor"`
	Huge       Huge                `json:"huge"`
	Flag       Flag                `json:"flag"`
	Wait       time.Duration       `json:"wait"`
	ByPriority map[Priority]string `json:"byPriority"`
}

func main() {
	lambda.Start(func(t task) (task, error) { return t, nil })
}
