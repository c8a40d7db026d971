package main

import (
	"find/field-of-struct/app"
	"find/orders"
)

func price(order orders.Order) (orders.Receipt, error) { return orders.Receipt{}, nil }

func refund(order orders.Order) (orders.Refund, error) { return orders.Refund{}, nil }

func main() {
	unused := app.New(app.Options{Handler: refund})
	_ = unused
	application := app.New(app.Options{Handler: price})
	application.Run()
}
