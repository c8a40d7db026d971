// Handlers whose first result says it.
package main

import (
	"encoding/json"
	"os"

	"nevernil/shop"

	"github.com/aws/aws-lambda-go/lambda"
)

var kept shop.Receipt

func addressOfLiteral(o shop.Order) (*shop.Receipt, error) { return &shop.Receipt{}, nil }

func newValue(o shop.Order) (*shop.Receipt, error) { return new(shop.Receipt), nil }

func addressOfVariable(o shop.Order) (*shop.Receipt, error) { return &kept, nil }

func sliceLiteral(o shop.Order) ([]shop.Receipt, error) { return []shop.Receipt{}, nil }

func namedSlice(o shop.Order) (shop.Receipts, error) { return shop.Receipts{}, nil }

func madeMap(o shop.Order) (map[string]int, error) { return make(map[string]int), nil }

func converted(o shop.Order) (shop.Receipts, error) {
	return shop.Receipts(make([]shop.Receipt, len(o.Items))), nil
}

func collected(o shop.Order) ([]string, error) {
	names := make([]string, 0, len(o.Items))
	for _, item := range o.Items {
		names = append(names, item.Name)
	}
	return names, nil
}

func appended(o shop.Order) ([]string, error) {
	var names []string
	names = append(names, o.ID)
	return names, nil
}

func variable(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	if o.ID != "" {
		receipt = &shop.Receipt{Total: 1}
	}
	receipt.Total++
	return receipt, nil
}

func setInBothBranches(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	if o.ID == "" {
		receipt = &shop.Receipt{}
	} else {
		receipt = new(shop.Receipt)
	}
	return receipt, nil
}

func wrapping(o shop.Order) (*shop.Page, error) { return &shop.Page{}, nil }

func bareNil(o shop.Order) (*shop.Receipt, error) { return nil, nil }

func unset(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	return receipt, nil
}

func typedNil(o shop.Order) (*shop.Receipt, error) { return (*shop.Receipt)(nil), nil }

func setInOneBranch(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	if o.ID != "" {
		receipt = &shop.Receipt{}
	}
	return receipt, nil
}

func collectedFromNil(o shop.Order) ([]string, error) {
	var names []string
	for _, item := range o.Items {
		names = append(names, item.Name)
	}
	return names, nil
}

func appendedNothing(o shop.Order) ([]shop.Item, error) {
	return append([]shop.Item(nil), o.Items...), nil
}

func fieldOfEvent(o shop.Order) ([]shop.Item, error) { return o.Items, nil }

func fromMap(o shop.Order) (*shop.Receipt, error) {
	return map[string]*shop.Receipt{"a": {}}[o.ID], nil
}

func clearedByMethod(o shop.Order) (shop.Receipts, error) {
	receipts := shop.Receipts{{Total: 1}}
	receipts.Clear()
	return receipts, nil
}

func clearedByAddress(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	clearIt(&receipt)
	return receipt, nil
}

func clearIt(r **shop.Receipt) { *r = nil }

func clearedByClosure(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	forget := func() { receipt = nil }
	forget()
	return receipt, nil
}

func shadowed(o shop.Order) (*shop.Receipt, error) {
	var receipt *shop.Receipt
	if o.ID != "" {
		receipt := &shop.Receipt{}
		receipt.Total++
	}
	return receipt, nil
}

func pointerToSlice(o shop.Order) (*[]string, error) { return new([]string), nil }

func pointerToPointer(o shop.Order) (**shop.Receipt, error) { return new(*shop.Receipt), nil }

// missing is null in JSON where it is false.
type missing bool

func (m missing) MarshalJSON() ([]byte, error) {
	if !m {
		return []byte("null"), nil
	}
	return json.Marshal("here")
}

func writtenAsNull(o shop.Order) (*missing, error) { return new(missing), nil }

func rangedKey(o shop.Order) (*shop.Receipt, error) {
	receipt := &shop.Receipt{}
	for receipt = range map[*shop.Receipt]bool{nil: true} {
	}
	return receipt, nil
}

func main() {
	handlers := map[string]any{
		"addressOfLiteral":  addressOfLiteral,
		"newValue":          newValue,
		"addressOfVariable": addressOfVariable,
		"sliceLiteral":      sliceLiteral,
		"namedSlice":        namedSlice,
		"madeMap":           madeMap,
		"converted":         converted,
		"collected":         collected,
		"appended":          appended,
		"variable":          variable,
		"setInBothBranches": setInBothBranches,
		"wrapping":          wrapping,
		"bareNil":           bareNil,
		"unset":             unset,
		"typedNil":          typedNil,
		"setInOneBranch":    setInOneBranch,
		"collectedFromNil":  collectedFromNil,
		"appendedNothing":   appendedNothing,
		"fieldOfEvent":      fieldOfEvent,
		"fromMap":           fromMap,
		"clearedByMethod":   clearedByMethod,
		"clearedByAddress":  clearedByAddress,
		"clearedByClosure":  clearedByClosure,
		"shadowed":          shadowed,
		"pointerToSlice":    pointerToSlice,
		"pointerToPointer":  pointerToPointer,
		"rangedKey":         rangedKey,
		"writtenAsNull":     writtenAsNull,
		"method":            new(shop.Till).Add,
	}
	lambda.Start(handlers[os.Getenv("ACTION")])
}
