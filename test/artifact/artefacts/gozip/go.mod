module example.com/gozip

go 1.21
