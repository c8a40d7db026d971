package cases

import (
	"fmt"
	"reflect"
)

// Many values of several types in one stream, and more types than one byte can number.
func mixtures() []Case {
	pool := []any{
		Point{1, 2}, Node{1, &Node{2, nil}}, Tree{"t", []*Tree{{Name: "u"}}, nil}, Ping{1, &Pong{"l", nil, nil}}, Names{"a"}, Ages{"x": 1}, Pair{{"a"}, {}}, List{{}}, Composites{Strings: []string{"s"}, Points: []Point{{3, 4}}}, Named{Names: Names{"n"}},
		Embeds{Base{1, "k"}, &Point{2, 3}, "n"}, Box[int]{7}, Box[Point]{Point{1, 2}}, Scalars{Int: -1, String: "s"}, Complexes{Small: 1i}, Circle{1.5}, HoldsEmpty{After: "a"}, Anonymous{},
		FAny{Point{5, 6}}, FAny{7}, []any{Names{"i"}, nil, "s"}, Holder{Name: "h", One: &Circle{2}}, map[string]any{"k": Node{Value: 8}},
		-7, uint(8), "text", true, 2.5, 1 + 2i, []byte("bytes"), []string{"a", "b"}, []Point{{7, 8}}, [2]int{1, 2}, map[string]int{"k": 1}, map[string][]Point{"p": {{9, 0}}}, [][]string{{"x"}}, []*Node{{Value: 1}}, Empty{}, []Empty{{}}, Celsius(3.5),
	}
	var cases []Case
	for round := 0; round < 24; round++ {
		var values []any
		for i := 0; i < 6+round; i++ {
			values = append(values, pool[(round*17+i*(2*round+1))%len(pool)])
		}
		cases = append(cases, Case{Name: fmt.Sprintf("%d values, mixture %d", len(values), round), Values: values})
	}
	// Two types each: an array, and the list of it.
	lists := func(n int, elem reflect.Type) (values []any) {
		for length := 0; length < n; length++ {
			values = append(values, reflect.Zero(reflect.SliceOf(reflect.ArrayOf(length, elem))).Interface())
		}
		return values
	}
	slices := func(n int, elem reflect.Type) (values []any) {
		for ; n > 0; n-- {
			elem = reflect.SliceOf(elem)
			values = append(values, reflect.MakeSlice(elem, 1, 1).Interface())
		}
		return values
	}
	reversed := func(values []any) (all []any) {
		for i := len(values) - 1; i >= 0; i-- {
			all = append(all, values[i])
		}
		return all
	}
	boolean, number, text, point := reflect.TypeOf(false), reflect.TypeOf(0), reflect.TypeOf(""), reflect.TypeOf(Point{})
	return append(cases,
		Case{Name: "64 types, the last with the id 127", Values: append(lists(32, boolean), [1]bool{true}, [31]bool{})},
		Case{Name: "66 types, the last with the id 129", Values: append(lists(33, boolean), [][32]bool{{31: true}}, [32]bool{true})},
		Case{Name: "200 types of arrays", Values: append(lists(100, reflect.TypeOf(int8(0))), [3]int8{1, 2, 3}, [70]int8{69: 1}, [][99]int8{{}, {98: 7}})},
		Case{Name: "600 types, then the first again", Values: append(lists(300, boolean), [0]bool{}, [1]bool{true}, [299]bool{298: true})},
		Case{Name: "70 types of lists within one another", Values: slices(70, text)},
		Case{Name: "70 types of lists within one another, the outermost first", Values: reversed(slices(70, number))},
		Case{Name: "161 types of arrays of structs", Values: append(lists(80, point), []Point{{1, 2}}, Point{3, 4}, [2]Point{{5, 6}, {}})},
		Case{Name: "structs whose ids have two bytes", Values: append(lists(90, boolean), Tree{Name: "t"}, Composites{}, Tree{Children: []*Tree{{}}}, FAny{Ping{}}, []any{Names{"a"}})},
	)
}
