package cases

import "fmt"

type (
	// Expr contains itself in a list, a map, behind a pointer, and in a list of pointers.
	Expr struct {
		Op    string
		Args  []Expr
		Env   map[string]Expr
		Next  *Expr
		Sides []*Side
	}
	Side struct {
		Expr *Expr
		Name string
	}
	// Left and Right contain one another, and themselves through the other.
	Left struct {
		Rights []Right
		Turn   **Right
	}
	Right struct {
		Lefts map[string]Left
		Down  *Down
	}
	Down struct {
		Lefts []*Left
		Up    *Right
		Own   []Down
	}
	// Rows is a list of lists of itself.
	Rows [][]Rows
	// Dict is a map of itself; the others are maps and arrays of lists of themselves. Go numbers the latter wrongly where the
	// list comes first: it cannot read them itself then.
	Dict    map[string]Dict
	Shelves map[string]Shelf
	Shelf   []Shelves
	Ring    [1]Rings
	Rings   []Ring
	// JSON is a value as in JSON.
	JSON struct {
		Kind   string
		Number float64
		List   []JSON
		Fields map[string]*JSON
	}
)

func chain(n int) *Expr {
	if n == 0 {
		return nil
	}
	return &Expr{Op: fmt.Sprint(n), Next: chain(n - 1)}
}

func bush(depth, width int) JSON {
	j := JSON{Kind: "list", Number: float64(depth)}
	for i := 0; i < width && depth > 0; i++ {
		j.List = append(j.List, bush(depth-1, width))
	}
	if depth > 0 {
		j.Fields = map[string]*JSON{"only": {Kind: "leaf"}}
	}
	return j
}

// Types that contain themselves, directly and through others, in every position.
func recursive() []Case {
	left := Left{[]Right{{}, {Down: &Down{Up: &Right{}}}}, ptr(&Right{Lefts: map[string]Left{"l": {}}})}
	right := Right{map[string]Left{"a": left}, &Down{[]*Left{&left, {}}, nil, []Down{{}, {Own: []Down{{}}}}}}
	values := []any{
		Expr{}, Expr{Op: "+", Args: []Expr{{Op: "1"}, {Op: "2", Args: []Expr{{}}}}}, Expr{Env: map[string]Expr{"x": {Op: "3", Env: map[string]Expr{}}}}, *chain(2), *chain(30), chain(5),
		[]Expr{{Op: "a"}, {}}, map[string]Expr{"k": {Op: "a"}}, [2]*Expr{{}, {Op: "b"}}, []*Expr{chain(3)}, Side{&Expr{Op: "e"}, "n"}, []Side{{}, {Name: "s"}}, &Side{},
		Left{}, left, Right{}, right, Down{}, *right.Down, []Left{left, {}}, map[string]Right{"r": right}, []Down{{}, *right.Down}, [1]Right{right}, ptr(ptr(left)),
		Rows{}, Rows{{{}}, {}}, Rows{{{{{}}}}, {{}, {}}}, []Rows{{}, {{}}}, map[string]Rows{"k": {{{}}}},
		Dict{}, Dict{"a": {"b": {}}}, []Dict{{"a": {}}}, struct{ D Dict }{Dict{"a": {}}}, Shelves{}, Shelves{"a": {{}, {"b": {}}}}, map[string]Shelves{"s": {"a": {}}}, Ring{}, Ring{{{}, {{}}}}, [2]Ring{{{}}, {}},
		JSON{}, bush(1, 3), bush(3, 3), bush(6, 2), []JSON{bush(2, 2), {}}, map[string]JSON{"j": bush(2, 1)}, &JSON{Kind: "p"},
		List{}, List{{{{}}}, {}}, []List{{}, {{}}}, Node{1, nil}, []Node{{1, &Node{2, nil}}}, map[string]Node{"n": {3, nil}}, [2]Node{{}, {4, &Node{}}}, Tree{}, []Tree{{Name: "a"}, {Children: []*Tree{{}}}}, [][]Tree{{{Name: "b"}}}, []Ping{{1, &Pong{}}}, map[string]Pong{"p": {Pings: []Ping{{}}}}, [1]Pong{{Label: "l"}},
		FAny{Node{1, &Node{2, nil}}}, FAny{Tree{"t", nil, map[string]*Tree{"k": {}}}}, []any{Ping{Pong: &Pong{}}, Tree{}, Ping{}},
	}
	cases := []Case{
		{Name: "recursive types, each on its own and in the others", Values: []any{Side{}, Expr{}, Down{}, Left{}, Right{}, []Right{{}}, *chain(3), right, left}},
		{Name: "recursive types, the outer before the inner", Values: []any{[]map[string]Right{}, Right{}, []Down{{}}, Left{}, Down{}}},
		{Name: "recursive lists in turn", Values: []any{Rows{{}}, List{{}}, []List{{}}, Rows{}, [][]Rows{{{}}}}},
	}
	for i, v := range values {
		cases = append(cases, one(fmt.Sprintf("recursive %d of %T", i, v), v))
	}
	return cases
}
