module public

go 1.21

require (
	github.com/DataDog/datadog-lambda-go/v2 v2.0.0
	github.com/akrylysov/algnhsa v1.1.0
	github.com/apex/gateway v1.1.2
	github.com/aws/aws-lambda-go v1.54.0
	github.com/awslabs/aws-lambda-go-api-proxy v0.16.2
	github.com/go-chi/chi/v5 v5.0.8
	github.com/gorilla/mux v1.8.0
	github.com/newrelic/go-agent/v3/integrations/nrlambda v1.3.0
	github.com/nguyengg/golambda v1.0.0
	github.com/spf13/cobra v1.8.1
	github.com/wolfeidau/lambda-go-extras v1.4.0
	go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda v0.46.1
	go.uber.org/fx v1.23.0
)

require (
	github.com/inconshreveable/mousetrap v1.1.0 // indirect
	github.com/spf13/pflag v1.0.5 // indirect
	go.uber.org/dig v1.18.0 // indirect
	go.uber.org/multierr v1.10.0 // indirect
	go.uber.org/zap v1.26.0 // indirect
	golang.org/x/sys v0.16.0 // indirect
)

replace (
	github.com/DataDog/datadog-lambda-go/v2 => ./stand-ins/datadog-lambda-go
	github.com/akrylysov/algnhsa => ./stand-ins/algnhsa
	github.com/apex/gateway => ./stand-ins/gateway
	github.com/newrelic/go-agent/v3/integrations/nrlambda => ./stand-ins/nrlambda
	github.com/nguyengg/golambda => ./stand-ins/golambda
	github.com/wolfeidau/lambda-go-extras => ./stand-ins/lambda-go-extras
	go.opentelemetry.io/contrib/instrumentation/github.com/aws/aws-lambda-go/otellambda => ./stand-ins/otellambda
)
