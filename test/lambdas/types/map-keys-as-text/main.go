// Command map-keys-as-text has maps by keys that write themselves as text.
package main

import (
	"context"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/aws/aws-lambda-go/lambda"

	"lambdas/types/internal/level"
)

// Cell is a place in a table, "3:4".
type Cell struct{ Row, Column int }

func (c Cell) MarshalText() ([]byte, error) {
	return []byte(fmt.Sprintf("%d:%d", c.Row, c.Column)), nil
}

func (c *Cell) UnmarshalText(text []byte) error {
	_, err := fmt.Sscanf(string(text), "%d:%d", &c.Row, &c.Column)
	return err
}

// Shout is a string: as such it is written, whatever it says, but it is read as it says.
type Shout string

func (s Shout) MarshalText() ([]byte, error) {
	return []byte(strings.ToUpper(string(s))), nil
}

func (s *Shout) UnmarshalText(text []byte) error {
	*s = Shout(strings.ToLower(string(text)))
	return nil
}

type table struct {
	Cells  map[Cell]string       `json:"cells"`
	Levels map[level.Level]int   `json:"levels"`
	Shouts map[Shout]Shout       `json:"shouts"`
	Times  map[time.Time]string  `json:"times"`
	Hosts  map[netip.Addr]string `json:"hosts"`
}

func main() {
	lambda.Start(func(ctx context.Context, shouts map[Shout]int) (table, error) { return table{}, nil })
}
