module go-too-new

go 1.99
