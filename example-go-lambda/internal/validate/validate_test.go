package validate_test

import (
	"errors"
	"testing"

	"example.com/greeter/internal/validate"
)

func TestAll(t *testing.T) {
	broken := errors.New("broken")
	tests := map[string]struct {
		checks []error
		want   string
	}{
		"nothing refused": {checks: []error{nil, nil}},
		"one field":       {checks: []error{nil, validate.NotEmpty("name", " ")}, want: "name must not be empty"},
		"two fields": {
			checks: []error{validate.NotEmpty("name", ""), validate.AtLeast("quantity", 0, 1)},
			want:   "name must not be empty; quantity must be at least 1, got 0",
		},
		"characters, not bytes": {checks: []error{validate.AtMostLong("name", "Zoë", 3)}},
		"another error":         {checks: []error{validate.NotEmpty("name", ""), broken}, want: "broken"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := ""
			if err := validate.All(test.checks...); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
