module github.com/DataDog/datadog-lambda-go/v2

go 1.21

require github.com/aws/aws-lambda-go v1.54.0
