package cases

import (
	"encoding/gob"
	"fmt"
	"math"
	"reflect"
	"strings"
)

// Shape is an interface with a method.
type Shape interface{ Area() float64 }

type Circle struct{ Radius float64 }

func (c *Circle) Area() float64 { return math.Pi * c.Radius * c.Radius }

type Holder struct {
	Name    string
	One     any
	Shape   Shape
	Members []any
	ByName  map[string]any
	Keys    map[any]int8
	Pair    [2]any
	Pointer *any
	After   string
}

func init() {
	for _, v := range []any{Point{}, &Circle{}, Holder{}, Node{}, Tree{}, Ping{}, Names{}, Celsius(0), Empty{}, FAny{}, []any{}, map[string]any{}, [2]int{}, [][]string{}, []*Circle{}} {
		gob.Register(v)
	}
}

// concrete is values to be put into interfaces.
func concrete() []any {
	return []any{
		true, false, 0, -7, int8(-8), int16(300), int32(-70000), int64(math.MinInt64), uint(7), uint8(255), uint16(65535), uint32(1 << 31), uint64(math.MaxUint64), uintptr(9),
		float32(0.5), math.Inf(-1), 0.0, complex64(1 + 2i), complex128(-3i), "text", "", strings.Repeat("long ", 60), []byte("bytes"), []byte{},
		[]int{1, -2}, []int8{-1}, []int16{}, []int32{3}, []int64{4}, []uint{5}, []uint16{6}, []uint32{7}, []uint64{8}, []float32{1.5}, []float64{-2.5}, []complex64{1i}, []complex128{2},
		[]uintptr{1}, []bool{true, false}, []string{"a", ""},
		Point{1, -2}, Point{}, &Circle{2.5}, &Circle{}, Node{1, &Node{2, nil}}, Tree{"t", []*Tree{{Name: "u"}}, nil}, Ping{1, &Pong{"l", nil, nil}},
		Names{"n"}, Celsius(-1.5), Empty{}, [2]int{1, 2}, [][]string{{"x"}, {}}, []*Circle{{1}, {2}},
		FAny{}, FAny{1}, FAny{Point{3, 4}}, FAny{FAny{FAny{Point{5, 6}}}}, []any{}, []any{nil, 1, "two", nil}, []any{Point{1, 2}, &Circle{3}, Point{4, 5}, []any{Names{"deep"}}},
		map[string]any{"k": nil}, map[string]any{"k": Celsius(1)}, Holder{Name: "g", One: Holder{Members: []any{&Circle{1}}}, After: "a"},
	}
}

// Interface values in every position, and what follows them.
func interfaces() []Case {
	var none any
	cases := []Case{
		one("interface nil", &none), one("interfaces all nil", Holder{Name: "n", Members: []any{nil, nil}, ByName: map[string]any{"x": nil}, Pointer: &none, After: "a"}),
		one("interface with a method", Holder{Shape: &Circle{1.5}, After: "a"}),
		one("interfaces of all kinds in one struct", Holder{"n", Point{1, 2}, &Circle{3}, []any{Node{Value: 4}, nil, Names{"x"}, Point{}}, map[string]any{"t": Tree{Name: "t"}},
			map[any]int8{Celsius(1): 2}, [2]any{[2]int{1, 2}, nil}, ptr(any(Empty{})), "a"}),
		one("a list of many, the first defines a type", func() (list []any) {
			for i := 0; i < 300; i++ {
				list = append(list, Point{i, -i})
			}
			return
		}()),
		one("interface nested deep", func() any {
			var v any
			for i := 0; i < 40; i++ {
				v = FAny{v}
				if i%7 == 0 {
					v = []any{nil, v, Point{i, i}}
				}
			}
			return &v
		}()),
		one("a value larger than its definitions", Holder{Name: strings.Repeat("x", 3000), One: Point{1, 2}, After: strings.Repeat("y", 3000)}),
		{Name: "interfaces in several values", Values: []any{FAny{Point{1, 2}}, Point{3, 4}, FAny{Point{5, 6}}, []any{&Circle{1}}, FAny{}, Circle{2}, "end"}},
		{Name: "types that are known before", Values: []any{Point{1, 2}, Circle{3}, []any{Point{4, 5}, &Circle{6}}}},
		{Name: "definitions inside of several values", Values: []any{FAny{[]any{Point{1, 1}, Names{"a"}}}, FAny{[]any{Tree{}, Ping{}}}, Holder{One: Ping{Count: 1}, Members: []any{Tree{}}}, 7}},
		{Name: "interface as another type", Values: []any{FAny{Point{1, 2}}}, As: []any{FAny{}, FInt{}, FStruct{}, FAnys{}, Empty{}, FComplex{}, FString{}}},
		{Name: "another type as an interface", Values: []any{FStruct{Point{1, 2}}}, As: []any{FAny{}, FStruct{}}},
		{Name: "list of interfaces as another list", Values: []any{FAnys{[]any{1, 2}}}, As: []any{FAnys{}, FInts{}, FAny{}}},
		{Name: "interface that holds a nil among others, unwanted", Values: []any{Holder{Name: "n", One: Point{1, 2}, After: "a"}}},
	}
	for i, v := range concrete() {
		name := fmt.Sprintf("%d %s", i, reflect.TypeOf(v))
		cases = append(cases, one("interface of "+name, ptr(v)), one("field interface of "+name, FAny{v}), one("list of interfaces of "+name, []any{nil, v, v}),
			one("array of interfaces of "+name, [2]any{v, v}), one("map of interfaces of "+name, map[string]any{"k": v}),
			Case{Name: "twice interface of " + name, Values: []any{FAny{v}, FAnys{[]any{v, nil}}, "end"}})
	}
	return cases
}
