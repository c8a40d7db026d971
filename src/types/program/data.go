package main

// The data that src/types/go-types.ts describes, field for field.

type goTypes struct {
	Version      int                    `json:"version"`
	Go           string                 `json:"go"`
	Functions    []functionTypes        `json:"functions"`
	Declarations map[string]declaration `json:"declarations"`
}

type functionTypes struct {
	Dir        string    `json:"dir"`
	ImportPath string    `json:"importPath"`
	Handlers   []handler `json:"handlers"`
	Unresolved []note    `json:"unresolved"`
	Warnings   []note    `json:"warnings"`
}

type handler struct {
	Name     string `json:"name"`
	At       string `json:"at"`
	Request  *shape `json:"request,omitempty"`
	Response *shape `json:"response,omitempty"`
	Doc      string `json:"doc,omitempty"`
}

type note struct {
	Reason string `json:"reason"`
	At     string `json:"at"`
}

type shape struct {
	Kind     string `json:"kind"`
	Nullable bool   `json:"nullable,omitempty"`
	Quoted   bool   `json:"quoted,omitempty"`
	Go       string `json:"go,omitempty"`
	Of       *shape `json:"of,omitempty"`
	Length   *int64 `json:"length,omitempty"`
	Key      string `json:"key,omitempty"`
	// Fields is a pointer, so that an object without any has an empty list.
	Fields  *[]field `json:"fields,omitempty"`
	To      string   `json:"to,omitempty"`
	By      string   `json:"by,omitempty"`
	At      string   `json:"at,omitempty"`
	Without *shape   `json:"without,omitempty"`
	Why     string   `json:"why,omitempty"`

	// notes are what a reader should know of just this shape.
	notes []note
	// own: it refers to a type whose methods were read; ownNull: these write or take null.
	own, ownNull bool
}

type field struct {
	Name     string `json:"name"`
	Go       string `json:"go"`
	Type     *shape `json:"type"`
	Optional bool   `json:"optional,omitempty"`
	Doc      string `json:"doc,omitempty"`
}

type declaration struct {
	ID          string     `json:"id"`
	Name        string     `json:"name"`
	Args        []string   `json:"args,omitempty"`
	Package     string     `json:"package"`
	PackageName string     `json:"packageName"`
	At          string     `json:"at"`
	Doc         string     `json:"doc,omitempty"`
	Type        *shape     `json:"type"`
	Constants   []constant `json:"constants,omitempty"`
}

type constant struct {
	Name string `json:"name"`
	// Value is a string, an int64 or a float64.
	Value any    `json:"value"`
	Doc   string `json:"doc,omitempty"`
}
