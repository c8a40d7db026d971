module only-tests

go 1.26
