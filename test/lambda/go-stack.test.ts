import { expect, test } from 'vitest'
import { goStack } from '../../src/lambda/go-stack.ts'

const frame = (path: string) => ({ path, line: 7, label: 'f' })

/** The paths in the order in which they are shown. */
const shown = (...paths: string[]) =>
  goStack(paths.map(frame)).map((line) => /^ {4}at f \((.*):7\)$/.exec(line)?.[1] ?? line)

test('a frame reads as one of JavaScript', () => {
  expect(goStack([{ path: 'orders/main.go', line: 31, label: '(*Order).Total' }])).toEqual([
    '    at (*Order).Total (orders/main.go:31)',
  ])
})

test.each([
  'runtime/panic.go',
  'runtime/asm_amd64.s',
  'src/runtime/netpoll.go',
  '/usr/local/go/src/runtime/panic.go',
  'maps/runtime_faststr.go',
  'internal/runtime/maps/table.go',
  'reflect/value.go',
  'strings/strings.go',
  'encoding/json/decode.go',
  'net/rpc/server.go',
  'github.com/aws/aws-lambda-go@v1.54.0/lambda/errors.go',
  'github.com/aws/aws-lambda-go/lambda/errors.go',
  'vendor/golang.org/x/net/http2/hpack/hpack.go',
  'github.com/google/uuid@v1.6.0/uuid.go',
])('a frame of %s comes after the own code', (path) => {
  expect(shown(path, 'orders/main.go')).toEqual(['orders/main.go', path])
})

test.each([
  'orders/main.go',
  'image/main.go',
  'lambdas/panics/internal/orders/orders.go',
  'example.com/shop/runtime/clock.go',
  'example.com/shop/net/rpc/server.go',
  '/home/me/go/src/shop/reflect/mirror.go',
  'goexit/main.go',
])('a frame of %s is own code and stays where it is', (path) => {
  expect(shown('runtime/panic.go', path, 'github.com/aws/aws-lambda-go@v1.54.0/lambda/errors.go', 'b/main.go')).toEqual(
    [path, 'b/main.go', 'runtime/panic.go', 'github.com/aws/aws-lambda-go@v1.54.0/lambda/errors.go'],
  )
})
