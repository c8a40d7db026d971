package main

import (
	"encoding/json"
	"errors"
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
