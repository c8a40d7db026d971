package main

import (
	"log"
	"net/http"

	"github.com/apex/gateway"
)

func main() {
	log.Fatal(gateway.ListenAndServe(":3000", http.NewServeMux()))
}
