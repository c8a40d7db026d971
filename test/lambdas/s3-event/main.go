// Command s3-event answers a thumbnail job for each picture that was put into a bucket; other objects and deletions are skipped.
// Keys come URL-encoded: "holiday+photos/sea%C3%A9.jpg".
package main

import (
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

type job struct {
	Source string `json:"source"`
	Target string `json:"target"`
	Bytes  int64  `json:"bytes"`
	// ISO 8601.
	CreatedAt string `json:"createdAt"`
}

type answer struct {
	Jobs    []job    `json:"jobs"`
	Skipped []string `json:"skipped"`
}

var pictures = map[string]bool{".jpg": true, ".jpeg": true, ".png": true}

func handle(_ context.Context, event events.S3Event) (*answer, error) {
	planned := &answer{Jobs: []job{}, Skipped: []string{}}
	for _, record := range event.Records {
		key := record.S3.Object.URLDecodedKey
		if key == "" {
			return nil, fmt.Errorf("a record of bucket %q has no key", record.S3.Bucket.Name)
		}
		if !strings.HasPrefix(record.EventName, "ObjectCreated:") || !pictures[strings.ToLower(path.Ext(key))] {
			planned.Skipped = append(planned.Skipped, key)
			continue
		}
		planned.Jobs = append(planned.Jobs, job{
			Source:    "s3://" + path.Join(record.S3.Bucket.Name, key),
			Target:    "s3://" + path.Join(record.S3.Bucket.Name+"-thumbnails", key),
			Bytes:     record.S3.Object.Size,
			CreatedAt: record.EventTime.UTC().Format("2006-01-02T15:04:05.000Z"),
		})
	}
	return planned, nil
}

func main() {
	lambda.Start(handle)
}
