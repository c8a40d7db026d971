package cases

import (
	"math/big"
	"net/netip"
	"time"
)

// What an older or a newer program makes of Point, and what has only the name of a field in common with it.
type (
	PointPlus  struct{ X, Y, Z int }
	PointLess  struct{ X int }
	PointSmall struct{ X, Y int8 }
	PointText  struct{ X, Y string }
	Count      int
	Label      string
	Flag       bool
	Bits       uint8
	Ratio      float32
	Wave       complex64
)

// Matrix gives a value of each type of the table that says which types may be read as which.
func Matrix() []any {
	var something any = 5
	noon := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	return []any{
		true, -5, int8(-6), int16(-7), int32(-8), int64(-9), uint(5), uint8(6), uint16(7), uint32(8), uint64(9), uintptr(10), float32(1.5), 2.5,
		complex64(1 + 2i), 3 - 4i, "text", []byte("bytes"), Count(3), Label("label"), Blob("blob"), Celsius(36.6), Flag(true), ptr(7), ptr(ptr("deep")), ptr(&Point{5, 6}),
		[]int{1, 2}, []int8{3, 4}, []uint16{5, 6}, []string{"a", "b"}, []float64{0.5}, []bool{true}, [][]int{{1}, {2, 3}}, [][]byte{{1}, {2}}, []Point{{1, 2}}, []*Point{{3, 4}}, Names{"n"}, []any{1, "a"},
		[2]int{1, 2}, [3]int{1, 2, 3}, [2]uint8{1, 2}, [2]string{"a", "b"}, [0]int{}, [2][]int{{1}, {2}},
		map[string]int{"k": 1}, map[string]string{"k": "v"}, map[int]int{1: 2}, map[int8]int64{3: 4}, map[string]Point{"k": {1, 2}}, map[string][]int{"k": {1}}, Ages{"x": 1}, map[string]any{"k": 1}, map[any]string{1: "v"},
		Point{1, 2}, PointPlus{1, 2, 3}, PointLess{1}, PointSmall{1, 2}, PointText{"x", "y"}, Disjoint{4}, Empty{}, Node{1, &Node{2, nil}}, Named{Names: Names{"a"}}, Base{1, "k"}, Embeds{Base{1, "k"}, &Point{2, 3}, "n"},
		List{{}, {}}, &something, FAny{Point{1, 2}},
		noon, big.NewInt(300), netip.MustParseAddr("192.0.2.1"), Binary("binary"), TwoWays{"x"}, ByText{1}, []time.Time{noon}, map[string]*big.Int{"k": big.NewInt(1)}, FTime{noon}, FPBig{big.NewInt(7)},
	}
}
