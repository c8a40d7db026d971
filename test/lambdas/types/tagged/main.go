// Command tagged names its fields in every way that a tag can.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type request struct {
	Untagged   string
	Renamed    string `json:"another_name"`
	Empty      string `json:""`
	OnlyOption string `json:",omitempty"`
	Ignored    string `json:"-"`
	Dash       string `json:"-,"`
	Unknown    string `json:"unknown,nosuchoption"`
	Other      string `yaml:"yaml_name" json:"json_name" xml:"xml_name"`
	NotJSON    string `yaml:"yaml_only"`
	hidden     string
	tagged     string `json:"tagged"`
	UPPER      string
	ID, Name   string
}

func handle(r request) (request, error) {
	r.hidden, r.tagged = "", ""
	return r, nil
}

func main() {
	lambda.Start(handle)
}
