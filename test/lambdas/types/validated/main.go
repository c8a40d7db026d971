// Command validated says in tags what has to be there.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Address struct {
	Street string `json:"street" validate:"required"`
	City   string `json:"city"`
}

type Customer struct {
	Name    string    `json:"name" validate:"required,min=1"`
	Mail    string    `json:"mail" binding:"required,email"`
	Age     int       `json:"age" validate:"gte=0"`
	Kind    string    `json:"kind" validate:"required_if=Age 0"`
	Address *Address  `json:"address" validate:"required"`
	Others  []Address `json:"others" validate:"omitempty,dive,required"`
	Phone   string    `json:"phone,omitempty" binding:"omitempty,required_without=Mail"`
	Tags    []string  `validate:"required"`
}

func main() {
	lambda.Start(func(c Customer) (Customer, error) { return c, nil })
}
