package main

func greeting(length int) string {
	return strngs.Repeat("hello ", length)
}
