// Package price knows what things cost.
package price

import "fmt"

// List holds prices in cents.
type List struct {
	cents map[string]int
}

// NewList gives the prices of today.
func NewList() *List {
	return &List{cents: map[string]int{"tea": 250, "coffee": 300}}
}

// Of is the price of one item, in cents. It panics where there is none.
func (l *List) Of(name string) int {
	cents, ok := l.cents[name]
	if !ok {
		panic(fmt.Errorf("no price for %q", name))
	}
	return cents
}
