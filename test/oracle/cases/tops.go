package cases

import (
	"fmt"
	"math"
	"reflect"
)

// Values of any kind as the whole value: nested composites, named types, pointers; and structs with parts that are
// embedded, not sent, or behind several pointers.
func tops() []Case {
	values := []any{
		Count(-3), Label("l"), Label(""), Flag(true), Bits(200), Ratio(0.25), Wave(1 - 2i), []Count{1, 0}, []Label{"a"}, []Flag{true, false}, []Ratio{-0.5}, [2]Bits{1, 2}, map[Label]Count{"k": 1}, map[Count]Flag{1: true},
		struct{}{}, struct{ A int }{1}, struct {
			A struct{ B []struct{ C string } }
			D map[string]struct{ E bool }
		}{struct{ B []struct{ C string } }{[]struct{ C string }{{"c"}, {}}}, map[string]struct{ E bool }{"k": {true}}},
		[]struct{ A int }{{1}, {}}, map[string]struct{ A int }{"k": {1}}, [1]struct{ A, B string }{{"a", "b"}},
		[][][]string{{{"a"}, {}}, {}}, [2][2][2]int8{{{1, 2}, {3, 4}}, {{5, 6}, {7, 8}}}, [][2][]int{{{1}, {2, 3}}}, [1]map[string][]int{{"k": {1}}}, []map[int]map[string]bool{{1: {"t": true}}},
		map[string][2]int{"k": {1, 2}}, map[string]map[string]map[string]int{"a": {"b": {"c": 1}}}, map[int][]map[string]Point{1: {{"p": {1, 2}}}}, [][]Point{{{1, 2}}, {}}, []Pair{{{"a"}, {}}}, []Ages{{"x": 1}, {}}, []Blob{Blob("a"), {}},
		ptr(ptr(ptr(7))), ptr(ptr(Point{1, 2})), ptr([]int{1}), ptr(map[string]int{"k": 1}), ptr([2]string{"a"}), ptr(ptr([]*Point{{1, 2}})), []**int{ptr(ptr(1)), ptr(ptr(0))}, map[string]**Point{"k": ptr(ptr(Point{1, 2}))}, [2]*string{ptr("a"), ptr("")}, map[string]*[]int{"k": ptr([]int{1, 2})},
		Deep{}, Deep{A: ptr(ptr(ptr(5)))}, Deep{ptr(ptr(ptr(0))), ptr(ptr(Point{})), ptr(ptr([]string{})), ptr([]*int{ptr(1)}), ptr(ptr(map[string]**int{"k": ptr(ptr(2))})), ptr(ptr([2]*int{ptr(0), ptr(1)}))},
		Embeds{}, EmbedsDeep{}, EmbedsDeep{Embeds{Base{1, "k"}, &Point{2, 3}, "n"}, &Node{4, &Node{5, nil}}, Names{"a"}, Celsius(36.6), 7}, EmbedsMany{Base{1, "a"}, Point{2, 3}, Empty{}}, EmbedsMany{Point: Point{Y: 1}},
		PartlySent{}, PartlySent{"a", 1, "hidden", nil, nil, "b"}, []PartlySent{{A: "x"}, {B: "y"}},
		Many{}, Many{F00: 1, F19: 2}, [300]bool{299: true}, [200]string{}, []float32{math.MaxFloat32, 0}, []uint64{0, 1 << 63}, []complex64{1i},
	}
	cases := []Case{one("string that would move the cursor", "\x1b[2J\r\u202e\x7f")}
	for i, v := range values {
		cases = append(cases, one(fmt.Sprintf("top %d of %.60s", i, reflect.TypeOf(v)), v))
	}
	return cases
}

type Deep struct {
	A ***int
	B **Point
	C **[]string
	D *[]*int
	E **map[string]**int
	F **[2]*int
}

type EmbedsDeep struct {
	Embeds
	*Node
	Names
	Celsius
	Last int
}

type EmbedsMany struct {
	Base
	Point
	Empty
}

// PartlySent has fields that Go does not send: channels, functions, and those that are not exported.
type PartlySent struct {
	A      string
	Count  int
	hidden string
	Chan   chan int
	Func   func()
	B      string
}
