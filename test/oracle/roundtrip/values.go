package main

import (
	"math"
	"math/big"
	"math/rand"
	"reflect"
	"strings"
	"time"
)

// maker fills values from a seed: the edges of each kind are as likely as all that lies between.
type maker struct {
	*rand.Rand
	// nilMaps is whether maps may be nil: elsewhere they are the same as empty ones, and Go sends only those.
	nilMaps bool
}

// deepest is how deep values are nested before pointers are nil and lists and maps empty.
const deepest = 4

var texts = []string{"", "a", "hello", "Grüße, 世界 🙂", "a\x00b", "\ufeffx", "\u2028<&>", strings.Repeat("x", 127), strings.Repeat("é", 64), strings.Repeat("long ", 60)}

// NaN is math.NaN(), which is what JavaScript's one is written as.
var floats = []float64{0, math.Copysign(0, -1), 1, -1, 0.5, 17, 255, 256, 1e300, -1e300, math.Pi, math.MaxFloat64, math.SmallestNonzeroFloat64,
	math.MaxFloat32, math.Inf(1), math.Inf(-1), math.NaN(), 1 << 53, 1<<63 - 1}

// fill sets v, which is a part of something where part is set: nil cannot be there.
func (m maker) fill(v reflect.Value, depth int, part bool) {
	switch v.Type() {
	case timeType:
		v.Set(reflect.ValueOf(m.time()))
		return
	case bigIntType:
		n := new(big.Int).Lsh(big.NewInt(m.integer()), uint(m.Intn(300)))
		v.Addr().Interface().(*big.Int).Set(n)
		return
	case rawType:
		raw := make([]byte, m.Intn(10))
		m.Read(raw)
		v.SetString(string(raw))
		return
	}
	switch v.Kind() {
	case reflect.Bool:
		v.SetBool(m.Intn(2) == 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(m.integer() << m.spare(v) >> m.spare(v))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		v.SetUint(uint64(m.integer()) << m.spare(v) >> m.spare(v))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(m.float(v.Type().Bits()))
	case reflect.Complex64, reflect.Complex128:
		v.SetComplex(complex(m.float(v.Type().Bits()/2), m.float(v.Type().Bits()/2)))
	case reflect.String:
		v.SetString(texts[m.Intn(len(texts))])
	case reflect.Pointer:
		if !part && (depth > deepest || m.Intn(3) == 0) {
			return
		}
		v.Set(reflect.New(v.Type().Elem()))
		m.fill(v.Elem(), depth+1, part)
	case reflect.Slice:
		size := m.size(depth)
		if size < 0 {
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), size, size))
		m.fillElements(v, depth)
	case reflect.Array:
		m.fillElements(v, depth)
	case reflect.Map:
		m.fillMap(v, depth)
	case reflect.Struct:
		for i := 0; i < v.NumField(); i++ {
			// The zero value is as likely as in real structs.
			field := v.Field(i)
			if m.Intn(4) > 0 || m.mustFill(field.Kind()) {
				m.fill(field, depth+1, false)
			}
		}
	case reflect.Interface:
		if depth > deepest || m.Intn(5) == 0 {
			return
		}
		concrete := reflect.New(circleType).Elem()
		if v.Type() == anyType {
			concrete = reflect.New(registered[m.Intn(len(registered))]).Elem()
		}
		m.fill(concrete, depth+1, true)
		v.Set(concrete)
	default:
		panic("nothing makes a " + v.Type().String())
	}
}

// mustFill is for fields whose zero value cannot be sent (arrays of pointers, structs with some), or is not what it is
// elsewhere.
func (m maker) mustFill(kind reflect.Kind) bool {
	return kind == reflect.Array || kind == reflect.Struct || kind == reflect.Map && !m.nilMaps
}

func (m maker) fillElements(v reflect.Value, depth int) {
	for i := 0; i < v.Len(); i++ {
		m.fill(v.Index(i), depth+1, true)
	}
}

func (m maker) fillMap(v reflect.Value, depth int) {
	size := m.size(depth)
	if size < 0 && m.nilMaps {
		return
	}
	// Go's order is random, so that only maps of one entry can be compared byte for byte: most have one.
	if m.Intn(4) > 0 && size > 1 {
		size = 1
	}
	v.Set(reflect.MakeMap(v.Type()))
	for ; size > 0; size-- {
		key, elem := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		m.fillKey(key, depth+1)
		m.fill(elem, depth+1, true)
		v.SetMapIndex(key, elem)
	}
}

// fillKey keeps to keys that are the same to a Map in JavaScript, where -0 is 0 and NaN equals itself, and to those that
// can be keys: an interface may hold others.
func (m maker) fillKey(v reflect.Value, depth int) {
	switch v.Kind() {
	case reflect.Interface:
		v.Set(reflect.ValueOf([]any{texts[m.Intn(len(texts))], int(m.integer()), m.Intn(2) == 0}[m.Intn(3)]))
	case reflect.Float32, reflect.Float64:
		v.SetFloat(float64(m.Intn(2000)-1000) / 8)
	default:
		m.fill(v, depth, true)
	}
}

// size of a list or a map; -1 for nil.
func (m maker) size(depth int) int {
	if depth > deepest {
		return m.Intn(2) - 1
	}
	if depth == 0 && m.Intn(20) == 0 {
		return m.Intn(200)
	}
	return m.Intn(6-depth) - 1
}

// integer of any length in bits, and its neighbours.
func (m maker) integer() int64 {
	n := int64(1)<<m.Intn(64) + int64(m.Intn(3)-1)
	switch m.Intn(4) {
	case 0:
		return int64(m.Intn(10))
	case 1:
		return -n
	case 2:
		return n
	default:
		return int64(m.Uint64()) >> m.Intn(64)
	}
}

// time has no zone west of Greenwich with seconds in it: Go reads those wrong.
func (m maker) time() time.Time {
	t := time.Unix(m.integer()>>(2+m.Intn(30)), int64(m.Intn(1e9)))
	switch m.Intn(3) {
	case 0:
		return t.UTC()
	case 1:
		return t.In(time.FixedZone("", m.Intn(50000)))
	default:
		return t.In(time.FixedZone("", -60*(2+m.Intn(700))))
	}
}

func (m maker) spare(v reflect.Value) int { return 64 - v.Type().Bits() }

func (m maker) float(bits int) float64 {
	f := floats[m.Intn(len(floats))]
	switch m.Intn(3) {
	case 0:
		f = m.NormFloat64() * 1000
	case 1:
		f = float64(m.integer())
	}
	if bits == 32 {
		return float64(float32(f))
	}
	return f
}
