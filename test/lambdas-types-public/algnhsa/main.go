package main

import (
	"net/http"

	"github.com/akrylysov/algnhsa"
)

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {})
	algnhsa.ListenAndServe(http.DefaultServeMux, nil)
}
