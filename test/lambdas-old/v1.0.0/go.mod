module lambda-old

go 1.21

// The first release has no go.mod of its own: `go mod tidy` would add what only its tests need.
require github.com/aws/aws-lambda-go v1.0.0
