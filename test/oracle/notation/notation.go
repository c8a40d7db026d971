// Package notation writes Go values as JSON that loses nothing: 64-bit integers and special floats as strings, bytes as
// hex, maps as sorted pairs, nil pointers and nil maps as null, strings of a named type that are not UTF-8 as
// {"hex": "…"}. Types that encode themselves are their bytes in hex, but a time is its seconds, nanoseconds and offset
// (null for UTC), a big.Int its digits.
package notation

import (
	"encoding"
	"encoding/gob"
	"encoding/hex"
	"encoding/json"
	"math"
	"math/big"
	"reflect"
	"sort"
	"strconv"
	"time"
	"unicode/utf8"
)

// Of gives the JSON of v.
func Of(v reflect.Value) json.RawMessage {
	if text := own(v); text != nil {
		return text
	}
	switch v.Kind() {
	case reflect.Bool, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Uint8, reflect.Uint16, reflect.Uint32:
		return must(v.Interface())
	case reflect.String:
		if v.Type().PkgPath() != "" && !utf8.ValidString(v.String()) {
			return must(map[string]string{"hex": hex.EncodeToString([]byte(v.String()))})
		}
		return must(v.Interface())
	case reflect.Int, reflect.Int64:
		return must(strconv.FormatInt(v.Int(), 10))
	case reflect.Uint, reflect.Uint64, reflect.Uintptr:
		return must(strconv.FormatUint(v.Uint(), 10))
	case reflect.Float32, reflect.Float64:
		return float(v.Float())
	case reflect.Complex64, reflect.Complex128:
		return must([]json.RawMessage{float(real(v.Complex())), float(imag(v.Complex()))})
	case reflect.Interface:
		if v.IsNil() {
			return json.RawMessage("null")
		}
		return must([]json.RawMessage{must(registered(v.Elem().Type())), Of(v.Elem())})
	case reflect.Pointer:
		if v.IsNil() {
			return json.RawMessage("null")
		}
		return Of(v.Elem())
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.Type().Elem().Kind() == reflect.Uint8 {
			return must(hex.EncodeToString(v.Bytes()))
		}
		list := []json.RawMessage{}
		for i := 0; i < v.Len(); i++ {
			list = append(list, Of(v.Index(i)))
		}
		return must(list)
	case reflect.Map:
		if v.IsNil() {
			return json.RawMessage("null")
		}
		pairs := [][2]json.RawMessage{}
		for iter := v.MapRange(); iter.Next(); {
			pairs = append(pairs, [2]json.RawMessage{Of(iter.Key()), Of(iter.Value())})
		}
		sort.Slice(pairs, func(i, j int) bool { return string(pairs[i][0]) < string(pairs[j][0]) })
		return must(pairs)
	case reflect.Struct:
		out := []byte("{")
		for i := 0; i < v.NumField(); i++ {
			field := v.Type().Field(i)
			if kind := field.Type.Kind(); !field.IsExported() || kind == reflect.Chan || kind == reflect.Func {
				continue // not sent
			}
			if len(out) > 1 {
				out = append(out, ',')
			}
			out = append(out, must(v.Type().Field(i).Name)...)
			out = append(out, ':')
			out = append(out, Of(v.Field(i))...)
		}
		return append(out, '}')
	}
	panic("no notation for " + v.Type().String())
}

// own is the notation of types with methods of their own; nil for all others.
func own(v reflect.Value) json.RawMessage {
	if v.Kind() == reflect.Pointer || v.Kind() == reflect.Interface {
		return nil
	}
	pointer := reflect.PointerTo(v.Type())
	if !pointer.Implements(gobEncoder) && !pointer.Implements(binaryMarshaler) {
		return nil
	}
	copied := reflect.New(v.Type())
	copied.Elem().Set(v)
	var data []byte
	var err error
	switch value := copied.Interface().(type) {
	case *time.Time:
		var offset any
		if value.Location() != time.UTC {
			_, offset = value.Zone()
		}
		return must([]any{strconv.FormatInt(value.Unix(), 10), value.Nanosecond(), offset})
	case *big.Int:
		return must(value.String())
	case gob.GobEncoder:
		data, err = value.GobEncode()
	case encoding.BinaryMarshaler:
		data, err = value.MarshalBinary()
	}
	if err != nil {
		panic(err)
	}
	return must(hex.EncodeToString(data))
}

var (
	gobEncoder      = reflect.TypeOf((*gob.GobEncoder)(nil)).Elem()
	binaryMarshaler = reflect.TypeOf((*encoding.BinaryMarshaler)(nil)).Elem()
)

// registered is the name that gob.Register gives a type.
func registered(t reflect.Type) string {
	if t.Name() == "" || t.PkgPath() == "" {
		return t.String()
	}
	return t.PkgPath() + "." + t.Name()
}

func float(f float64) json.RawMessage {
	switch {
	case math.IsNaN(f):
		return must("NaN")
	case math.IsInf(f, 1):
		return must("Infinity")
	case math.IsInf(f, -1):
		return must("-Infinity")
	case f == 0 && math.Signbit(f):
		return must("-0")
	}
	return must(f)
}

func must(v any) json.RawMessage {
	out, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return out
}
