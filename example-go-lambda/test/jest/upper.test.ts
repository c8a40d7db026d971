import { expect, test } from '@jest/globals'
import { useGoLambda } from 'use-go-lambda/jest'

const lambda = useGoLambda('./cmd/upper')

test('shouts', async () => {
  expect(await lambda.invoke('daniel')).toBe('DANIEL')
})

test('knows more than ASCII', async () => {
  expect(await lambda.invoke('größer, ça va')).toMatchSnapshot()
})

test('refuses an empty string', async () => {
  await expect(lambda.invoke('')).rejects.toMatchObject({
    errorType: 'ValidationError',
    errorMessage: 'payload must not be empty',
  })
})

test.each([
  [42, 'a number'],
  [null, 'null'],
  [{}, 'an object'],
  [['daniel'], 'an array'],
])('refuses %j', async (payload, kind) => {
  await expect(lambda.invoke(payload)).rejects.toMatchObject({
    errorType: 'ValidationError',
    errorMessage: `payload must be a string, got ${kind}`,
  })
})
