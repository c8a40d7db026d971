// Package validate checks what callers send, and says which fields were refused.
package validate

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"
)

// Field is one refused field.
type Field struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

// ValidationError holds all refused fields. Lambda reports its name to the caller, as errorType.
type ValidationError struct {
	Fields []Field
}

func (e *ValidationError) Error() string {
	texts := make([]string, len(e.Fields))
	for i, field := range e.Fields {
		texts[i] = field.Name + " " + field.Reason
	}
	return strings.Join(texts, "; ")
}

// Refuse is a ValidationError of one field.
func Refuse(name, format string, values ...any) error {
	return &ValidationError{Fields: []Field{{Name: name, Reason: fmt.Sprintf(format, values...)}}}
}

// NotEmpty refuses a text of nothing but white space.
func NotEmpty(name, value string) error {
	if strings.TrimSpace(value) == "" {
		return Refuse(name, "must not be empty")
	}
	return nil
}

// AtMostLong refuses a text of more than max characters.
func AtMostLong(name, value string, max int) error {
	if length := utf8.RuneCountInString(value); length > max {
		return Refuse(name, "must be at most %d characters long, got %d", max, length)
	}
	return nil
}

// AtLeast refuses a number below min.
func AtLeast(name string, value, min int) error {
	if value < min {
		return Refuse(name, "must be at least %d, got %d", min, value)
	}
	return nil
}

// All puts the fields of several checks into one ValidationError, or gives nil if none refused.
// An error of another type is returned as it is.
func All(checks ...error) error {
	var fields []Field
	for _, check := range checks {
		if check == nil {
			continue
		}
		var refused *ValidationError
		if !errors.As(check, &refused) {
			return check
		}
		fields = append(fields, refused.Fields...)
	}
	if len(fields) == 0 {
		return nil
	}
	return &ValidationError{Fields: fields}
}
