package cases

import (
	"fmt"
	"math"
	"reflect"
	"strings"

	"oracle/messages"
	"oracle/rpc"
)

// Case is the values of one stream, written by a program that encodes nothing else.
type Case struct {
	Name   string
	Values []any
	// As holds types that the (only) value is read as.
	As []any
	// Random says that the bytes depend on Go's order of maps.
	Random bool
}

func ptr[T any](v T) *T { return &v }

func one(name string, value any) Case { return Case{Name: name, Values: []any{value}} }

// Group is the cases of one file of goldens, made when they are asked for.
type Group struct {
	Name  string
	Cases func() []Case
}

// Groups gives every group.
func Groups() []Group {
	return []Group{
		{"scalars", scalars},
		{"composites", composites},
		{"structs", structs},
		{"streams", streams},
		{"complexes", complexes},
		{"interfaces", interfaces},
		{"systematic", systematic},
		{"tops", tops},
		{"keys", keys},
		{"recursive", recursive},
		{"mixtures", mixtures},
		{"marshalers", marshalers},
		{"compatible", compatible},
		{"messages", real},
	}
}

// Types gives every type that a golden names.
func Types() map[string]reflect.Type {
	types := map[string]reflect.Type{}
	for _, v := range []any{Shelf{}, Rings{}} {
		types[reflect.TypeOf(v).String()] = reflect.TypeOf(v)
	}
	for _, group := range Groups() {
		for _, c := range group.Cases() {
			for _, v := range append(append([]any{}, c.Values...), c.As...) {
				types[reflect.TypeOf(v).String()] = reflect.TypeOf(v)
			}
		}
	}
	return types
}

func scalars() []Case {
	cases := []Case{
		one("bool true", true), one("bool false", false),
		one("int8 least", int8(math.MinInt8)), one("int8 most", int8(math.MaxInt8)),
		one("int16 least", int16(math.MinInt16)), one("int16 most", int16(math.MaxInt16)),
		one("int32 least", int32(math.MinInt32)), one("int32 most", int32(math.MaxInt32)),
		one("int64 least", int64(math.MinInt64)), one("int64 most", int64(math.MaxInt64)),
		one("uint8 most", uint8(math.MaxUint8)), one("uint16 most", uint16(math.MaxUint16)),
		one("uint32 most", uint32(math.MaxUint32)), one("uint64 most", uint64(math.MaxUint64)),
		one("uintptr", uintptr(0xdeadbeef)),
		one("uint beyond 2^53", uint(1<<53+1)), one("int beyond -2^53", int(-1<<53-1)),
		one("float64 pi", math.Pi), one("float64 zero", 0.0), one("float64 minus zero", math.Copysign(0, -1)),
		one("float64 NaN", math.NaN()), one("float64 infinite", math.Inf(1)), one("float64 minus infinite", math.Inf(-1)),
		one("float64 smallest", math.SmallestNonzeroFloat64), one("float64 largest", math.MaxFloat64),
		one("float64 whole", 17.0), one("float64 one byte", math.Float64frombits(0x6500000000000000>>0)),
		one("float32 largest", float32(math.MaxFloat32)), one("float32 smallest", float32(math.SmallestNonzeroFloat32)),
		one("float32 tenth", float32(0.1)), one("float32 infinite", float32(math.Inf(-1))),
		one("string", "hello"), one("string empty", ""), one("string umlauts", "Grüße, 世界 🙂"),
		one("string with NUL", "a\x00b"), one("string with BOM", "\ufeffx"),
		one("string of 127 bytes", strings.Repeat("x", 127)), one("string of 128 bytes", strings.Repeat("x", 128)),
		one("string of 300 bytes, not ASCII", strings.Repeat("é", 150)),
		one("string of 70000 bytes", strings.Repeat("0123456789", 7000)),
		one("bytes", []byte{0, 1, 2, 0xff}), one("bytes empty", []byte{}), one("bytes of 40000", []byte(strings.Repeat("\x80", 40000))),
		one("named float", Celsius(36.6)), one("named bytes", Blob("blob")),
	}
	for _, n := range []int64{0, 1, -1, 63, 64, -64, -65, 127, 128, 255, 256, 65535, 65536, 1<<24 - 1, 1 << 24, 1<<31 - 1, 1 << 31, -1 << 31, 1 << 32, 1 << 40, 1<<53 - 1, -1<<53 + 1, 1 << 62, -1 << 62} {
		cases = append(cases, one(fmt.Sprintf("int %d", n), int(n)))
	}
	for _, n := range []uint64{0, 1, 127, 128, 255, 256, 1 << 16, 1 << 24, 1<<32 - 1, 1 << 32, 1 << 40, 1 << 48, 1 << 56, 1 << 63} {
		cases = append(cases, one(fmt.Sprintf("uint %d", n), uint(n)))
	}
	return cases
}

func composites() []Case {
	return []Case{
		one("slice of strings", []string{"a", "", "b"}), one("slice empty", []string{}),
		one("slice of bools", []bool{true, false, true}),
		one("slice of floats keeps minus zero", []float64{math.Copysign(0, -1), 0, 1.5, math.Inf(1)}),
		one("slice of int64", []int64{0, -1, math.MaxInt64, math.MinInt64}),
		one("slice of 200 numbers", func() (list []uint32) {
			for i := uint32(0); i < 200; i++ {
				list = append(list, i*i*i)
			}
			return
		}()),
		one("slice of slices", [][]int{{1, 2}, {}, {3}}), one("slice of slices of bytes", [][]byte{{1}, {}, {2, 3}}),
		one("slice of arrays", [][2]bool{{true, false}, {false, true}}), one("slice of maps", []map[string]int{{"a": 1}, {}}),
		one("slice of pointers", []*int{ptr(0), ptr(5)}), one("slice of pointers to structs", []*Point{{}, {X: 1}}),
		one("slice of structs", []Point{{1, 2}, {}, {0, 3}}), one("slice of empty structs", []Empty{{}, {}, {}}),
		one("array of ints", [4]int{1, 0, -1, 0}), one("array of zeros", [3]string{}), one("array of bytes", [4]byte{1, 2, 3, 255}),
		one("array without elements", [0]int{}), one("array of structs", [2]Point{{1, 2}, {}}), one("array of arrays", [2][3]int8{{1, 2, 3}, {}}),
		one("map with one entry", map[string]int{"one": 1}), one("map empty", map[string]int{}),
		one("map of bools", map[bool]string{true: "yes"}), one("map of zero to zero", map[int]string{0: ""}),
		one("map of structs", map[string]Point{"p": {1, 0}}), one("map of pointers", map[string]*Point{"p": {0, 1}}),
		one("map of maps", map[string]map[int]bool{"x": {1: true}}), one("map of lists", map[uint8][]string{7: {"a", "b"}}),
		one("map keyed by int64", map[int64]float64{math.MinInt64: -0.5}), one("map keyed by float", map[float64]string{1.5: "x"}),
		one("map keyed by struct", KeyedByStruct{map[Point]string{{1, 2}: "x"}}),
		one("map keyed by array", KeyedByArray{map[[2]int8]string{{1, -1}: "x"}}),
		{Name: "map with many entries", Values: []any{map[string]int{"a": 1, "b": 2, "c": 3, "d": 4, "e": 5}}, Random: true},
		{Name: "maps with many entries in a struct", Values: []any{Keys{
			map[bool]int8{true: 1, false: 0}, map[uint64]int8{math.MaxUint64: 1, 0: 2}, map[int64]int8{-1: 1, 1: 2},
			map[float64]int8{math.Inf(1): 1, 0.5: 2}, map[string]int8{"": 1, "é": 2},
		}}, Random: true},
		one("pointer to int", ptr(5)), one("pointer to zero", ptr(0)), one("pointer to pointer", ptr(ptr("deep"))),
		one("slice of itself", List{{}, {{}, {}}}), one("named slice", Names{"n"}), one("named map", Ages{"x": 1}),
		one("named array of named slices", Pair{{"a"}, {"b"}}),
	}
}

func structs() []Case {
	return []Case{
		one("struct", Point{22, -33}), one("struct of zeros", Point{}), one("struct with a gap", Point{0, 7}),
		one("struct without fields", Empty{}), one("struct that holds empty ones", HoldsEmpty{"b", Empty{}, []Empty{{}, {}}, "a"}),
		one("struct of all scalars", Scalars{true, -8, -16, -32, -64, -1, 8, 16, 32, 64, 1, 2, 0.5, -2.25, "s", []byte("b")}),
		one("struct of all scalars, zero", Scalars{}),
		one("struct of all scalars, least", Scalars{Int8: -128, Int16: -32768, Int32: math.MinInt32, Int64: math.MinInt64, Int: math.MinInt64}),
		one("struct of all scalars, most", Scalars{true, 127, 32767, math.MaxInt32, math.MaxInt64, math.MaxInt64, 255, 65535,
			math.MaxUint32, math.MaxUint64, math.MaxUint64, math.MaxUint64, math.MaxFloat32, math.MaxFloat64, "é", []byte{0}}),
		one("field minus zero is left out", Scalars{Float64: math.Copysign(0, -1), Float32: float32(math.Copysign(0, -1))}),
		one("field NaN is sent", Scalars{Float64: math.NaN()}),
		one("struct of all composites", Composites{[]string{"a"}, [3]int32{1, 2, 3}, map[string]int{"c": 1}, Point{1, 2}, []Point{{3, 4}}, &Point{5, 6},
			[]*Point{{7, 8}}, map[string]Point{"p": {9, 0}}, [2][2]uint8{{1, 2}, {3, 4}}, [][]string{{"x"}, {}}, map[int32][]string{1: {"y"}},
			map[string]map[string]bool{"m": {"t": true}}}),
		one("struct of all composites, zero", Composites{}), one("struct of zero arrays and structs", Zeros{}),
		one("empty maps are sent, empty slices not", Zeros{Map: map[string]int{}, Slice: []int{}}),
		one("pointers nil", Pointers{}),
		one("pointers to zeros", Pointers{ptr(false), ptr(0), ptr(ptr(0)), ptr(""), ptr([]byte{}), ptr([]int{}), ptr(map[string]int{}), ptr([2]int{}), ptr(Point{})}),
		one("pointers", Pointers{ptr(true), ptr(1), ptr(ptr(-2)), ptr("s"), ptr([]byte("b")), ptr([]int{1}), ptr(map[string]int{"k": 2}), ptr([2]int{3, 4}), ptr(Point{5, 6})}),
		one("linked list", Node{1, &Node{2, &Node{3, nil}}}),
		one("tree", Tree{"root", []*Tree{{"a", nil, nil}, {"b", []*Tree{{"c", nil, nil}}, nil}}, map[string]*Tree{"a": {Name: "x"}}}),
		one("mutually recursive", Ping{1, &Pong{"l", []Ping{{2, nil}, {3, &Pong{"m", nil, nil}}}, map[string]Ping{"k": {4, nil}}}}),
		one("mutually recursive from the other side", Pong{"l", []Ping{{2, &Pong{Label: "x"}}}, nil}),
		one("named types", Named{Names{"a"}, 36.6, Blob("b"), Ages{"x": 1}, Pair{{"p"}, {}}, Names{"q"}, []Celsius{0, 1}}),
		one("anonymous structs", func() (a Anonymous) {
			a.Inner.A = 1
			a.List = []struct{ C bool }{{true}}
			return
		}()),
		one("embedded structs", Embeds{Base{1, "k"}, &Point{2, 3}, "n"}), one("embedded nil pointer", Embeds{Note: "n"}),
		one("generic of int", Box[int]{7}), one("generic of struct", Box[Point]{Point{1, 2}}), one("generic of list", Box[[]string]{[]string{"x"}}),
		one("many fields, few sent", Many{F19: 1, Last: "l"}),
		one("pointer to struct", &Point{1, 2}), one("message longer than 127 bytes", Node{1, &Node{2, nil}}),
		one("struct with long string", Narrow{strings.Repeat("long ", 2000), 1}),
	}
}

func streams() []Case {
	return []Case{
		{Name: "several values of one type", Values: []any{Point{1, 2}, Point{}, Point{3, 4}}},
		{Name: "several types", Values: []any{Point{1, 2}, "text", []Point{{5, 6}}, map[string]int{"a": 1}, Node{1, nil}, Point{7, 8}}},
		{Name: "scalars one after another", Values: []any{1, "two", 3.5, true, []byte("five"), uint(6), int8(-7)}},
		{Name: "types shared between values", Values: []any{Tree{Name: "t"}, []*Tree{{Name: "u"}}, map[string]*Tree{"v": {}}, Tree{}}},
		{Name: "an inner type before the outer", Values: []any{[]*Point{{1, 1}}, Composites{}, Point{2, 2}}},
		{Name: "a slice of structs before the struct", Values: []any{[]Point{{1, 1}}, Point{2, 2}}},
		{Name: "recursive types in turn", Values: []any{Ping{}, Pong{}, Ping{Pong: &Pong{Label: "x"}}}},
		{Name: "an empty struct, then others", Values: []any{Empty{}, Point{1, 2}, Empty{}}},
		{Name: "unnamed types that are one", Values: []any{[]string{"a"}, Composites{Strings: []string{"b"}}, [][]string{{"c"}}}},
		{Name: "named and unnamed slices apart", Values: []any{[]string{"a"}, Names{"b"}, Named{}, []string{"c"}}},
	}
}

func compatible() []Case {
	fields := []any{FBool{}, FInt{}, FInt8{}, FInt32{}, FInt64{}, FUint{}, FUint8{}, FUint64{}, FFloat32{}, FFloat64{}, FString{}, FBytes{}, FInts{}, FInt8s{},
		FStrings{}, FArray2{}, FArray3{}, FMap{}, FMap8{}, FMapInt{}, FStruct{}, FPointer{}, FPInt{}, FComplex{}, FComplex64{}}
	bare := []any{true, 0, int8(0), int64(0), uint(0), uint8(0), 0.0, float32(0), "", []byte{}, []int{}, []int8{}, []string{}, [2]int{}, [3]int{}, map[string]int{}, map[int]int{}, Point{}, Names{}}
	as := func(name string, value any, wanted []any) Case {
		return Case{Name: name, Values: []any{value}, As: wanted}
	}
	return []Case{
		as("unknown fields are stepped over", Wide{"a", 1, 2, 3, []byte("4"), "5", true, []Point{{1, 2}}, map[string][]Node{"k": {{1, &Node{2, nil}}}},
			[2][]string{{"x"}, {}}, Node{1, &Node{}}, &Tree{"t", []*Tree{{}}, nil}, 1 + 2i, []complex64{3i}, Marshals{"m"}, 77},
			[]any{Narrow{}, Reordered{}, Disjoint{}, Empty{}}),
		as("missing fields are zero", Narrow{"a", 5}, []any{Composites{}, Reordered{}, Narrow{}, Empty{}}),
		as("nothing sent, everything missing", Empty{}, []any{Composites{}, Zeros{}, Point{}}),
		as("sent FBool", FBool{true}, fields), as("sent FInt", FInt{-7}, fields), as("sent FInt, large", FInt{1 << 40}, fields),
		as("sent FInt, just beyond int8", FInt{128}, fields), as("sent FUint", FUint{7}, fields), as("sent FUint, large", FUint{1 << 40}, fields),
		as("sent FFloat64", FFloat64{1.25}, fields), as("sent FFloat64, large", FFloat64{1e300}, fields), as("sent FFloat64, infinite", FFloat64{math.Inf(-1)}, fields),
		as("sent FString", FString{"s"}, fields), as("sent FBytes", FBytes{[]byte("b")}, fields), as("sent FInts", FInts{[]int{1, 2}}, fields),
		as("sent FInts, large", FInts{[]int{1, 1 << 40}}, fields), as("sent FStrings", FStrings{[]string{"a", "b"}}, fields),
		as("sent FArray2", FArray2{[2]int{1, 2}}, fields), as("sent FMap", FMap{map[string]int{"k": 1}}, fields), as("sent FMap, large", FMap{map[string]int{"k": 1000}}, fields),
		as("sent FMapInt", FMapInt{map[int]int{1: 2}}, fields), as("sent FStruct", FStruct{Point{1, 2}}, fields), as("sent FPInt", FPInt{ptr(3)}, fields),
		as("sent FComplex", FComplex{1i}, fields), as("sent FComplex, large", FComplex{complex(1, 1e300)}, fields), as("sent FMarshal", FMarshal{Marshals{"x"}}, fields), as("sent FAny", FAny{1}, fields),
		as("sent FAny, nil", FAny{}, append([]any{Empty{}}, fields...)),
		as("sent int", 7, bare), as("sent uint", uint(7), bare), as("sent string", "s", bare), as("sent []byte", []byte("b"), bare), as("sent float64", 1.5, bare),
		as("sent []int", []int{1, 2}, bare), as("sent [2]int", [2]int{1, 2}, bare), as("sent map[string]int", map[string]int{"k": 1}, bare),
		as("sent Point", Point{1, 2}, bare), as("sent bool", true, bare),
	}
}

func real() []Case {
	response := messages.InvokeResponse{Error: &messages.InvokeResponse_Error{Message: "no such item", Type: "NotFoundError",
		StackTrace: []*messages.InvokeResponse_Error_StackFrame{{Path: "main.go", Line: 17, Label: "handler"}, {Path: "lambda/entry.go", Line: 300}}, ShouldExit: true}}
	request := messages.InvokeRequest{Payload: []byte(`"daniel"`), RequestId: "8476a536-e9f4-11e8-9739-2dfe598c3fcd", XAmznTraceId: "Root=1-5759e988-bd862e3fe1be46a994272793",
		Deadline: messages.InvokeRequest_Timestamp{Seconds: 1700000000, Nanos: 123456789}, InvokedFunctionArn: "arn:aws:lambda:us-east-1:123456789012:function:fn",
		CognitoIdentityId: "id", CognitoIdentityPoolId: "pool", ClientContext: []byte(`{"custom":{}}`)}
	return []Case{
		one("PingRequest", messages.PingRequest{}), one("InvokeRequest", request), one("InvokeRequest, empty", messages.InvokeRequest{}),
		one("InvokeResponse with a payload", messages.InvokeResponse{Payload: []byte(`"DANIEL"`)}), one("InvokeResponse with an error", response),
		one("InvokeResponse, empty", messages.InvokeResponse{}), one("InvokeResponse by pointer", &response),
		{Name: "a client's first call", Values: []any{rpc.Request{ServiceMethod: "Function.Invoke", Seq: 0}, request}},
		{Name: "a client's two calls", Values: []any{rpc.Request{ServiceMethod: "Function.Ping"}, messages.PingRequest{}, rpc.Request{ServiceMethod: "Function.Invoke", Seq: 1}, request}},
		{Name: "a server's answers", Values: []any{rpc.Response{ServiceMethod: "Function.Ping"}, messages.PingResponse{}, rpc.Response{ServiceMethod: "Function.Invoke", Seq: 1}, response}},
		{Name: "a server's refusal", Values: []any{rpc.Response{ServiceMethod: "X.Y", Seq: 3, Error: "rpc: can't find service X.Y"}, struct{}{}}},
	}
}
