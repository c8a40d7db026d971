// Command store keeps notes in the DynamoDB table TABLE_NAME:
//
//	{"put": {"id": "n-1", "text": "buy tea"}}  adds a note; one that is there is not overwritten
//	{"get": "n-1"}                             is answered with the note
//
// It is written as for AWS: the SDK itself reads AWS_ENDPOINT_URL_DYNAMODB, and nothing here knows of tests.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"os"

	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/feature/dynamodb/attributevalue"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
)

type note struct {
	ID       string   `json:"id" dynamodbav:"id"`
	Text     string   `json:"text" dynamodbav:"text"`
	Priority int64    `json:"priority,omitempty" dynamodbav:"priority,omitempty"`
	Tags     []string `json:"tags,omitempty" dynamodbav:"tags,omitempty,stringset"`
}

// A request has one of them.
type request struct {
	Put *note   `json:"put"`
	Get *string `json:"get"`
}

// NoteExistsError refuses a note whose id is taken.
type NoteExistsError struct{ ID string }

func (e *NoteExistsError) Error() string { return fmt.Sprintf("there is a note %q already", e.ID) }

// NoteNotFoundError answers an id that no note has.
type NoteNotFoundError struct{ ID string }

func (e *NoteNotFoundError) Error() string { return fmt.Sprintf("there is no note %q", e.ID) }

type store struct {
	db    *dynamodb.Client
	table string
}

func (s *store) handle(ctx context.Context, r request) (*note, error) {
	switch {
	case r.Put != nil && r.Get == nil:
		return r.Put, s.put(ctx, *r.Put)
	case r.Get != nil && r.Put == nil:
		return s.get(ctx, *r.Get)
	}
	return nil, errors.New(`a request has "put" or "get"`)
}

func (s *store) put(ctx context.Context, n note) error {
	item, err := attributevalue.MarshalMap(n)
	if err != nil {
		return err
	}
	_, err = s.db.PutItem(ctx, &dynamodb.PutItemInput{
		TableName:           &s.table,
		Item:                item,
		ConditionExpression: aws.String("attribute_not_exists(id)"),
	})
	var taken *types.ConditionalCheckFailedException
	if errors.As(err, &taken) {
		return &NoteExistsError{n.ID}
	}
	return err
}

func (s *store) get(ctx context.Context, id string) (*note, error) {
	found, err := s.db.GetItem(ctx, &dynamodb.GetItemInput{
		TableName:      &s.table,
		Key:            map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: id}},
		ConsistentRead: aws.Bool(true),
	})
	if err != nil {
		return nil, err
	}
	if found.Item == nil {
		return nil, &NoteNotFoundError{id}
	}
	var n note
	return &n, attributevalue.UnmarshalMap(found.Item, &n)
}

func main() {
	log.SetFlags(0)
	table := os.Getenv("TABLE_NAME")
	if table == "" {
		log.Fatal("TABLE_NAME is not set")
	}
	settings, err := config.LoadDefaultConfig(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	notes := &store{db: dynamodb.NewFromConfig(settings), table: table}
	lambda.Start(notes.handle)
}
