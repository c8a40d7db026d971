package cases

import "strings"

// Large gives the values whose messages are too long to be kept. test/gob/large.ts makes the same ones.
func Large() []Case {
	return []Case{
		one("bytes, a message of 2^20 - 1 bytes", largeBytes(1<<20-6)),
		one("bytes, a message of 2^20 bytes", largeBytes(1<<20-5)),
		one("bytes, a message of 2^20 + 1 bytes", largeBytes(1<<20-4)),
		one("bytes, a message of 3 MiB", largeBytes(3<<20)),
		one("string of 2 MiB", largeText(2<<20)),
		one("string of 2 MiB, not ASCII", strings.Repeat("é", 1<<20)),
		one("slice of 150000 numbers", largeInts(150_000)),
		one("slice of 150000 floats", largeFloats(150_000)),
		one("slice of 120000 structs", largePoints(120_000)),
		one("slice of 20000 strings", largeTexts(20_000)),
		one("map with one long value", map[string][]byte{"k": largeBytes(1 << 20)}),
		one("struct with two long fields", Narrow{largeText(1<<20 + 7), -1}),
		one("interface that holds long bytes", FAny{largeBytes(1<<20 + 7)}),
		one("list of interfaces, the first defines a type", []any{Point{1, 2}, largeText(1 << 20), Point{3, 4}}),
		{Name: "long and short messages in turn", Values: []any{Point{1, 2}, largeBytes(1 << 20), "short", largePoints(100_000), Point{3, 4}, largeText(1 << 20), []Point{}}},
	}
}

func largeBytes(n int) []byte {
	bytes := make([]byte, n)
	for i := range bytes {
		bytes[i] = byte(i*31 + i>>8)
	}
	return bytes
}

func largeText(n int) string {
	return strings.Repeat("0123456789 abcdefghijklmnopqrstuvwxyz\n", n/38+1)[:n]
}

func largeTexts(n int) []string {
	list := make([]string, n)
	for i := range list {
		list[i] = largeText(i % 120)
	}
	return list
}

func largeInts(n int) []int {
	list := make([]int, n)
	for i := range list {
		list[i] = i * i * i * i
		if i%2 == 1 {
			list[i] = -list[i]
		}
	}
	return list
}

func largeFloats(n int) []float64 {
	list := make([]float64, n)
	for i := range list {
		list[i] = float64(i) / 7
	}
	return list
}

func largePoints(n int) []Point {
	list := make([]Point, n)
	for i := range list {
		list[i] = Point{i * 1000, -i}
	}
	return list
}
