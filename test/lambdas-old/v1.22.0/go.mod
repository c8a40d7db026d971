module lambda-old

go 1.21

require github.com/aws/aws-lambda-go v1.22.0
