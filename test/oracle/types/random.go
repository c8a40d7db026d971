package types

import (
	"encoding"
	"encoding/json"
	"math"
	"math/rand"
	"reflect"
	"time"
	"unsafe"
)

// random gives a value of any type: nil, empty and filled, for whatever can be so. Everything that JSON cannot hold (a NaN, a cycle)
// is left out; channels and functions are not.
func random(t reflect.Type, r *rand.Rand, zero bool) reflect.Value {
	v := reflect.New(t).Elem()
	if !zero {
		shares := []float64{0.05, 0.3, 0.7}
		f := &filler{r: r, zeros: shares[r.Intn(len(shares))], left: 1500, within: map[reflect.Type]int{}}
		f.fill(v)
	}
	return v
}

type filler struct {
	r     *rand.Rand
	zeros float64 // how much is left zero
	left  int     // how many values there may be yet
	// within counts how often a type stands around what is filled now, so that recursive ones come to an end.
	within map[reflect.Type]int
}

var (
	timeType       = reflect.TypeOf(time.Time{})
	numberType     = reflect.TypeOf(json.Number(""))
	rawMessageType = reflect.TypeOf(json.RawMessage(nil))
)

func (f *filler) fill(v reflect.Value) {
	t := v.Type()
	f.left--
	f.within[t]++
	defer func() { f.within[t]-- }()
	if made, ok := f.decoded(t); ok {
		v.Set(made)
		return
	}
	// A struct or an array that is zero as a whole says little of what is in it.
	zeros := f.zeros
	if t.Kind() == reflect.Struct || t.Kind() == reflect.Array {
		zeros /= 4
	}
	if f.r.Float64() < zeros {
		return
	}
	switch t {
	case timeType:
		v.Set(reflect.ValueOf(f.time()))
		return
	case numberType:
		v.SetString(pick(f.r, numbers))
		return
	case rawMessageType:
		v.SetBytes([]byte(pick(f.r, raws)))
		return
	}
	f.fillKind(v)
}

func (f *filler) fillKind(v reflect.Value) {
	t := v.Type()
	switch t.Kind() {
	case reflect.Bool:
		v.SetBool(f.r.Intn(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(f.integer(t.Bits()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(uint64(f.integer(t.Bits())))
	case reflect.Float32:
		v.SetFloat(float64(pick(f.r, []float32{0.1, -1.5, math.MaxFloat32, math.SmallestNonzeroFloat32, f.r.Float32(), 16777216})))
	case reflect.Float64:
		v.SetFloat(pick(f.r, []float64{0.1, -1.5, math.MaxFloat64, math.SmallestNonzeroFloat64, f.r.NormFloat64(), 1e21, 1e-7}))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(f.r.Float64(), 1))
	case reflect.String:
		v.SetString(f.text())
	case reflect.Pointer:
		if f.mayGrow(t) {
			v.Set(reflect.New(t.Elem()))
			f.fill(v.Elem())
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(t, f.length(t), 10))
		f.fillEach(v)
	case reflect.Array:
		f.fillEach(v)
	case reflect.Map:
		f.fillMap(v)
	case reflect.Struct:
		f.fillStruct(v)
	case reflect.Interface:
		f.fillInterface(v)
	case reflect.Chan:
		v.Set(reflect.MakeChan(reflect.ChanOf(reflect.BothDir, t.Elem()), 0).Convert(t))
	case reflect.Func:
		v.Set(reflect.MakeFunc(t, func([]reflect.Value) []reflect.Value { return nil }))
	}
}

// mayGrow says whether there may be one more value within what has a type t.
func (f *filler) mayGrow(t reflect.Type) bool {
	return f.left > 0 && f.r.Float64() > 0.25*float64(f.within[t]-1)
}

func (f *filler) length(t reflect.Type) int {
	if !f.mayGrow(t) {
		return 0
	}
	return f.r.Intn(4)
}

func (f *filler) fillEach(v reflect.Value) {
	for i := 0; i < v.Len(); i++ {
		f.fill(v.Index(i))
	}
}

func (f *filler) fillMap(v reflect.Value) {
	t := v.Type()
	v.Set(reflect.MakeMap(t))
	for n := f.length(t); n > 0; n-- {
		key := reflect.New(t.Key()).Elem()
		f.fill(key)
		// A nil pointer as a key would have its MarshalText called.
		if key.Kind() == reflect.Pointer && key.IsNil() {
			continue
		}
		value := reflect.New(t.Elem()).Elem()
		f.fill(value)
		v.SetMapIndex(key, value)
	}
}

func (f *filler) fillStruct(v reflect.Value) {
	for i := 0; i < v.NumField(); i++ {
		field := v.Type().Field(i)
		switch {
		case field.IsExported():
			f.fill(v.Field(i))
		case !field.Anonymous:
			// What a type keeps to itself stays as it is.
		case field.Type.Kind() == reflect.Struct:
			f.fillStruct(v.Field(i))
		case field.Type.Kind() == reflect.Pointer && field.Type.Elem().Kind() == reflect.Struct:
			// The fields of an unexported struct can be seen through an embedded pointer, but reflection may not set it.
			f.fill(reflect.NewAt(field.Type, unsafe.Pointer(v.Field(i).UnsafeAddr())).Elem())
		}
	}
}

func (f *filler) fillInterface(v reflect.Value) {
	var fitting []any
	for _, value := range implementations {
		if reflect.TypeOf(value).AssignableTo(v.Type()) {
			fitting = append(fitting, value)
		}
	}
	if len(fitting) > 0 {
		v.Set(reflect.ValueOf(pick(f.r, fitting)))
	}
}

// decoded makes a value of a type that keeps its state to itself, or has its own idea of what bytes are good, from JSON.
func (f *filler) decoded(t reflect.Type) (reflect.Value, bool) {
	if t == timeType || t == rawMessageType || !hidesState(t) {
		return reflect.Value{}, false
	}
	pointer := reflect.PointerTo(t)
	if !pointer.Implements(reflect.TypeOf((*json.Unmarshaler)(nil)).Elem()) &&
		!pointer.Implements(reflect.TypeOf((*encoding.TextUnmarshaler)(nil)).Elem()) {
		return reflect.Value{}, false
	}
	for _, i := range f.r.Perm(len(texts)) {
		v := reflect.New(t)
		if accepts(v, texts[i]) {
			return v.Elem(), true
		}
	}
	return reflect.Value{}, false
}

func hidesState(t reflect.Type) bool {
	if t.Kind() == reflect.Slice && t.Elem().Kind() == reflect.Uint8 {
		return true
	}
	if t.Kind() != reflect.Struct {
		return false
	}
	for i := 0; i < t.NumField(); i++ {
		if field := t.Field(i); !field.IsExported() && !field.Anonymous {
			return true
		}
	}
	return false
}

func accepts(v reflect.Value, text string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	return json.Unmarshal([]byte(text), v.Interface()) == nil
}
