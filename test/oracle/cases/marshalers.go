package cases

import (
	"encoding/gob"
	"errors"
	"fmt"
	"math"
	"math/big"
	"net/netip"
	"net/url"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// ByValue encodes itself by a method of the value.
type ByValue struct{ n int }

func (v ByValue) GobEncode() ([]byte, error) { return []byte(strconv.Itoa(v.n)), nil }

func (v *ByValue) GobDecode(b []byte) (err error) {
	v.n, err = strconv.Atoi(string(b))
	return err
}

// ByPointer encodes itself by a method of the pointer.
type ByPointer struct{ text string }

func (p *ByPointer) GobEncode() ([]byte, error) { return []byte(p.text), nil }

func (p *ByPointer) GobDecode(b []byte) error {
	p.text = string(b)
	return nil
}

// Binary has MarshalBinary, and is a string.
type Binary string

func (b Binary) MarshalBinary() ([]byte, error) { return []byte(b), nil }

func (b *Binary) UnmarshalBinary(data []byte) error {
	*b = Binary(data)
	return nil
}

// TwoWays has methods of both kinds.
type TwoWays struct{ Binary Binary }

func (t TwoWays) GobEncode() ([]byte, error) { return []byte("gob " + string(t.Binary)), nil }

func (t *TwoWays) GobDecode(b []byte) error {
	rest, ok := strings.CutPrefix(string(b), "gob ")
	if !ok {
		return errors.New("no gob")
	}
	t.Binary = Binary(rest)
	return nil
}

func (t TwoWays) MarshalBinary() ([]byte, error) { return []byte(t.Binary), nil }

func (t *TwoWays) UnmarshalBinary(b []byte) error { return t.Binary.UnmarshalBinary(b) }

// ByText has MarshalText only, which gob does not use.
type ByText struct{ A int }

func (t ByText) MarshalText() ([]byte, error) { return []byte("text"), nil }

func (t *ByText) UnmarshalText([]byte) error { return errors.New("never used") }

// Parcel, Lines and Routes encode themselves, and hold types that need definitions.
type Parcel struct {
	Sender Point
	Items  []Node
	Weight float64
	Again  *Parcel
	Price  *big.Int
	Packed time.Time
	hidden Tree
}

func (p Parcel) GobEncode() ([]byte, error) { return []byte{byte(p.Sender.X)}, nil }

func (p *Parcel) GobDecode(b []byte) error {
	p.Sender.X = int(b[0])
	return nil
}

type Lines []Names

func (l Lines) GobEncode() ([]byte, error) { return []byte{byte(len(l))}, nil }

func (l *Lines) GobDecode(b []byte) error {
	*l = make(Lines, b[0])
	return nil
}

type Routes map[Point]Pair

func (r Routes) GobEncode() ([]byte, error) {
	if r == nil {
		return nil, nil
	}
	return []byte{0}, nil
}

func (r *Routes) GobDecode(b []byte) error {
	if *r = nil; len(b) > 0 {
		*r = Routes{}
	}
	return nil
}

// Stamped has the methods of the time in it, and nothing else of it travels.
type Stamped struct {
	time.Time
	Note string
}

// Ambiguous has the methods of none, and so is a struct as any other.
type Ambiguous struct {
	time.Time
	*big.Int
	netip.Addr
	Note string
}

type Times struct {
	At      time.Time
	Until   *time.Time
	Deep    **time.Time
	Before  []time.Time
	After   []*time.Time
	Pair    [2]time.Time
	ByName  map[string]time.Time
	Pointed map[string]*time.Time
	ByTime  map[time.Time]string
	Any     any
	Note    string
}

type Numbers struct {
	Pointer *big.Int
	Value   big.Int
	Deep    **big.Int
	List    []*big.Int
	Values  []big.Int
	Pair    [2]big.Int
	Pairs   [2]*big.Int
	ByName  map[string]*big.Int
	Any     any
	Note    string
}

type Addresses struct {
	Addr    netip.Addr
	Pointer *netip.Addr
	List    []netip.Addr
	ByAddr  map[netip.Addr]string
	Link    *url.URL
	Url     url.URL
	Links   []*url.URL
	Any     any
	Note    string
}

type Own struct {
	Value    ByValue
	Pointer  *ByValue
	Pointers ByPointer
	Indirect *ByPointer
	Binary   Binary
	Two      TwoWays
	Text     ByText
	Parcel   Parcel
	Lines    Lines
	Routes   Routes
	Stamped  Stamped
	Note     string
}

// Raw is a string that holds any bytes.
type Raw string

type Raws struct {
	F       Raw
	Pointer *Raw
	List    []Raw
	Pair    [2]Raw
	Keys    map[Raw]Raw
	Any     any
	Note    string
}

type FTime struct{ F time.Time }
type FPTime struct{ F *time.Time }
type FTimes struct{ F []time.Time }
type FBig struct{ F big.Int }
type FPBig struct{ F *big.Int }
type FAddr struct{ F netip.Addr }
type FAddrs struct{ F []netip.Addr }
type FBinary struct{ F Binary }
type FTwoWays struct{ F TwoWays }
type FText struct{ F ByText }
type FRaw struct{ F Raw }
type FRaws struct{ F map[Raw]Raw }

func init() {
	// A monotonic reading is in local times only, and the local zone must be the same on every machine.
	time.Local = time.FixedZone("Here", 2*60*60)
	for _, v := range []any{time.Time{}, &big.Int{}, ByValue{}, &ByPointer{}, Binary(""), Parcel{}, netip.Addr{}, &url.URL{}, Raw("")} {
		gob.Register(v)
	}
}

func times() []time.Time {
	zone := func(seconds int) *time.Location { return time.FixedZone("Zone", seconds) }
	noon := time.Date(2026, 11, 23, 12, 34, 56, 789012345, time.UTC)
	now := time.Now()
	return []time.Time{
		{}, time.Unix(0, 0).UTC(), noon, noon.In(zone(0)), noon.In(zone(3600)), noon.In(zone(-5 * 3600)), noon.In(zone(5*3600 + 45*60)), noon.In(zone(-120)), noon.In(zone(60)),
		noon.In(zone(14 * 3600)), noon.In(zone(1172)), noon.In(zone(59)), noon.In(zone(3600 + 1)), noon.In(zone(32767 * 60)), noon.In(zone(-32768 * 60)),
		noon.Local(), now.Add(noon.Sub(now)), time.Unix(0, -1).UTC(), time.Unix(-1, 999999999).UTC(), time.Unix(1, 1).UTC(),
		time.Time{}.In(zone(3600)), time.Time{}.Local(), time.Time{}.Add(1), time.Date(1, 1, 1, 0, 0, 0, 1, zone(60)), time.Date(0, 12, 31, 23, 59, 59, 999999999, time.UTC),
		time.Date(-290000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999999, zone(-3600)), time.Date(300000, 1, 1, 0, 0, 0, 0, time.UTC),
		time.Unix(math.MaxInt64-62135596800, 999999999).UTC(), time.Unix(math.MinInt64, 0).UTC(),
	}
}

func numbers() []*big.Int {
	power := func(base, exponent int64) *big.Int {
		return new(big.Int).Exp(big.NewInt(base), big.NewInt(exponent), nil)
	}
	list := []*big.Int{{}, power(10, 100), power(3, 1001), power(2, 4096), new(big.Int).Sub(power(2, 8000), big.NewInt(1))}
	for _, n := range []int64{1, 15, 16, 127, 128, 255, 256, 65535, 65536, 1 << 32, 1<<53 + 1, math.MaxInt64} {
		list = append(list, big.NewInt(n))
	}
	for _, n := range list[1:] {
		list = append(list, new(big.Int).Neg(n))
	}
	return list
}

// Values of types that encode themselves, in every position, and strings that are not UTF-8.
func marshalers() []Case {
	noon := time.Date(2026, 11, 23, 12, 34, 56, 789012345, time.FixedZone("Zone", -5*3600))
	ten := big.NewInt(10)
	six := netip.MustParseAddr("2001:db8::1%eth0")
	four := netip.MustParseAddr("192.0.2.1")
	link, _ := url.Parse("https://example.com/a%20b?q=1#f")
	latin := Raw("caf\xe9")
	cases := []Case{
		one("times in every position", Times{noon, &noon, ptr(&noon), []time.Time{{}, noon}, []*time.Time{&noon, {}}, [2]time.Time{1: noon}, map[string]time.Time{"k": {}},
			map[string]*time.Time{"k": {}}, map[time.Time]string{noon.UTC(): "n"}, noon, "n"}),
		one("times, none", Times{}), one("times, pointers to zero are sent", Times{Until: &time.Time{}, Deep: ptr(&time.Time{}), Any: time.Time{}}),
		one("big.Int in every position", &Numbers{ten, *ten, ptr(ten), []*big.Int{ten, {}}, []big.Int{*ten, {}}, [2]big.Int{1: *ten}, [2]*big.Int{ten, ten},
			map[string]*big.Int{"k": ten}, ten, "n"}),
		one("big.Int, pointers to zero are sent", &Numbers{Pointer: &big.Int{}, Deep: ptr(&big.Int{}), Pairs: [2]*big.Int{{}, {}}, Any: &big.Int{}}),
		one("addresses in every position", &Addresses{four, &six, []netip.Addr{{}, four, six}, map[netip.Addr]string{six: "s"}, link, *link, []*url.URL{link, {}}, six, "n"}),
		one("addresses, none", &Addresses{}), one("addresses, any", &Addresses{Any: link}),
		one("own methods", &Own{ByValue{1}, &ByValue{2}, ByPointer{"p"}, &ByPointer{"q"}, "b", TwoWays{"t"}, ByText{3}, Parcel{Sender: Point{X: 4}}, Lines{{}, {}}, Routes{}, Stamped{noon, ""}, "n"}),
		one("own methods, zero", &Own{}), one("own methods, pointers to zero", &Own{Pointer: &ByValue{}, Indirect: &ByPointer{}}),
		one("methods of several embedded types", &Ambiguous{noon, ten, four, "n"}), one("methods of several embedded types, zero", &Ambiguous{}),
		one("methods of an embedded type", Stamped{Time: noon}), one("own methods of a struct of structs", Parcel{Sender: Point{X: 7}}), one("own methods of a list", Lines{{}, {}}),
		one("own methods of a map", Routes{}), one("own methods, by value", ByValue{-5}), one("own methods, by pointer", &ByPointer{"x"}), one("own methods, both", TwoWays{"x"}),
		one("MarshalText alone", ByText{7}), one("MarshalBinary", Binary("bytes")), one("MarshalBinary, empty", Binary("")), one("pointer to MarshalBinary", ptr(Binary("p"))),
		one("pointer to time", &noon), one("list of pointers to lists of big.Int", []*[]*big.Int{{ten}}),
		one("map of lists of times", map[string][]time.Time{"k": {noon}}), one("lists of arrays of addresses", [][2]netip.Addr{{four, six}}),
		one("list of pointers to own methods", []*ByPointer{{"a"}, {""}}), one("list of own methods", []ByPointer{{"a"}, {""}}), one("map keyed by own methods", map[ByValue]string{{4}: "four"}),
		one("map keyed by address", map[netip.Addr]int{four: 4}), one("interfaces of own methods", []any{noon, ten, nil, four, link, ByValue{6}, &ByPointer{"x"}, Binary("y"), Parcel{}, noon, ten}),
		{Name: "a time, then what holds times", Values: []any{noon, Times{At: noon}, []time.Time{noon}, &noon, FAny{noon}}},
		{Name: "a pointer to a big.Int, then others", Values: []any{ten, &Numbers{Value: *ten, Pairs: [2]*big.Int{ten, {}}}, []*big.Int{ten}, []big.Int{*ten}, FAny{ten}, Point{1, 2}}},
		{Name: "big.Int by value first", Values: []any{[]big.Int{*ten}, ten, []*big.Int{ten}, Point{1, 2}, Node{}}},
		{Name: "big.Int by pointers of several depths", Values: []any{&Numbers{Deep: ptr(ten), Pairs: [2]*big.Int{{}, ten}}, Point{1, 2}, ten, Node{}, FPBig{ten}, Tree{}}},
		{Name: "what a parcel holds, after the parcel", Values: []any{Parcel{}, &Parcel{}, Node{}, Point{1, 2}, noon, ten, Tree{}}},
		{Name: "what a parcel holds, before the parcel", Values: []any{[]Node{{}}, ten, Parcel{}, Point{1, 2}, &Own{}}},
		{Name: "a parcel inside an interface", Values: []any{FAny{Parcel{}}, FAny{[]any{noon, Parcel{}, link}}, Times{}}},
		{Name: "links, then user information", Values: []any{link, &Addresses{Link: link}, []*url.URL{link}, Point{1, 2}}},
		one("raw strings in every position", Raws{latin, &latin, []Raw{"\xff", "", "ok"}, [2]Raw{"\xc3\x28", "é"}, map[Raw]Raw{"\xed\xa0\x80": "\x80"}, latin, "n"}),
		one("raw strings, none", Raws{}), one("raw string of 300 bytes", Raw(strings.Repeat("\xfe", 300))), one("raw string of UTF-8", Raw("é")),
		one("map keyed by raw string", map[Raw]int8{"\x80": 1}),
	}
	for i, t := range times() {
		name := fmt.Sprintf("%d %s", i, t.Format("2006-01-02T15:04:05.999999999Z07:00:00"))
		cases = append(cases, one("time "+name, t), one("field time "+name, FTime{t}), one("pointer to time "+name, FPTime{&t}), one("times "+name, []time.Time{t, t}), one("any time "+name, FAny{t}))
	}
	for i, n := range numbers() {
		name := fmt.Sprintf("%d of %d bits", i, n.BitLen()*n.Sign())
		cases = append(cases, one("big.Int "+name, n), one("field big.Int "+name, &FBig{*n}), one("pointer to big.Int "+name, FPBig{n}), one("big.Ints "+name, []*big.Int{n, n}), one("any big.Int "+name, FAny{n}))
	}
	return append(cases, marshalersAs()...)
}

// What was encoded by one method is read by no other.
func marshalersAs() []Case {
	fields := []any{FTime{}, FPTime{}, FTimes{}, FBig{}, FPBig{}, FAddr{}, FAddrs{}, FBinary{}, FTwoWays{}, FText{}, FRaw{}, FRaws{}, FBytes{}, FString{}, FStrings{}, FInt{}, FInts{}, FStruct{}, FMap{}, FAny{}, Empty{}}
	bare := []any{time.Time{}, &time.Time{}, &big.Int{}, netip.Addr{}, Binary(""), TwoWays{}, ByText{}, Stamped{}, Ambiguous{}, Point{}, []byte{}, "", Raw(""), 0, []int{}, map[string]int{}, Empty{}}
	noon := time.Date(2026, 11, 23, 12, 34, 56, 789012345, time.UTC)
	four := netip.MustParseAddr("192.0.2.1")
	var cases []Case
	for _, v := range []any{FTime{noon}, FTimes{[]time.Time{noon}}, FPBig{big.NewInt(300)}, FAddr{four}, FAddrs{[]netip.Addr{four}}, FBinary{"four"}, FTwoWays{TwoWays{"x"}}, FText{ByText{1}}, FRaw{"ok"}, FRaws{map[Raw]Raw{"\xff": "\xfe"}}, FAny{noon}} {
		cases = append(cases, Case{Name: "sent " + reflect.TypeOf(v).Name() + " of its own", Values: []any{v}, As: fields})
	}
	for _, v := range []any{noon, big.NewInt(300), four, Binary("four"), Binary("gob x"), TwoWays{"x"}, ByText{1}, Stamped{noon, ""}, []byte("gob x"), "gob x", Point{1, 2}} {
		cases = append(cases, Case{Name: fmt.Sprintf("sent %T %v", v, v), Values: []any{v}, As: bare})
	}
	// No bytes at all, which are 0.
	nils := &Numbers{List: []*big.Int{nil}, ByName: map[string]*big.Int{"k": nil}}
	ten := big.NewInt(10)
	return append(cases,
		Case{Name: "nil pointers to big.Int in lists and maps", Values: []any{nils}, As: []any{Numbers{}}},
		// What Go refuses to send, it reads.
		Case{Name: "map of pointers to big.Int, read by value", Values: []any{map[string]*big.Int{"k": ten}}, As: []any{map[string]big.Int{}, [1]big.Int{}}},
		Case{Name: "big.Int, read by pointers of several depths", Values: []any{ten}, As: []any{big.Int{}, ptr(ten), ptr(ptr(ten))}})
}
