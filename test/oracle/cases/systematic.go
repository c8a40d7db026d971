package cases

import (
	"fmt"
	"math"
	"reflect"
)

// Boundary values of every basic kind in every position; the types are made by reflection, so none can be forgotten.
func systematic() []Case {
	values := []any{
		true, false, int8(math.MinInt8), int8(0), int8(math.MaxInt8), int16(math.MinInt16), int16(math.MaxInt16), int32(math.MinInt32), int32(math.MaxInt32),
		int64(math.MinInt64), int64(0), int64(math.MaxInt64), int(-1), int(1 << 53), uint8(0), uint8(128), uint16(math.MaxUint16), uint32(math.MaxUint32),
		uint64(1 << 63), uint64(math.MaxUint64), uint(0), uint(1 << 53), uintptr(math.MaxUint64), float32(-0.1), float32(math.MaxFloat32), math.SmallestNonzeroFloat64, math.MaxFloat64,
		math.Inf(1), "", "\x00", "héllo", Celsius(36.6),
	}
	var cases []Case
	for i, v := range values {
		t := reflect.TypeOf(v)
		name := fmt.Sprintf("%d %s %.40q", i, t, fmt.Sprint(v))
		value := reflect.ValueOf(v)
		key := reflect.MakeMap(reflect.MapOf(t, reflect.TypeOf("")))
		key.SetMapIndex(value, reflect.ValueOf("v"))
		elem := reflect.MakeMap(reflect.MapOf(reflect.TypeOf(""), t))
		elem.SetMapIndex(reflect.ValueOf("k"), value)
		array := reflect.New(reflect.ArrayOf(2, t)).Elem()
		array.Index(1).Set(value)
		pointer := reflect.New(t)
		pointer.Elem().Set(value)
		cases = append(cases, one("top "+name, v), one("pointer "+name, pointer.Interface()), one("array "+name, array.Interface()),
			one("map key "+name, key.Interface()), one("map value "+name, elem.Interface()), one("list in list "+name, nested(value).Interface()))
		if t.Kind() != reflect.Uint8 {
			cases = append(cases, one("slice "+name, slice(value).Interface()))
		}
	}
	return cases
}

func slice(v reflect.Value) reflect.Value {
	return reflect.Append(reflect.MakeSlice(reflect.SliceOf(v.Type()), 0, 3), v, reflect.Zero(v.Type()), v)
}

func nested(v reflect.Value) reflect.Value {
	inner := slice(v)
	return reflect.Append(reflect.MakeSlice(reflect.SliceOf(inner.Type()), 0, 1), inner)
}
