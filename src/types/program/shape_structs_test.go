package main

import (
	"encoding"
	"encoding/json"
	"fmt"
	"io"
	"time"
)

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
