package cases

import (
	"fmt"
	"math"
	"reflect"
)

// Corner is a key of several parts.
type Corner struct {
	At    Point
	Label string
	Sides [2]int8
}

// Maps of every type of key to some types of elements; and with two entries, in any order.
func keys() []Case {
	keys := []any{
		true, int(-1), int8(-128), int16(300), int32(-70000), int64(math.MinInt64), uint(1), uint8(255), uint16(65535), uint32(1 << 31), uint64(math.MaxUint64), uintptr(9), float32(0.5), math.Inf(-1), 0.0, complex64(1i), complex(-1.5, 2), "key", "",
		Label("named"), Count(7), Celsius(1.5), Flag(false), [2]int8{1, -1}, [0]int{}, [2]string{"a", ""}, Point{1, 2}, Point{}, Corner{Point{1, 2}, "c", [2]int8{3, 4}}, Empty{},
	}
	elems := []any{"v", 0, []int{1, 2}, map[string]bool{"t": true}, &Point{1, 2}, []any{"a", nil}}
	var cases []Case
	for i, key := range keys {
		for j, elem := range elems {
			// Each key with three of them.
			if (i+j)%2 == 0 {
				m := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(key), reflect.TypeOf(elem)))
				m.SetMapIndex(reflect.ValueOf(key), reflect.ValueOf(elem))
				cases = append(cases, one(fmt.Sprintf("key %d %.40q of %s", i, fmt.Sprint(key), m.Type()), m.Interface()))
			}
		}
	}
	for i, key := range []any{true, 1, "k", 1.5, Point{1, 2}, Celsius(2)} {
		cases = append(cases, one(fmt.Sprintf("key %d in an interface, %T", i, key), map[any]int8{key: 1}), one(fmt.Sprintf("key %d and value in interfaces, %T", i, key), map[any]any{key: key}))
	}
	two := func(name string, value any) {
		cases = append(cases, Case{Name: "two keys, " + name, Values: []any{value}, Random: true})
	}
	two("bools", map[bool]int{true: 1, false: 0})
	two("floats", map[float64]string{0.5: "a", math.Inf(1): "b"})
	two("structs", map[Point]string{{1, 2}: "a", {}: "b"})
	two("arrays", map[[2]int8]string{{1, 2}: "a", {3, 4}: "b"})
	two("complex numbers", map[complex128]bool{1i: true, 1: false})
	two("maps in maps", map[string]map[string]int{"a": {"x": 1, "y": 2}, "b": {}})
	two("structs that hold maps", map[string]Tree{"a": {Name: "x"}, "b": {ByName: map[string]*Tree{"c": {}, "d": {}}}})
	return cases
}
