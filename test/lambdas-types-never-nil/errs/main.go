// Handlers that give nil and an error.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"nevernil/shop"

	"github.com/aws/aws-lambda-go/lambda"
)

var errClosed = errors.New("closed")

func made(o shop.Order) (*shop.Receipt, error) {
	if o.ID == "" {
		return nil, errors.New("no ID")
	}
	return nil, fmt.Errorf("order %s: %w", o.ID, errClosed)
}

func joined(o shop.Order) (*shop.Receipt, error) { return nil, errors.Join(shop.Check(o), errClosed) }

func ofOwnType(o shop.Order) (*shop.Receipt, error) {
	if o.ID == "" {
		return nil, shop.Full{}
	}
	return nil, &shop.Refusal{Reason: "no"}
}

func typedNil(o shop.Order) (*shop.Receipt, error) {
	var refusal *shop.Refusal
	return nil, refusal
}

func sentinels(o shop.Order) (*shop.Receipt, error) {
	switch o.ID {
	case "":
		return nil, errClosed
	case "a":
		return nil, shop.ErrClosed
	case "b":
		return nil, shop.ErrRefused
	}
	return nil, io.ErrUnexpectedEOF
}

func fromHelper(o shop.Order) (*shop.Receipt, error) {
	return nil, shop.Refuse("order %s", o.ID)
}

func guarded(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	if err != nil {
		fmt.Println(err)
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func guardedAtOnce(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	if err := shop.Check(o); err != nil && o.ID != "" {
		return nil, err
	} else if err == nil {
		return &shop.Receipt{}, nil
	} else {
		return nil, err
	}
}

func guardedByReturn(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	if err == nil {
		return &shop.Receipt{}, nil
	}
	return nil, err
}

func told(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	var refusal *shop.Refusal
	switch {
	case errors.As(err, &refusal):
		return nil, refusal
	case errors.Is(err, io.EOF), errors.Is(err, errClosed):
		return &shop.Receipt{}, nil
	case errors.Is(err, shop.ErrClosed):
		return nil, err
	case err != nil:
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func wrapped(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	if err != nil {
		err = fmt.Errorf("refused: %w", err)
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func unguarded(o shop.Order) (*shop.Receipt, error) { return nil, shop.Check(o) }

func joinedOfMaybe(o shop.Order) (*shop.Receipt, error) {
	return nil, errors.Join(shop.Check(o), nil)
}

func joinedOfMany(o shop.Order) (*shop.Receipt, error) {
	return nil, errors.Join([]error{}...)
}

func clearedSentinel(o shop.Order) (*shop.Receipt, error) { return nil, shop.ErrCleared }

func sharedSentinel(o shop.Order) (*shop.Receipt, error) {
	*shop.Reset() = nil
	return nil, shop.ErrShared
}

func unsetSentinel(o shop.Order) (*shop.Receipt, error) { return nil, shop.ErrUnset }

func isOfUnset(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	if errors.Is(err, shop.ErrUnset) {
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func shadowed(o shop.Order) (*shop.Receipt, error) {
	var err error
	if err := shop.Check(o); err != nil {
		fmt.Println(err)
	}
	if o.ID == "" {
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func shadowedWithin(o shop.Order) (*shop.Receipt, error) {
	if err := shop.Check(o); err != nil {
		err := shop.Check(shop.Order{ID: o.ID, Items: []shop.Item{{}}})
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func reassigned(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	if err != nil {
		o.Items = append(o.Items, shop.Item{})
		err = shop.Check(o)
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func reassignedByClosure(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	ignore := func() { err = nil }
	if err != nil {
		ignore()
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func wrongWay(o shop.Order) (*shop.Receipt, error) {
	if err := shop.Check(o); err == nil {
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func either(o shop.Order) (*shop.Receipt, error) {
	if err := shop.Check(o); err != nil || o.ID == "" {
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func otherError(o shop.Order) (*shop.Receipt, error) {
	first, second := shop.Check(o), shop.Check(shop.Order{})
	if second != nil {
		return nil, first
	}
	return &shop.Receipt{}, nil
}

func asField(o shop.Order) (*shop.Receipt, error) {
	var holder struct{ err error }
	return nil, holder.err
}

func main() {
	handlers := map[string]any{
		"made":                made,
		"joined":              joined,
		"ofOwnType":           ofOwnType,
		"typedNil":            typedNil,
		"sentinels":           sentinels,
		"fromHelper":          fromHelper,
		"guarded":             guarded,
		"guardedAtOnce":       guardedAtOnce,
		"guardedByReturn":     guardedByReturn,
		"told":                told,
		"wrapped":             wrapped,
		"unguarded":           unguarded,
		"joinedOfMaybe":       joinedOfMaybe,
		"joinedOfMany":        joinedOfMany,
		"clearedSentinel":     clearedSentinel,
		"sharedSentinel":      sharedSentinel,
		"unsetSentinel":       unsetSentinel,
		"isOfUnset":           isOfUnset,
		"shadowed":            shadowed,
		"shadowedWithin":      shadowedWithin,
		"reassigned":          reassigned,
		"reassignedByClosure": reassignedByClosure,
		"wrongWay":            wrongWay,
		"either":              either,
		"otherError":          otherError,
		"asField":             asField,
	}
	lambda.Start(handlers[os.Getenv("ACTION")])
}
