package main

import (
	"encoding/json"
	"math/big"
	"reflect"
	"time"

	"oracle/cases"
)

var (
	timeType   = reflect.TypeOf(time.Time{})
	bigIntType = reflect.TypeOf(big.Int{})
	rawType    = reflect.TypeOf(cases.Raw(""))
	anyType    = reflect.TypeOf((*any)(nil)).Elem()
	shapeType  = reflect.TypeOf((*cases.Shape)(nil)).Elem()
	circleType = reflect.TypeOf((*cases.Circle)(nil))
)

// named are the types that a description gives by name: reflect can make neither named nor recursive ones.
var named = map[string]reflect.Type{"any": anyType, "bytes": reflect.TypeOf([]byte{}), "cases.Shape": shapeType}

func init() {
	for _, v := range []any{
		false, 0, int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0), uintptr(0),
		float32(0), 0.0, complex64(0), complex128(0), "",
		cases.Point{}, cases.Node{}, cases.Tree{}, cases.Ping{}, cases.Pong{}, cases.List{}, cases.Empty{}, cases.Embeds{}, cases.Anonymous{},
		cases.Names{}, cases.Celsius(0), cases.Blob{}, cases.Ages{}, cases.Pair{}, cases.Named{}, cases.Scalars{}, cases.Pointers{},
		cases.Circle{}, cases.Holder{}, cases.FAny{}, cases.Box[int]{}, cases.Box[cases.Point]{}, cases.Raw(""), time.Time{}, big.Int{},
	} {
		named[reflect.TypeOf(v).String()] = reflect.TypeOf(v)
	}
}

// registered are types that a made interface value may have: some of what gob and oracle/cases register.
var registered = func() (types []reflect.Type) {
	for _, v := range []any{
		false, 0, int8(0), int64(0), uint16(0), uint64(0), float32(0), 0.0, complex128(0), "", []byte{}, []int{}, []string{}, []float64{},
		cases.Point{}, &cases.Circle{}, cases.Node{}, cases.Tree{}, cases.Ping{}, cases.Names{}, cases.Celsius(0), cases.Empty{}, cases.FAny{},
		cases.Holder{}, []any{}, map[string]any{}, [2]int{}, [][]string{}, []*cases.Circle{},
	} {
		types = append(types, reflect.TypeOf(v))
	}
	return
}()

// typeOf makes the type of a description: a name, or {"slice": T}, {"array": [n, T]}, {"map": [K, V]}, {"pointer": T},
// {"struct": [["Name", T], …]}.
func typeOf(text json.RawMessage) reflect.Type {
	var name string
	if json.Unmarshal(text, &name) == nil {
		if t, ok := named[name]; ok {
			return t
		}
		panic("no type is named " + name)
	}
	var parts struct {
		Slice   json.RawMessage
		Array   []json.RawMessage
		Map     []json.RawMessage
		Pointer json.RawMessage
		Struct  [][2]json.RawMessage
	}
	check(json.Unmarshal(text, &parts))
	switch {
	case parts.Slice != nil:
		return reflect.SliceOf(typeOf(parts.Slice))
	case parts.Pointer != nil:
		return reflect.PointerTo(typeOf(parts.Pointer))
	case parts.Array != nil:
		var length int
		check(json.Unmarshal(parts.Array[0], &length))
		return reflect.ArrayOf(length, typeOf(parts.Array[1]))
	case parts.Map != nil:
		return reflect.MapOf(typeOf(parts.Map[0]), typeOf(parts.Map[1]))
	}
	fields := []reflect.StructField{}
	for _, part := range parts.Struct {
		var field reflect.StructField
		check(json.Unmarshal(part[0], &field.Name))
		field.Type = typeOf(part[1])
		fields = append(fields, field)
	}
	return reflect.StructOf(fields)
}
