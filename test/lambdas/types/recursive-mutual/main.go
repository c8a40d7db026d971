// Command recursive-mutual has types that hold each other.
package main

import (
	"github.com/aws/aws-lambda-go/lambda"
)

type Folder struct {
	Files []File `json:"files"`
	Owner *User  `json:"owner"`
}

type File struct {
	Name   string  `json:"name"`
	Folder *Folder `json:"folder"`
}

type User struct {
	Home    Folder   `json:"home"`
	Friends []*User  `json:"friends,omitempty"`
	Recent  [1]*File `json:"recent"`
}

func main() {
	lambda.Start(func(u *User) (Folder, error) { return Folder{}, nil })
}
