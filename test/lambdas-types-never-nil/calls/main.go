// Handlers that give what others give.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"

	"nevernil/shop"

	"github.com/aws/aws-lambda-go/lambda"
)

func passedOn(ctx context.Context, o shop.Order) (*shop.Receipt, error) { return shop.Price(ctx, o) }

func checked(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Price(ctx, o)
	if err != nil {
		return nil, fmt.Errorf("price: %w", err)
	}
	receipt.Total++
	return receipt, nil
}

func bothGiven(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Price(ctx, o)
	if err != nil {
		err = fmt.Errorf("price: %w", err)
	}
	return receipt, err
}

func checkedByResult(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Find(ctx, o)
	if receipt == nil {
		return nil, fmt.Errorf("%s: %w", o.ID, err)
	}
	return receipt, nil
}

func errorForNil(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Price(ctx, o)
	if receipt == nil {
		return nil, err
	}
	return receipt, nil
}

func byMethod(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	return (&shop.Till{}).Add(o)
}

func first[T any](list []T) *T {
	if len(list) == 0 {
		return new(T)
	}
	return &list[0]
}

func byGeneric(ctx context.Context, o shop.Order) (*shop.Item, error) { return first(o.Items), nil }

func generic[In any](ctx context.Context, in In) (*shop.Receipt, error) {
	encoded, err := json.Marshal(in)
	if err != nil {
		return nil, err
	}
	return &shop.Receipt{Total: len(encoded)}, nil
}

func passedOnMaybe(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	return shop.Find(ctx, o)
}

func checkedMaybe(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Find(ctx, o)
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

func reassigned(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Price(ctx, o)
	if err != nil {
		return nil, err
	}
	receipt, err = shop.Find(ctx, o)
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

func errorReplaced(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, err := shop.Price(ctx, o)
	err = shop.Check(o)
	if err != nil {
		return nil, err
	}
	return receipt, nil
}

func unchecked(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	receipt, _ := shop.Price(ctx, o)
	return receipt, nil
}

func ownMethod(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	return new(shop.Till).Last(), nil
}

func byInterface(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	var adder shop.Adder = &shop.Till{}
	return adder.Add(o)
}

func byVariable(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	price := shop.Price
	return price(ctx, o)
}

func recursive(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	if len(o.Items) > 0 {
		o.Items = o.Items[1:]
		return recursive(ctx, o)
	}
	return &shop.Receipt{}, nil
}

func unread(ctx context.Context, o shop.Order) ([]byte, error) { return json.Marshal(o) }

type zero[T any] struct{}

func (zero[T]) handle(ctx context.Context, o shop.Order) (T, error) {
	var none T
	return none, nil
}

type till struct{}

func (till) Add(shop.Order) (*shop.Receipt, error) { return &shop.Receipt{}, nil }

type noTill struct{}

func (noTill) Add(shop.Order) (*shop.Receipt, error) { return nil, nil }

func sameName(o shop.Order) (*shop.Receipt, error) {
	type till interface {
		Add(shop.Order) (*shop.Receipt, error)
	}
	return till(noTill{}).Add(o)
}

type store struct{ shop.Adder }

func (s store) embedded(o shop.Order) (*shop.Receipt, error) { return s.Add(o) }

func main() {
	greeting := "hello"
	handlers := map[string]any{
		"passedOn":        passedOn,
		"checked":         checked,
		"bothGiven":       bothGiven,
		"checkedByResult": checkedByResult,
		"errorForNil":     errorForNil,
		"byMethod":        byMethod,
		"byGeneric":       byGeneric,
		"generic":         generic[shop.Order],
		"closure": func(o shop.Order) (*string, error) {
			text := greeting + o.ID
			return &text, nil
		},
		"passedOnMaybe": passedOnMaybe,
		"checkedMaybe":  checkedMaybe,
		"reassigned":    reassigned,
		"errorReplaced": errorReplaced,
		"unchecked":     unchecked,
		"ownMethod":     ownMethod,
		"byInterface":   byInterface,
		"byVariable":    byVariable,
		"recursive":     recursive,
		"unread":        unread,
		"zero":          zero[*shop.Receipt]{}.handle,
		"sameName":      sameName,
		"till":          till{}.Add,
		"embedded":      store{noTill{}}.embedded,
	}
	lambda.Start(handlers[os.Getenv("ACTION")])
}
