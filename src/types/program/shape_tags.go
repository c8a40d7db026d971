package main

import (
	"reflect"
	"slices"
	"strings"
	"unicode"
)

// tagName gives the name in a json tag, "" if it has none that encoding/json takes.
func tagName(tag string) string {
	name, _, _ := strings.Cut(tag, ",")
	if !onV2 {
		if !isValidTag(name) {
			return ""
		}
		return name
	}
	if strings.ContainsAny(name, "\\'\"`") {
		return identifier(name)
	}
	return name
}

// isValidTag follows the function of that name in encoding/json.
func isValidTag(s string) bool {
	for _, c := range s {
		if !strings.ContainsRune("!#$%&()*+-./:;<=>?@[]^_{|}~ ", c) && !unicode.IsLetter(c) && !unicode.IsDigit(c) {
			return false
		}
	}
	return s != ""
}

// hasOption tells whether a json tag has an option.
func hasOption(tag, name string) bool {
	_, options, _ := strings.Cut(tag, ",")
	return slices.ContainsFunc(strings.Split(options, ","), func(option string) bool {
		return option == name || onV2 && identifier(option) == name
	})
}

// identifier gives the identifier that s begins with.
func identifier(s string) string {
	rest := strings.TrimLeftFunc(s, func(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) })
	if found := s[:len(s)-len(rest)]; found != "" && !unicode.IsNumber([]rune(found)[0]) {
		return found
	}
	return ""
}

// isRequired tells whether a validator refuses the field's zero value: by validate:"required" or, in gin, binding:"required".
func isRequired(tag reflect.StructTag) bool {
	return hasRequired(tag.Get("validate")) || hasRequired(tag.Get("binding"))
}

func hasRequired(rules string) bool {
	for _, rule := range strings.Split(rules, ",") {
		switch strings.TrimSpace(rule) {
		case "required":
			return true
		case "dive", "omitempty", "omitnil", "omitzero":
			// What follows is said of the elements, or not of what is left out.
			return false
		}
	}
	return false
}
