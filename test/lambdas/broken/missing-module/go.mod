module missing-module

go 1.26
