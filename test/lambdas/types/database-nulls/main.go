// Command database-nulls has the types of database/sql, which have no methods for JSON.
package main

import (
	"database/sql"

	"github.com/aws/aws-lambda-go/lambda"
)

type row struct {
	Name  sql.NullString  `json:"name"`
	Count sql.NullInt64   `json:"count"`
	When  sql.NullTime    `json:"when"`
	Rank  sql.NullFloat64 `json:"rank"`
}

func main() {
	lambda.Start(func(r row) (row, error) { return r, nil })
}
