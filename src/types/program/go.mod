module use-go-lambda/types

go 1.21
