// Command event-appsync-resolver resolves a field by its template.
package main

import (
	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func main() {
	lambda.Start(func(t events.AppSyncResolverTemplate) (*events.AppSyncCognitoIdentity, error) { return nil, nil })
}
