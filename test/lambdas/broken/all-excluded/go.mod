module all-excluded

go 1.26
