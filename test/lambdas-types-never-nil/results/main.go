// Handlers with named results, and such that defer.
package main

import (
	"context"
	"errors"
	"os"
	"sync"
	"time"

	"nevernil/shop"

	"github.com/aws/aws-lambda-go/lambda"
)

var lock sync.Mutex

func named(o shop.Order) (receipt *shop.Receipt, err error) {
	if err = shop.Check(o); err != nil {
		return
	}
	receipt = &shop.Receipt{}
	return
}

func namedAndGiven(o shop.Order) (receipt *shop.Receipt, err error) {
	receipt, err = shop.Price(context.Background(), o)
	return receipt, err
}

func unlocks(ctx context.Context, o shop.Order) (*shop.Receipt, error) {
	lock.Lock()
	defer lock.Unlock()
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	defer func() { println(o.ID) }()
	return shop.Price(ctx, o)
}

func bare(o shop.Order) (receipt *shop.Receipt, err error) {
	if o.ID == "" {
		return
	}
	return &shop.Receipt{}, nil
}

func changedByDefer(o shop.Order) (receipt *shop.Receipt, err error) {
	defer func() { receipt = nil }()
	return &shop.Receipt{}, nil
}

func errorChangedByDefer(o shop.Order) (_ *shop.Receipt, err error) {
	defer func() { err = nil }()
	return nil, errors.New("no")
}

func changedByAddress(o shop.Order) (receipt *shop.Receipt, err error) {
	defer clearIt(&receipt)
	return &shop.Receipt{}, nil
}

func clearIt(r **shop.Receipt) { *r = nil }

func recovers(o shop.Order) (*shop.Receipt, error) {
	defer func() {
		if r := recover(); r != nil {
			println("recovered")
		}
	}()
	return &shop.Receipt{Total: len(o.Items[0].Name)}, nil
}

func rescue() { _ = recover() }

func recoversByName(o shop.Order) (*shop.Receipt, error) {
	defer rescue()
	return &shop.Receipt{Total: len(o.Items[0].Name)}, nil
}

func recoversByVariable(o shop.Order) (*shop.Receipt, error) {
	end := rescue
	defer end()
	return &shop.Receipt{Total: len(o.Items[0].Name)}, nil
}

func recoversBelow(o shop.Order) (*shop.Receipt, error) { return recovers(o) }

func recoverDeferred(o shop.Order) (*shop.Receipt, error) {
	defer recover()
	return &shop.Receipt{Total: len(o.Items[0].Name)}, nil
}

type span interface{ End() }

type service struct{ span span }

func (s *service) unknownDefer(o shop.Order) (*shop.Receipt, error) {
	defer s.span.End()
	return &shop.Receipt{}, nil
}

func main() {
	handlers := map[string]any{
		"named":               named,
		"namedAndGiven":       namedAndGiven,
		"unlocks":             unlocks,
		"bare":                bare,
		"changedByDefer":      changedByDefer,
		"errorChangedByDefer": errorChangedByDefer,
		"changedByAddress":    changedByAddress,
		"recovers":            recovers,
		"recoversByName":      recoversByName,
		"recoversByVariable":  recoversByVariable,
		"recoversBelow":       recoversBelow,
		"recoverDeferred":     recoverDeferred,
		"unknownDefer":        new(service).unknownDefer,
	}
	lambda.Start(handlers[os.Getenv("ACTION")])
}
