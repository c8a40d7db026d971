package main

import (
	"encoding"
	"encoding/json"
	"errors"
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

// Types with a way of their own say so in what they write, and read nothing else.

func ownJSON() ([]byte, error) { return []byte(`"own:json"`), nil }
func ownText() ([]byte, error) { return []byte("own:text"), nil }
func readJSON(b []byte) error {
	if s := string(b); s != `"own:json"` && s != "null" {
		return errors.New("no json of mine: " + s)
	}
	return nil
}
func readText(b []byte) error {
	if string(b) != "own:text" {
		return errors.New("no text of mine: " + string(b))
	}
	return nil
}

type (
	JSONByValue   struct{ A int }
	JSONByPointer struct{ A int }
	TextByValue   struct{ A int }
	TextByPointer struct{ A int }
	// PointerJSONValueText is text where it is not addressable.
	PointerJSONValueText struct{ A int }
	PointerTextValueJSON struct{ A int }
	BothByPointer        struct{ A int }
	JSONInt              int
	JSONIntByPointer     int
	TextInt              int
	TextString           string
	TextBool             bool
	TextSlice            []int
	JSONMap              map[string]int
	TextFloatKey         float64
	TextPointerKey       struct{ A int }
	OnlyMarshals         struct{ A int }
	OnlyUnmarshals       struct{ A int }
	OnlyMarshalsText     struct{ A int }
	ByteWithJSON         byte
	ByteWithText         byte
	PlainByte            byte
	PlainBytes           []PlainByte
)

func (JSONByValue) MarshalJSON() ([]byte, error)           { return ownJSON() }
func (t *JSONByValue) UnmarshalJSON(b []byte) error        { t.A = 1; return readJSON(b) }
func (*JSONByPointer) MarshalJSON() ([]byte, error)        { return ownJSON() }
func (t *JSONByPointer) UnmarshalJSON(b []byte) error      { t.A = 1; return readJSON(b) }
func (TextByValue) MarshalText() ([]byte, error)           { return ownText() }
func (t *TextByValue) UnmarshalText(b []byte) error        { t.A = 1; return readText(b) }
func (*TextByPointer) MarshalText() ([]byte, error)        { return ownText() }
func (t *TextByPointer) UnmarshalText(b []byte) error      { t.A = 1; return readText(b) }
func (*PointerJSONValueText) MarshalJSON() ([]byte, error) { return ownJSON() }
func (PointerJSONValueText) MarshalText() ([]byte, error)  { return ownText() }
func (*PointerTextValueJSON) MarshalText() ([]byte, error) { return ownText() }
func (PointerTextValueJSON) MarshalJSON() ([]byte, error)  { return ownJSON() }
func (*BothByPointer) MarshalJSON() ([]byte, error)        { return ownJSON() }
func (*BothByPointer) MarshalText() ([]byte, error)        { return ownText() }
func (t *BothByPointer) UnmarshalJSON(b []byte) error      { t.A = 1; return readJSON(b) }
func (t *BothByPointer) UnmarshalText(b []byte) error      { t.A = 1; return readText(b) }
func (JSONInt) MarshalJSON() ([]byte, error)               { return ownJSON() }
func (t *JSONInt) UnmarshalJSON(b []byte) error            { *t = 1; return readJSON(b) }
func (*JSONIntByPointer) MarshalJSON() ([]byte, error)     { return ownJSON() }
func (t *JSONIntByPointer) UnmarshalJSON(b []byte) error   { *t = 1; return readJSON(b) }
func (TextInt) MarshalText() ([]byte, error)               { return ownText() }
func (t *TextInt) UnmarshalText(b []byte) error            { *t = 1; return readText(b) }
func (TextString) MarshalText() ([]byte, error)            { return ownText() }
func (t *TextString) UnmarshalText(b []byte) error         { *t = "1"; return readText(b) }
func (TextBool) MarshalText() ([]byte, error)              { return ownText() }
func (t *TextBool) UnmarshalText(b []byte) error           { *t = true; return readText(b) }
func (TextSlice) MarshalText() ([]byte, error)             { return ownText() }
func (t *TextSlice) UnmarshalText(b []byte) error          { *t = TextSlice{1}; return readText(b) }
func (JSONMap) MarshalJSON() ([]byte, error)               { return ownJSON() }
func (t *JSONMap) UnmarshalJSON(b []byte) error            { *t = JSONMap{"a": 1}; return readJSON(b) }
func (TextFloatKey) MarshalText() ([]byte, error)          { return ownText() }
func (t *TextFloatKey) UnmarshalText(b []byte) error       { *t = 1; return readText(b) }
func (*TextPointerKey) MarshalText() ([]byte, error)       { return ownText() }
func (t *TextPointerKey) UnmarshalText(b []byte) error     { t.A = 1; return readText(b) }
func (OnlyMarshals) MarshalJSON() ([]byte, error)          { return ownJSON() }
func (t *OnlyUnmarshals) UnmarshalJSON(b []byte) error     { t.A = 1; return readJSON(b) }
func (OnlyMarshalsText) MarshalText() ([]byte, error)      { return ownText() }
func (ByteWithJSON) MarshalJSON() ([]byte, error)          { return ownJSON() }
func (t *ByteWithJSON) UnmarshalJSON(b []byte) error       { *t = 1; return readJSON(b) }
func (*ByteWithText) MarshalText() ([]byte, error)         { return ownText() }
func (t *ByteWithText) UnmarshalText(b []byte) error       { *t = 1; return readText(b) }

type (
	Plain struct {
		Name   string
		Count  int `json:"count"`
		Skip   int `json:"-"`
		Dash   int `json:"-,"`
		lower  int
		Bad    int `json:"bad\"name"`
		Odd    int `json:"an odd/name!"`
		Umlaut int `json:"größe"`
		Empty  int `json:",omitempty"`
	}
	Omits struct {
		Bool    bool              `json:"bool,omitempty"`
		Int     int               `json:"int,omitempty"`
		Float   float64           `json:"float,omitempty"`
		String  string            `json:"string,omitempty"`
		Pointer *int              `json:"pointer,omitempty"`
		Twice   **int             `json:"twice,omitempty"`
		ToSlice *[]int            `json:"toSlice,omitempty"`
		ToMap   *map[string]int   `json:"toMap,omitempty"`
		Slice   []int             `json:"slice,omitempty"`
		Map     map[string]int    `json:"map,omitempty"`
		Bytes   []byte            `json:"bytes,omitempty"`
		Struct  Plain             `json:"struct,omitempty"`
		PStruct *Plain            `json:"pstruct,omitempty"`
		Array   [2]int            `json:"array,omitempty"`
		None    [0]int            `json:"none,omitempty"`
		Any     any               `json:"any,omitempty"`
		Time    time.Time         `json:"time,omitempty"`
		PTime   *time.Time        `json:"ptime,omitempty"`
		Named   Names             `json:"named,omitempty"`
		ID      ID                `json:"id,omitempty"`
		Text    TextSlice         `json:"text,omitempty"`
		PText   *TextSlice        `json:"ptext,omitempty"`
		Map2    map[string]*Names `json:"map2,omitempty"`
		Chan    chan int          `json:"-"`
	}
	Zeroes struct {
		Int     int             `json:"int,omitzero"`
		Struct  Plain           `json:"struct,omitzero"`
		Time    time.Time       `json:"time,omitzero"`
		PTime   *time.Time      `json:"ptime,omitzero"`
		Pointer *int            `json:"pointer,omitzero"`
		ToSlice *[]int          `json:"toSlice,omitzero"`
		Slice   []int           `json:"slice,omitzero"`
		Map     map[string]int  `json:"map,omitzero"`
		Array   [2]int          `json:"array,omitzero"`
		Any     any             `json:"any,omitzero"`
		Stays   ZeroSlice       `json:"stays,omitzero"`
		PZero   *ZeroPointer    `json:"pzero,omitzero"`
		Zero    ZeroPointer     `json:"zero,omitzero"`
		Both    map[string]bool `json:"both,omitempty,omitzero"`
	}
	ZeroSlice   []int
	ZeroPointer struct{ A int }
	Names       []string
	ID          string
	Count       int
	Quotes      struct {
		Bool     bool          `json:"bool,string"`
		Int      int           `json:"int,string"`
		Float    float32       `json:"float,string"`
		String   string        `json:"string,string"`
		PInt     *int          `json:"pint,string"`
		PString  *string       `json:"pstring,string"`
		PPInt    **int         `json:"ppint,string"`
		ID       ID            `json:"id,string"`
		Count    Count         `json:"count,string"`
		PCount   *Count        `json:"pcount,string"`
		Number   json.Number   `json:"number,string"`
		Slice    []int         `json:"slice,string"`
		Struct   Plain         `json:"struct,string"`
		Any      any           `json:"any,string"`
		Named    IntPointer    `json:"named,string"`
		Maybe    *int          `json:"maybe,omitempty,string"`
		Own      JSONInt       `json:"own,string"`
		OwnText  TextInt       `json:"ownText,string"`
		POwn     *JSONInt      `json:"pown,string"`
		Duration time.Duration `json:"duration,string"`
	}
	// OwnPointerQuotes: the pointer's method counts only where the struct is addressable.
	OwnPointerQuotes struct {
		Own JSONIntByPointer `json:"own,string"`
	}
	IntPointer *int
)

func (z ZeroSlice) IsZero() bool    { return len(z) == 1 }
func (z *ZeroPointer) IsZero() bool { return z.A == 0 }

type (
	Base struct {
		ID   string `json:"id"`
		Name string
	}
	Other struct {
		ID    string `json:"id"`
		Extra int
	}
	inner struct {
		Inner int
		Name  string
	}
	innerText     struct{ A int }
	Embeds        struct{ Base }
	EmbedsPointer struct{ *Base }
	EmbedsTagged  struct {
		Base `json:"base"`
	}
	EmbedsTaggedPointer struct {
		*Base `json:"base,omitempty"`
	}
	EmbedsUnexported        struct{ inner }
	EmbedsUnexportedPointer struct {
		*inner
		Own int
	}
	EmbedsUnexportedTagged struct {
		inner `json:"inner"`
		Own   int
	}
	EmbedsConflict struct {
		Base
		Other
	}
	EmbedsTagWins struct {
		TagA
		TagB
	}
	TagA struct{ X int }
	TagB struct {
		Y int `json:"X"`
	}
	EmbedsShadow struct {
		Base
		ID int `json:"id"`
	}
	EmbedsNonStruct struct {
		ID
		Names
		Count `json:"n"`
	}
	lower          string
	lowerList      []int
	EmbedsLowerNon struct {
		lower
		lowerList `json:"list"`
		A         int
	}
	EmbedsInterface struct {
		fmt.Stringer
		io.Reader `json:"reader,omitempty"`
		A         int
	}
	EmbedsDeep struct{ Middle }
	Middle     struct {
		*Deep
		M int
	}
	Deep struct {
		*Deeper
		D int
	}
	Deeper      struct{ E int }
	EmbedsTwice struct {
		TwiceA
		TwiceB
	}
	TwiceA       struct{ Base }
	TwiceB       struct{ Base }
	EmbedsItself struct {
		*EmbedsItself
		A int
	}
	EmbedsMutual struct {
		*MutualB
		A int
	}
	MutualB struct {
		*EmbedsMutual
		B int
	}
	Alias              = Base
	PointerAlias       = *Base
	AnonymousAlias     = struct{ InAlias int }
	EmbedsAlias        struct{ Alias }
	EmbedsPointerAlias struct{ PointerAlias }
	EmbedsAnonymous    struct {
		AnonymousAlias
		A int
	}
	EmbedsMarshaler struct {
		JSONByValue
		B int
	}
	EmbedsTime struct {
		time.Time
		B int
	}
	EmbedsTwoMarshalers struct {
		JSONByValue
		TextByValue
		B int
	}
	EmbedsPointerMarshaler struct {
		*JSONByPointer
		B int
	}
	EmbedsGeneric struct {
		Box[int]
		B int
	}
	EmbedsHidden struct {
		hiddenOuter
		Z int
	}
	hiddenOuter struct {
		*Base
		H int
	}
	EmbedsMarshalerTagged struct {
		TextByValue `json:"text"`
		B           int
	}
	SameLevel struct {
		A int `json:"x"`
		B int `json:"x"`
		C int
	}
	NameIsTag struct {
		A int `json:"B"`
		B int
	}
	OnlyOptions struct {
		A int `json:",omitempty,unknown"`
		B int `json:"b,"`
		C int `json:"c, omitempty"`
		D int `yaml:"d"`
	}
)

type (
	Tree struct {
		Value    int
		Children []Tree
		Parent   *Tree
		ByName   map[string]Tree
	}
	ListOfItself              []ListOfItself
	MapOfItself               map[string]MapOfItself
	PointerList               *[]PointerList
	PingT                     struct{ Pong *PongT }
	PongT                     struct{ Pings []PingT }
	Box[T any]                struct{ Value T }
	Pair[K comparable, V any] struct {
		Key   K
		Value V
		Map   map[K]V
	}
	Node[T any] struct {
		Value T
		Next  *Node[T]
	}
	Page[T any] struct {
		Items []T `json:"items"`
		Next  *string
	}
	GenericList[T any] []T
	OwnTree            struct{ Children []OwnTree }
)

func (OwnTree) MarshalJSON() ([]byte, error)    { return ownJSON() }
func (t *OwnTree) UnmarshalJSON(b []byte) error { t.Children = []OwnTree{{}}; return readJSON(b) }

type (
	HoldsPointerJSON struct{ F JSONByPointer }
	HoldsHolder      struct {
		H  HoldsPointerJSON
		L  []HoldsPointerJSON
		P  *HoldsPointerJSON
		M  map[string]HoldsPointerJSON
		MP map[string]*HoldsPointerJSON
		A  [1]HoldsPointerJSON
	}
	EmbedsHolder        struct{ HoldsPointerJSON }
	EmbedsPointerHolder struct{ *HoldsPointerJSON }
	ArrayOfPointerJSON  [2]JSONByPointer
	RecursiveHolder     struct {
		F    JSONByPointer
		Kids []RecursiveHolder
		Map  map[string]RecursiveHolder
	}
	NamedPointer          *JSONByPointer
	HoldsAnonymousMarshal struct {
		V struct{ JSONByValue }
		P *struct{ TextByPointer }
		L []struct{ JSONByPointer }
	}
	Interfaces struct {
		Any   any
		Empty interface{}
		Error error
		Text  encoding.TextMarshaler
		PAny  *any
		Named EmptyInterface
		JSON  json.Marshaler
		Maybe encoding.TextMarshaler `json:",omitempty"`
		List  []any
	}
	EmptyInterface interface{}
	Nevers         struct {
		Chan chan int
	}
	Required struct {
		A    string   `json:"a" validate:"required,min=1"`
		B    *string  `json:"b" validate:"min=1,required"`
		C    []int    `json:"c" binding:"required,dive,min=1"`
		D    string   `json:"d" validate:"required_if=A x"`
		E    []string `json:"e" validate:"dive,required"`
		F    string   `json:"f" validate:"omitempty,required"`
		Base `validate:"required"`
	}
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
