// Package orders adds up what was ordered.
package orders

import "lambdas/panics/internal/price"

// Item is one line of an order.
type Item struct {
	Name  string
	Count int
}

// Total is what the items cost, in cents. It panics where an item has no price.
func Total(items []Item) int {
	list := price.NewList()
	total := 0
	for _, item := range items {
		total += item.Count * list.Of(item.Name)
	}
	return total
}
