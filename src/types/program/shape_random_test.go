package main

import (
	"encoding"
	"encoding/json"
	"errors"
	"io"
	"math/big"
	"math/rand"
	"net/netip"
	"reflect"
	"strconv"
	"strings"
	"time"
	"unsafe"
)

// fill gives v a random value, often zero, nil or empty; unexported embedded pointers too.
func fill(rnd *rand.Rand, v reflect.Value, depth int) {
	if rnd.Intn(4) == 0 {
		return
	}
	switch p := v.Addr().Interface().(type) {
	case *time.Time:
		*p = time.Unix(rnd.Int63n(1e9), 0).UTC()
		return
	case *json.Number:
		*p = json.Number(strconv.Itoa(rnd.Intn(100)))
		return
	case *json.RawMessage:
		*p = json.RawMessage(`{"raw":[1]}`)
		return
	case *big.Int:
		p.SetInt64(rnd.Int63())
		return
	case *netip.Addr:
		*p = netip.AddrFrom4([4]byte{1, 2, 3, byte(rnd.Intn(250))})
		return
	case *io.Reader:
		*p = strings.NewReader("")
		return
	case *error:
		*p = errors.New("an error")
		return
	case *encoding.TextMarshaler:
		*p = TextByValue{}
		return
	case *json.Marshaler:
		*p = JSONByValue{}
		return
	}
	switch v.Type().String() {
	case "url.URL":
		return
	case "net.IP":
		v.SetBytes([]byte{1, 2, 3, 4})
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(rnd.Intn(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(rnd.Uint64()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(rnd.Uint64())
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(rnd.Intn(1000)) / 8)
	case reflect.String:
		v.SetString([]string{"", "a", "<b>\"", "ü"}[rnd.Intn(4)])
	case reflect.Interface:
		if v.NumMethod() == 0 {
			v.Set(reflect.ValueOf([]any{"s", 1.5, true, map[string]any{"a": nil}}[rnd.Intn(4)]))
		}
	case reflect.Pointer:
		if depth > 5 {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		fill(rnd, v.Elem(), depth+1)
	case reflect.Slice:
		n := rnd.Intn(3)
		if depth > 5 {
			n = 0
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := 0; i < n; i++ {
			fill(rnd, v.Index(i), depth+1)
		}
	case reflect.Array:
		for i := 0; i < v.Len(); i++ {
			fill(rnd, v.Index(i), depth+1)
		}
	case reflect.Map:
		v.Set(reflect.MakeMap(v.Type()))
		if depth > 5 {
			return
		}
		for n := rnd.Intn(3); n > 0; n-- {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(rnd, key, depth+1)
			if !key.Comparable() {
				continue
			}
			if k := key.Kind(); (k == reflect.Interface || k == reflect.Pointer) && key.IsNil() {
				continue
			}
			fill(rnd, value, depth+1)
			v.SetMapIndex(key, value)
		}
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			field := v.Field(i)
			if !v.Type().Field(i).IsExported() {
				if !v.Type().Field(i).Anonymous {
					continue
				}
				field = reflect.NewAt(field.Type(), unsafe.Pointer(field.UnsafeAddr())).Elem()
			}
			fill(rnd, field, depth+1)
		}
	}
}
