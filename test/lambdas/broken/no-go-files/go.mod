module no-go-files

go 1.26
