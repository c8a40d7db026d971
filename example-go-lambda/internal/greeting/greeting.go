// Package greeting greets people in their own language.
package greeting

import (
	"fmt"
	"sort"
	"strings"

	"example.com/greeter/internal/validate"
)

const (
	defaultLanguage = "en"
	maxName         = 40
)

var formats = map[string]string{
	"de": "Guten Tag, %s!",
	"en": "Hello, %s!",
	"fr": "Bonjour, %s !",
}

// Request says who is to be greeted. Without a language it is English.
type Request struct {
	Name     string `json:"name"`
	Language string `json:"language"`
}

// For is the greeting, or a *validate.ValidationError.
func For(r Request) (string, error) {
	language := r.Language
	if language == "" {
		language = defaultLanguage
	}
	err := validate.All(
		validate.NotEmpty("name", r.Name),
		validate.AtMostLong("name", r.Name, maxName),
		knownLanguage(language),
	)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf(formats[language], strings.TrimSpace(r.Name)), nil
}

func knownLanguage(language string) error {
	if _, known := formats[language]; known {
		return nil
	}
	languages := make([]string, 0, len(formats))
	for name := range formats {
		languages = append(languages, name)
	}
	sort.Strings(languages)
	return validate.Refuse("language", "must be one of %s, got %q", strings.Join(languages, ", "), language)
}
