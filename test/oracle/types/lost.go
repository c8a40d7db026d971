package types

import (
	"bytes"
	"encoding/json"
	"fmt"
	"reflect"
	"sort"
)

// others are put in a value's place to see whether anybody looks at it: at least one differs from it in kind, and one within each kind.
var others = []any{
	"x", "12", true, false, json.Number("1"), json.Number("2"), []any{}, map[string]any{}, "2001-02-03T04:05:06Z", map[string]any{"x": "y"},
}

// lost gives the paths in payload that make no difference to what decode makes of it.
//
// That is what "a field got lost" means here. Encoding the result again and looking for the field would take a type with an
// UnmarshalJSON alone, a zero left out by omitempty, a time in another spelling, a number as text for losses, and would need every rule
// of encoding/json once more. Instead each value at the end of a path (a scalar, an empty object or list) is removed, and if
// nothing changes, replaced by others: where one of these gives another result, or an error, somebody has looked at the place, and the
// value itself was only what is there without it (zero, null). Where nothing changes anything, the place is not read: an
// unknown field, or the fourth element for an array of three.
//
// It does not see a value that is kept in part (a number rounded to a float32, seconds cut off by an UnmarshalJSON), nor one that is
// looked at and then overwritten: of two names that fold to one field, the last one counts.
func lost(payload []byte, decode func([]byte) (any, error)) ([]string, error) {
	if _, err := decode(payload); err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(payload))
	decoder.UseNumber()
	w := &walk{decode: decode}
	if err := decoder.Decode(&w.root); err != nil {
		return nil, err
	}
	// Not what was decoded first: a json.RawMessage keeps the spelling.
	var err error
	if w.whole, err = w.decoded(); err != nil {
		return nil, err
	}
	w.look("$", w.root, func(v any) { w.root = v }, nil)
	return w.lost, nil
}

type walk struct {
	decode func([]byte) (any, error)
	whole  any
	root   any
	lost   []string
}

// look walks value, which put sets and remove takes out of the tree.
func (w *walk) look(path string, value any, put func(any), remove func()) {
	switch v := value.(type) {
	case map[string]any:
		for _, name := range sortedNames(v) {
			child := v[name]
			w.look(path+"."+name, child, func(other any) { v[name] = other }, func() { delete(v, name) })
		}
		if len(v) > 0 {
			return
		}
	case []any:
		for i, child := range v {
			w.look(fmt.Sprintf("%s[%d]", path, i), child, func(other any) { v[i] = other }, nil)
		}
		if len(v) > 0 {
			return
		}
	}
	if !w.matters(value, put, remove) {
		w.lost = append(w.lost, path)
	}
}

func (w *walk) matters(value any, put func(any), remove func()) bool {
	defer put(value)
	if remove != nil {
		remove()
		if w.changed() {
			return true
		}
	}
	for _, other := range others {
		put(other)
		if w.changed() {
			return true
		}
	}
	return false
}

func (w *walk) changed() bool {
	result, err := w.decoded()
	return err != nil || !reflect.DeepEqual(result, w.whole)
}

func (w *walk) decoded() (any, error) {
	payload, err := json.Marshal(w.root)
	if err != nil {
		return nil, err
	}
	return w.decode(payload)
}

func sortedNames(object map[string]any) []string {
	names := make([]string, 0, len(object))
	for name := range object {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
