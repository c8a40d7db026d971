package main

import (
	"public/events"

	"github.com/newrelic/go-agent/v3/integrations/nrlambda"
)

func handle(n events.Notification) (events.Delivery, error) { return events.Delivery{}, nil }

func main() { nrlambda.Start(handle, &nrlambda.Application{}) }
