// Command marshal-text has types that are text.
package main

import (
	"context"
	"net"
	"net/netip"
	"net/url"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

type post struct {
	Level   level.Level   `json:"level"`
	Pointer *level.Level  `json:"pointer"`
	Levels  []level.Level `json:"levels"`
	Colour  *level.Colour `json:"colour"`
	Omitted level.Level   `json:"omitted,omitempty"`
	Host    net.IP        `json:"host"`
	Addr    netip.Addr    `json:"addr"`
	Prefix  netip.Prefix  `json:"prefix"`
	Link    url.URL       `json:"link"`
}

func main() {
	lambda.Start(func(ctx context.Context, l level.Level) (post, error) { return post{}, nil })
}
