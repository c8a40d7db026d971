import { expect, test } from 'vitest'
import { utf8Text } from '../../src/lambda/utf8-text.ts'

test.each(['a', 'é', '€', '😀', 'aé€😀', '\ufeff'])(
  'reads long texts of %j as toString does, wherever a piece ends',
  (unit) => {
    for (const shift of [0, 1, 2, 3]) {
      const bytes = Buffer.from('x'.repeat(shift) + unit.repeat(70_000))
      expect(utf8Text(bytes)).toBe(bytes.toString())
    }
  },
)

test.each<[string, number[]]>([
  ['a stray continuation byte', [0x80]],
  ['continuation bytes only', new Array(70_000).fill(0x80)],
  ['a character cut short', [0xe2, 0x82]],
  ['a surrogate', [0xed, 0xa0, 0x80]],
  ['an overlong form', [0xc0, 0x80]],
])('reads what is not UTF-8 as toString does: %s', (_, broken) => {
  for (const before of [0, 32 * 1024 - 1, 32 * 1024, 100_000]) {
    const bytes = Buffer.concat([Buffer.alloc(before, 'é'), Buffer.from(broken), Buffer.alloc(before, 'x')])
    expect(utf8Text(bytes)).toBe(bytes.toString())
  }
})
