module github.com/nguyengg/golambda

go 1.21

require github.com/aws/aws-lambda-go v1.54.0
