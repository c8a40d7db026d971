package main

import "sort"

type foundPackages struct {
	Version  int            `json:"version"`
	Packages []foundPackage `json:"packages"`
}

type foundPackage struct {
	Dir        string `json:"dir"`
	ImportPath string `json:"importPath"`
}

// findPackages lists, of the modules that roots are folders of, all packages main below roots that use aws-lambda-go/lambda,
// directly or through others.
func findPackages(command *goCommand, roots []string) (*foundPackages, error) {
	found := &foundPackages{Version: 1, Packages: []foundPackage{}}
	seen := map[string]bool{}
	for _, root := range roots {
		packages, err := command.list(root, allFields, "-deps", "--", "./...")
		if err != nil {
			return nil, err
		}
		uses := map[string]bool{}
		for _, l := range packages {
			for _, path := range l.Imports {
				if imported := l.imported(path); imported == lambdaPath || uses[imported] {
					uses[l.ImportPath] = true
				}
			}
			if !l.DepOnly && l.Name == "main" && uses[l.ImportPath] && !seen[l.Dir] {
				seen[l.Dir] = true
				found.Packages = append(found.Packages, foundPackage{l.Dir, l.ImportPath})
			}
		}
	}
	sort.Slice(found.Packages, func(i, j int) bool { return found.Packages[i].Dir < found.Packages[j].Dir })
	return found, nil
}
