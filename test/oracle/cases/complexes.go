package cases

import (
	"fmt"
	"math"
)

// The values of complex types in every position.
func complexes() []Case {
	inf := math.Inf(1)
	cases := []Case{
		one("complexes in a struct", Complexes{1 + 2i, -3i, []complex64{0, 1i}, [2]complex128{1, 2i}, ptr(0i), map[complex128]string{1i: "i"}, map[string]complex64{"x": 2}}),
		one("complexes in a struct, zero", Complexes{}), one("complexes, minus zero is left out", Complexes{Large: complex(math.Copysign(0, -1), math.Copysign(0, -1))}),
		one("complexes, pointer to one", Complexes{Pointer: ptr(complex(inf, -inf))}),
		one("pointer to a complex", ptr(1+2i)), one("slice of complex128, empty", []complex128{}),
	}
	parts := []float64{0, math.Copysign(0, -1), -1.5, 1e38, inf}
	for _, re := range parts {
		for _, im := range parts {
			c := complex(re, im)
			name := fmt.Sprintf("%v", c)
			cases = append(cases, one("complex128 "+name, c), one("field complex64 "+name, FComplex64{complex64(c)}))
			if re == im {
				cases = append(cases, one("complex64 "+name, complex64(c)), one("field complex128 "+name, FComplex{c}),
					one("slice of complex128 "+name, []complex128{c, c}), one("map keyed by complex128 "+name, map[complex128]string{c: "v"}),
					one("map of complex64 "+name, map[string]complex64{"k": complex64(c)}), one("array of complex128 "+name, [2]complex128{c}))
			}
		}
	}
	return cases
}
