import { tmpdir } from 'node:os'
import { expect, it } from 'vitest'
import { stableText, withoutCheckout } from '../../src/suite/stable-text.ts'

const id = '8f5a0c1e-0000-4000-8000-0123456789ab'

it.each([
  [`RequestId: ${id} Error`, 'RequestId: <id> Error'],
  ['trace 1-5759e988-bd862e3fe1be46a994272793 here', 'trace <trace id> here'],
  ['2026/11/24 02:40:14 no table', '<time> no table'],
  ['at 2026-11-24T02:40:14.123Z and 2026-11-24 02:40:14+01:00', 'at <time> and <time>'],
  ['&{0xc000012345} 0x10', '&{<address>} 0x10'],
  ['goroutine 17 [running]:', 'goroutine <n> [running]:'],
  ['pid 123, PID=4, pid: 5', 'pid <pid>, PID=<pid>, pid: <pid>'],
  ['127.0.0.1:40123 [::1]:1 localhost:8000', '127.0.0.1:<port> [::1]:<port> localhost:<port>'],
  [`${process.cwd()}/cmd/fn/main.go:12`, '<root>/cmd/fn/main.go:12'],
  [`${tmpdir()}/x`, '<tmp>/x'],
  [
    '\t/go/pkg/mod/github.com/aws/aws-lambda-go@v1.54.0/lambda/entry.go:71 +0x1f',
    '\t/go/pkg/mod/github.com/aws/aws-lambda-go@<version>/lambda/entry.go',
  ],
  ['\t/usr/local/go/src/runtime/panic.go:770 +0x132', '\t/usr/local/go/src/runtime/panic.go'],
  [
    'REPORT RequestId: x\tDuration: 1.91 ms\tBilled Duration: 2 ms\tMemory Size: 128 MB\tMax Memory Used: 12 MB\tInit Duration: 8.10 ms\t',
    'REPORT RequestId: x\tDuration: <n> ms\tBilled Duration: <n> ms\tMemory Size: 128 MB\t',
  ],
  ['quantity must be at least 1, in 2026', 'quantity must be at least 1, in 2026'],
])('%j', (text, stable) => {
  expect(stableText(text)).toBe(stable)
})

it('a request id of the caller’s own is known for one', () => {
  expect(stableText('RequestId: my-request done', 'my-request')).toBe('RequestId: <request id> done')
})

it.each([
  ['app/internal/price/price.go', '/home/me/app', '<root>/internal/price/price.go'],
  ['me/app/internal/price/price.go', '/home/me/app', '<root>/internal/price/price.go'],
  ['app/services/orders/main.go', '/home/me/app/web', '<root>/services/orders/main.go'],
  ['orders/main.go', '/home/me/app', 'orders/main.go'],
  ['app/main.go', '/home/me/app', '<root>/main.go'],
  ['main.go', '/main.go', 'main.go'],
])('of the frame %s in %s it is %s', (path, folder, kept) => {
  expect(withoutCheckout(path, folder)).toBe(kept)
})
