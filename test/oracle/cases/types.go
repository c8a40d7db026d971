// Package cases holds the types and values of the goldens. The TypeScript side of each type is in
// test/gob/golden-types.ts, by the name that Go prints for it.
package cases

type Point struct{ X, Y int }

type Scalars struct {
	Bool    bool
	Int8    int8
	Int16   int16
	Int32   int32
	Int64   int64
	Int     int
	Uint8   uint8
	Uint16  uint16
	Uint32  uint32
	Uint64  uint64
	Uint    uint
	Uintptr uintptr
	Float32 float32
	Float64 float64
	String  string
	Bytes   []byte
}

type Composites struct {
	Strings  []string
	Ints     [3]int32
	Counts   map[string]int
	Point    Point
	Points   []Point
	Pointer  *Point
	Pointers []*Point
	ByName   map[string]Point
	Grid     [2][2]uint8
	Lists    [][]string
	Index    map[int32][]string
	Nested   map[string]map[string]bool
}

type Pointers struct {
	Bool   *bool
	Int    *int
	Deep   **int
	String *string
	Bytes  *[]byte
	List   *[]int
	Map    *map[string]int
	Array  *[2]int
	Struct *Point
}

type Empty struct{}

type HoldsEmpty struct {
	Before string
	Empty  Empty
	List   []Empty
	After  string
}

type Zeros struct {
	Array  [2]int
	Struct Point
	Map    map[string]int
	Slice  []int
	Bytes  [3]byte
}

type Node struct {
	Value int
	Next  *Node
}

type Tree struct {
	Name     string
	Children []*Tree
	ByName   map[string]*Tree
}

type Ping struct {
	Count int
	Pong  *Pong
}

type Pong struct {
	Label string
	Pings []Ping
	Last  map[string]Ping
}

type List []List

type Named struct {
	Names   Names
	Degrees Celsius
	Blob    Blob
	Ages    Ages
	Pair    Pair
	Again   Names
	Temps   []Celsius
}

type (
	Names   []string
	Celsius float64
	Blob    []byte
	Ages    map[string]uint8
	Pair    [2]Names
)

type Anonymous struct {
	Inner struct {
		A int
		B string
	}
	List []struct{ C bool }
}

type Base struct {
	Id   int
	Kind string
}

type Embeds struct {
	Base
	*Point
	Note string
}

type KeyedByStruct struct{ M map[Point]string }

type KeyedByArray struct{ M map[[2]int8]string }

type Keys struct {
	Bools   map[bool]int8
	Uints   map[uint64]int8
	Int64s  map[int64]int8
	Floats  map[float64]int8
	Strings map[string]int8
}

type Box[T any] struct{ Content T }

type Many struct {
	F00, F01, F02, F03, F04, F05, F06, F07, F08, F09, F10, F11, F12, F13, F14, F15, F16, F17, F18, F19 int
	Last                                                                                               string
}

type Complexes struct {
	Small   complex64
	Large   complex128
	List    []complex64
	Pair    [2]complex128
	Pointer *complex128
	Keys    map[complex128]string
	Values  map[string]complex64
}

// What a newer program sends and an older one reads, and the other way round.
type Wide struct {
	A       string
	Extra1  int
	Extra2  uint
	Extra3  float64
	Extra4  []byte
	Extra5  string
	Extra6  bool
	Extra7  []Point
	Extra8  map[string][]Node
	Extra9  [2][]string
	Extra10 Node
	Extra11 *Tree
	Extra12 complex128
	Extra13 []complex64
	Extra14 Marshals
	B       int32
}

type Narrow struct {
	A string
	B int32
}

type Reordered struct {
	B int64
	Z []string
	A string
}

type Disjoint struct{ Q int }

// Marshals has an encoding of its own.
type Marshals struct{ text string }

func (m Marshals) GobEncode() ([]byte, error) { return []byte("<" + m.text + ">"), nil }

func (m *Marshals) GobDecode(b []byte) error { m.text = string(b); return nil }

// Wanted and sent types of the compatibility table: one field, of one name.
type (
	FBool      struct{ F bool }
	FInt       struct{ F int }
	FInt8      struct{ F int8 }
	FInt32     struct{ F int32 }
	FInt64     struct{ F int64 }
	FUint      struct{ F uint }
	FUint8     struct{ F uint8 }
	FUint64    struct{ F uint64 }
	FFloat32   struct{ F float32 }
	FFloat64   struct{ F float64 }
	FString    struct{ F string }
	FBytes     struct{ F []byte }
	FInts      struct{ F []int }
	FInt8s     struct{ F []int8 }
	FStrings   struct{ F []string }
	FArray2    struct{ F [2]int }
	FArray3    struct{ F [3]int }
	FMap       struct{ F map[string]int }
	FMap8      struct{ F map[string]int8 }
	FMapInt    struct{ F map[int]int }
	FStruct    struct{ F Point }
	FPointer   struct{ F *Point }
	FPInt      struct{ F *int }
	FComplex   struct{ F complex128 }
	FComplex64 struct{ F complex64 }
	FMarshal   struct{ F Marshals }
	FAny       struct{ F any }
	FAnys      struct{ F []any }
)
