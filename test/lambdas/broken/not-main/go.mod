module not-main

go 1.26
