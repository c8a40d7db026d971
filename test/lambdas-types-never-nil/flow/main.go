// Handlers with loops, switches and jumps.
package main

import (
	"context"
	"errors"
	"log"
	"os"

	"nevernil/shop"

	"github.com/aws/aws-lambda-go/lambda"
)

func loop(o shop.Order) (*shop.Receipt, error) {
	var last error
	for i := 0; i < 3; i++ {
		if last = shop.Check(o); last != nil {
			continue
		}
		return &shop.Receipt{Total: i}, nil
	}
	return nil, errors.Join(errors.New("after 3 attempts"), last)
}

func fallback(o shop.Order) (*shop.Receipt, error) {
	switch err := shop.Check(o); {
	case err == nil:
		return &shop.Receipt{}, nil
	default:
		return nil, err
	}
}

func tagged(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	switch err {
	case nil:
		return &shop.Receipt{}, nil
	case shop.ErrClosed:
		return nil, errors.New("come back later")
	}
	return nil, err
}

func selected(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	done := make(chan *shop.Receipt)
	go func() { close(done) }()
	select {
	case <-ctx.Done():
		return nil, context.Canceled
	case <-done:
		return &shop.Receipt{}, nil
	}
}

func typeSwitch(o shop.Order) (*shop.Receipt, error) {
	switch err := shop.Check(o).(type) {
	case nil:
		return &shop.Receipt{}, nil
	case *shop.Refusal:
		return nil, err
	default:
		return nil, shop.ErrClosed
	}
}

func stops(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	switch o.ID {
	case "a":
		receipt = &shop.Receipt{}
	case "b":
		panic("b")
	case "c":
		log.Fatal("c")
	case "d":
		os.Exit(1)
	default:
		receipt = new(shop.Receipt)
	}
	return receipt, nil
}

func labelled(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
items:
	for _, item := range o.Items {
		for range item.Name {
			if item.Name == "stop" {
				break items
			}
			continue items
		}
	}
	return receipt, nil
}

func swappedInLoop(o shop.Order) (*shop.Receipt, error) {
	receipt, other := &shop.Receipt{}, &shop.Receipt{}
	for range o.Items {
		receipt, other = other, receipt
	}
	return receipt, nil
}

func rotatedInLoop(o shop.Order) (*shop.Receipt, error) {
	var third *shop.Receipt
	receipt, other := &shop.Receipt{}, &shop.Receipt{}
	for range o.Items {
		receipt, other, third = other, third, receipt
	}
	return receipt, nil
}

func lastOfLoop(o shop.Order) (*shop.Receipt, error) {
	var last error
	for i := 0; i < 3; i++ {
		if last = shop.Check(o); last == nil {
			break
		}
	}
	return nil, last
}

func secondRound(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	for range o.Items {
		if o.ID != "" {
			return receipt, nil
		}
		receipt = nil
	}
	return &shop.Receipt{}, nil
}

func declaredInLoop(o shop.Order) (*shop.Receipt, error) {
	for range o.Items {
		var receipt *shop.Receipt
		if o.ID != "" {
			return receipt, nil
		}
		receipt = &shop.Receipt{}
		_ = receipt
	}
	return &shop.Receipt{}, nil
}

func jumps(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
again:
	if o.ID != "" {
		return receipt, nil
	}
	receipt, o.ID = nil, "a"
	goto again
}

func fallsThrough(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	switch {
	case o.ID == "":
		fallthrough
	case err != nil:
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func breaksOut(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	switch {
	case o.ID == "":
		if receipt = nil; len(o.Items) == 0 {
			break
		}
		receipt = &shop.Receipt{}
	}
	return receipt, nil
}

func breaksOutOfLabel(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
block:
	switch {
	default:
		for range o.Items {
			receipt = nil
			break block
		}
		receipt = &shop.Receipt{}
	}
	return receipt, nil
}

func severalOfCase(o shop.Order) (*shop.Receipt, error) {
	err := shop.Check(o)
	switch {
	case err != nil, o.ID == "":
		return nil, err
	}
	return &shop.Receipt{}, nil
}

func received(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	found := make(chan *shop.Receipt, 1)
	select {
	case receipt = <-found:
	default:
	}
	return receipt, nil
}

func noClause(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	switch o.ID {
	case "a":
		receipt = &shop.Receipt{}
	}
	return receipt, nil
}

func twiceAtOnce(o shop.Order) (*shop.Receipt, error) {
	receipt, other := &shop.Receipt{}, (*shop.Receipt)(nil)
	receipt, other = other, receipt
	return receipt, nil
}

func main() {
	handlers := map[string]any{
		"loop":             loop,
		"fallback":         fallback,
		"tagged":           tagged,
		"selected":         selected,
		"typeSwitch":       typeSwitch,
		"stops":            stops,
		"labelled":         labelled,
		"swappedInLoop":    swappedInLoop,
		"rotatedInLoop":    rotatedInLoop,
		"lastOfLoop":       lastOfLoop,
		"secondRound":      secondRound,
		"declaredInLoop":   declaredInLoop,
		"jumps":            jumps,
		"fallsThrough":     fallsThrough,
		"breaksOut":        breaksOut,
		"breaksOutOfLabel": breaksOutOfLabel,
		"severalOfCase":    severalOfCase,
		"received":         received,
		"noClause":         noClause,
		"twiceAtOnce":      twiceAtOnce,
	}
	lambda.Start(handlers[os.Getenv("ACTION")])
}
