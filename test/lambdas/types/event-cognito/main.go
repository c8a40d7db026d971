// Command event-cognito answers the triggers of a user pool.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func preSignup(e events.CognitoEventUserPoolsPreSignup) (events.CognitoEventUserPoolsPreSignup, error) {
	return e, nil
}

func postConfirmation(e events.CognitoEventUserPoolsPostConfirmation) (events.CognitoEventUserPoolsPostConfirmation, error) {
	return e, nil
}

func preTokenGen(e events.CognitoEventUserPoolsPreTokenGenV2_0) (events.CognitoEventUserPoolsPreTokenGenV2_0, error) {
	return e, nil
}

func defineAuth(e *events.CognitoEventUserPoolsDefineAuthChallenge) (*events.CognitoEventUserPoolsDefineAuthChallenge, error) {
	return e, nil
}

func migrateUser(e events.CognitoEventUserPoolsMigrateUser) (events.CognitoEventUserPoolsMigrateUser, error) {
	return e, nil
}

func customMessage(e events.CognitoEventUserPoolsCustomMessage) (events.CognitoEventUserPoolsCustomMessage, error) {
	return e, nil
}

func main() {
	switch os.Getenv("ACTION") {
	case "post-confirmation":
		lambda.Start(postConfirmation)
	case "pre-token-generation":
		lambda.Start(preTokenGen)
	case "define-auth":
		lambda.Start(defineAuth)
	case "migrate-user":
		lambda.Start(migrateUser)
	case "custom-message":
		lambda.Start(customMessage)
	default:
		lambda.Start(preSignup)
	}
}
