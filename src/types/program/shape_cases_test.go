package main

import (
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"math/big"
	"net"
	"net/netip"
	"net/url"
	"sync/atomic"
	"time"
)

// cases holds a type to try in each field; those whose names begin with In are only for requests, with Out only for responses.
type cases struct {
	Bool        bool
	String      string
	Int         int
	Int8        int8
	Int16       int16
	Int32       int32
	Int64       int64
	Uint        uint
	Uint8       uint8
	Uint16      uint16
	Uint32      uint32
	Uint64      uint64
	Uintptr     uintptr
	Rune        rune
	Byte        byte
	Float32     float32
	Float64     float64
	Pointer     *int
	Pointers    ***string
	Slice       []int
	SliceOfP    []*int
	PSlice      *[]string
	Slices      [][]string
	Array       [3]int
	ArrayOfP    [2]*int
	NoArray     [0]int
	Bytes       []byte
	ByteArray   [4]byte
	PBytes      *[]byte
	BytesList   [][]byte
	PlainBytes  PlainBytes
	PlainByteS  []PlainByte
	JSONBytes   []ByteWithJSON
	TextBytes   []ByteWithText
	TextByteA   [2]ByteWithText
	Map         map[string]int
	MapP        map[string]*int
	Maps        map[string]map[string][]int
	MapInt      map[int]string
	MapUint8    map[uint8]string
	MapID       map[ID]int
	MapCount    map[Count]int
	MapText     map[TextInt]int
	OutMapTextS map[TextString]int
	InMapTextS  map[TextString]int
	MapFloat    map[TextFloatKey]int
	OutMapPtr   map[*TextPointerKey]int
	InMapPtr    map[TextPointerKey]int
	MapBool     map[TextBool]int
	OutMapTime  map[time.Time]int
	OutMapIface map[encoding.TextMarshaler]int
	MapBad      map[bool]int
	MapBadF     map[float64]int
	MapBadS     map[Plain]int
	MapBadAny   map[any]int
	MapNumber   map[json.Number]int
	ID          ID
	Count       Count
	PID         *ID
	Names       Names
	PNames      *Names
	IntPointer  IntPointer
	Raw         json.RawMessage
	PRaw        *json.RawMessage
	Raws        []json.RawMessage
	RawMap      map[string]json.RawMessage
	Number      json.Number
	PNumber     *json.Number
	Time        time.Time
	PTime       *time.Time
	Times       []time.Time
	Duration    time.Duration
	Month       time.Month
	BigInt      big.Int
	PBigInt     *big.Int
	IP          net.IP
	Addr        netip.Addr
	OutURL      url.URL
	Level       slog.Level
	PAtomic     *atomic.Int64
	Any         any
	PAny        *any
	Anys        []any
	AnyMap      map[string]any
	Struct      struct {
		A int `json:"a"`
		B struct{ C *string }
	}
	EmptyStruct struct{}
	Structs     []struct{ A int }

	JSONByValue           JSONByValue
	JSONByPointer         JSONByPointer
	PJSONByPointer        *JSONByPointer
	PPJSONByPointer       **JSONByPointer
	LJSONByPointer        []JSONByPointer
	AJSONByPointer        [2]JSONByPointer
	PAJSONByPointer       *[2]JSONByPointer
	MJSONByPointer        map[string]JSONByPointer
	MPJSONByPointer       map[string]*JSONByPointer
	TextByValue           TextByValue
	TextByPointer         TextByPointer
	LTextByPointer        []TextByPointer
	OutPointerJSON        PointerJSONValueText
	OutPPointerJSON       *PointerJSONValueText
	OutMPointerJSON       map[string]PointerJSONValueText
	OutPointerText        PointerTextValueJSON
	OutPPointerText       *PointerTextValueJSON
	BothByPointer         BothByPointer
	LBothByPointer        []BothByPointer
	JSONInt               JSONInt
	JSONIntByPointer      JSONIntByPointer
	TextInt               TextInt
	TextString            TextString
	TextSlice             TextSlice
	PTextSlice            *TextSlice
	JSONMap               JSONMap
	PJSONMap              *JSONMap
	OnlyMarshals          OnlyMarshals
	OnlyUnmarshals        OnlyUnmarshals
	OnlyMarshalsText      OnlyMarshalsText
	NamedPointer          NamedPointer
	PNamedPointer         *NamedPointer
	HoldsPointerJSON      HoldsPointerJSON
	PHoldsPointerJSON     *HoldsPointerJSON
	HoldsHolder           HoldsHolder
	EmbedsHolder          EmbedsHolder
	LEmbedsHolder         []EmbedsHolder
	EmbedsPointerHolder   EmbedsPointerHolder
	ArrayOfPointerJSON    ArrayOfPointerJSON
	LArrayOfPointerJSON   []ArrayOfPointerJSON
	RecursiveHolder       RecursiveHolder
	HoldsAnonymousMarshal HoldsAnonymousMarshal
	OwnTree               OwnTree
	AnonymousMarshal      struct{ JSONByPointer }

	Plain                      Plain
	Omits                      Omits
	Zeroes                     Zeroes
	Quotes                     Quotes
	OwnPointerQuotes           OwnPointerQuotes
	POwnPointerQuotes          *OwnPointerQuotes
	Embeds                     Embeds
	EmbedsPointer              EmbedsPointer
	EmbedsTagged               EmbedsTagged
	EmbedsTaggedPointer        EmbedsTaggedPointer
	EmbedsUnexported           EmbedsUnexported
	EmbedsUnexportedPointer    EmbedsUnexportedPointer
	EmbedsUnexportedTagged     EmbedsUnexportedTagged
	EmbedsConflict             EmbedsConflict
	EmbedsTagWins              EmbedsTagWins
	EmbedsShadow               EmbedsShadow
	EmbedsNonStruct            EmbedsNonStruct
	EmbedsLowerNon             EmbedsLowerNon
	OutEmbedsInterface         EmbedsInterface
	EmbedsDeep                 EmbedsDeep
	EmbedsTwice                EmbedsTwice
	EmbedsItself               EmbedsItself
	EmbedsMutual               EmbedsMutual
	EmbedsAlias                EmbedsAlias
	EmbedsPointerAlias         EmbedsPointerAlias
	EmbedsAnonymous            EmbedsAnonymous
	EmbedsMarshaler            EmbedsMarshaler
	EmbedsTime                 EmbedsTime
	EmbedsTwoMarshalers        EmbedsTwoMarshalers
	OutPEmbedsPointerMarshaler *EmbedsPointerMarshaler
	EmbedsGeneric              EmbedsGeneric
	EmbedsHidden               EmbedsHidden
	EmbedsMarshalerTagged      EmbedsMarshalerTagged
	SameLevel                  SameLevel
	NameIsTag                  NameIsTag
	OnlyOptions                OnlyOptions
	Tree                       Tree
	ListOfItself               ListOfItself
	MapOfItself                MapOfItself
	PointerList                PointerList
	PingT                      PingT
	BoxInt                     Box[int]
	BoxP                       Box[*Plain]
	BoxBox                     Box[Box[[]string]]
	Pair                       Pair[string, map[string]int]
	PairID                     Pair[ID, JSONByPointer]
	Node                       Node[Plain]
	PageTree                   Page[Tree]
	GenericList                GenericList[ID]
	BoxHolder                  Box[JSONByPointer]
	LBoxHolder                 []Box[JSONByPointer]
	OutInterfaces              Interfaces
	OutError                   error
	OutNevers                  Nevers
	Chan                       chan int
	Func                       func()
	Complex                    complex128
	InRequired                 Required
	InReader                   io.Reader
	InStringer                 struct{ S fmt.Stringer }
}
