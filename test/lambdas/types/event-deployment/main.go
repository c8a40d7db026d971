// Command event-deployment hears how deployments go.
package main

import (
	"os"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
)

func build(e events.CodeBuildEvent) (events.CodeBuildEventDetail, error) { return e.Detail, nil }

func deploy(e events.CodeDeployEvent) error { return nil }

func pipeline(e events.CodePipelineCloudWatchEvent) error { return nil }

func job(e events.CodePipelineJobEvent) error { return nil }

func commit(e events.CodeCommitEvent) (*events.CodeCommitEvent, error) { return &e, nil }

func image(e events.ECRImageActionEvent) error { return nil }

func scan(e events.ECRScanEvent) error { return nil }

func main() {
	switch os.Getenv("ACTION") {
	case "deploy":
		lambda.Start(deploy)
	case "pipeline":
		lambda.Start(pipeline)
	case "job":
		lambda.Start(job)
	case "commit":
		lambda.Start(commit)
	case "image":
		lambda.Start(image)
	case "scan":
		lambda.Start(scan)
	default:
		lambda.Start(build)
	}
}
