package types

import (
	"encoding/json"
	"errors"
	"math"
	"math/big"
	"math/rand"
	"net"
	"strings"
	"time"
)

func pick[T any](r *rand.Rand, from []T) T {
	return from[r.Intn(len(from))]
}

var numbers = []string{"0", "-0", "12", "-1.5", "1e300", "1E-7", "9007199254740993", "123456789012345678901234567890"}

var raws = []string{`null`, `{}`, `[1, 2.5, "x"]`, `"<b>"`, `true`, ` {"a": {"b": [null]}} `, `1e3`}

// texts are tried on types that decode in a way of their own.
var texts = []string{
	`"12"`, `12`, `"x"`, `true`, `null`, `{}`, `"192.0.2.1"`, `"2001:db8::/32"`, `"2020-01-02T03:04:05Z"`,
	// DynamoDB attributes
	`{"S":"größe"}`, `{"N":"12.5"}`, `{"BOOL":false}`, `{"NULL":true}`, `{"B":"AAE="}`, `{"SS":["a","b"]}`, `{"L":[{"S":"x"}]}`, `{"M":{"a":{"N":"1"}}}`,
}

// implementations are what an interface may hold, if they fit.
var implementations = []any{
	"text", 12, 1.5, true, []any{nil, "x", map[string]any{"a": 1}}, map[string]any{}, map[string]int{"a": 1}, []byte{1, 2},
	struct{ A, b int }{1, 2}, time.Duration(5), time.Date(2020, 1, 2, 3, 4, 5, 6, time.UTC), errors.New("an error"), net.IPv4(192, 0, 2, 1),
	json.Number("1.50"), big.NewInt(7), json.RawMessage(`{"raw":true}`),
}

var pieces = []string{
	"a", "Zz", "0", "12", " ", "größe", "日本", "😀", "<b>&'\"\\", "\u2028", "\x00", "\n", "\xff", "null", "-", ".", "$", "__proto__",
}

func (f *filler) text() string {
	var b strings.Builder
	for n := f.r.Intn(4); n >= 0; n-- {
		b.WriteString(pick(f.r, pieces))
	}
	return b.String()
}

// integer gives one that fits into so many bits, more often a small one, at times a limit.
func (f *filler) integer(bits int) int64 {
	shift := 64 - bits
	switch f.r.Intn(8) {
	case 0:
		return math.MaxInt64 >> shift
	case 1:
		return math.MinInt64 >> shift
	case 2:
		return int64(f.r.Uint64()) >> shift
	}
	return int64(f.r.Intn(201) - 100)
}

func (f *filler) time() time.Time {
	zones := []*time.Location{time.UTC, time.FixedZone("", 5*3600+30*60), time.FixedZone("", -11*3600)}
	nanoseconds := []int{0, 120_000_000, 123_456_789}
	year := pick(f.r, []int{1, 1969, 1970, 2024, 9998})
	return time.Date(year, time.Month(1+f.r.Intn(12)), 1+f.r.Intn(31), f.r.Intn(24), f.r.Intn(60), f.r.Intn(60), pick(f.r, nanoseconds), pick(f.r, zones))
}
