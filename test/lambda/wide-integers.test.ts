import { expect, test } from 'vitest'
import { mayHoldWideIntegers } from '../../src/lambda/wide-integers.ts'

const may = (json: string) => mayHoldWideIntegers(Buffer.from(json))

test.each([
  '9007199254740992',
  '-9007199254740992',
  '12345678901234567',
  '[1,9007199254740993]',
  '{"a": 9999999999999999}',
  '[0.5,\n\t-9007199254740993]',
  '1000000000000000000000',
])('sees the integer in %s, wherever it stands', (json) => {
  for (let shift = 0; shift < 40; shift++) expect(may(`${' '.repeat(shift)}${json}`)).toBe(true)
})

test.each([
  '9007199254740991',
  '-9007199254740991',
  '[1700000000000000,1700000000000001]',
  '[0.12345678901234567,-0.12345678901234567]',
  '54.800000000000004',
  '12345678901234567.5',
  '12345678901234567e5',
  '1e12345678901234567',
  '{"id":"12345678901234567","uuid":"a-12345678901234567"}',
  '{"12345678901234567":1}',
  '[123456789012345,123456789012345]',
  '"daniel"',
  '',
])('sees none in %s, wherever it stands', (json) => {
  for (let shift = 0; shift < 40; shift++) expect(may(`${' '.repeat(shift)}${json}`)).toBe(false)
})

test('is exact about integers of any length, and about each other number', () => {
  for (let digits = 14; digits < 40; digits++) {
    for (const first of ['1', '9']) {
      const text = first + '0'.repeat(digits - 1)
      expect([text, may(`[${text}]`)]).toEqual([text, !Number.isSafeInteger(Number(text))])
      expect(may(`[1.${text}]`)).toBe(false)
      expect(may(`{"a":"${text}"}`)).toBe(false)
    }
  }
})
