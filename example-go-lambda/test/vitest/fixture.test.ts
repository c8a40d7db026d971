import { type GoLambdaAt, goLambda } from 'use-go-lambda/vitest'
import { test as base, expect } from 'vitest'

interface Functions {
  readonly upper: GoLambdaAt<'./cmd/upper'>
  readonly orders: GoLambdaAt<'./cmd/orders'>
}

// Built and started only for tests that name them.
const test = base.extend<Functions>({
  upper: goLambda('./cmd/upper'),
  orders: goLambda('./cmd/orders', { env: { TABLE_NAME: 'orders' }, scope: 'file' }),
})

test('a test names the function that it needs', async ({ upper }) => {
  expect(await upper.invoke('daniel')).toBe('DANIEL')
})

test('or several of them', async ({ upper, orders }) => {
  const item = await upper.invoke('tea')
  expect(await orders.invoke({ item, quantity: 1 })).toMatchObject({ table: 'orders', served: 1 })
})

test('which last for the whole file', async ({ orders }) => {
  expect(await orders.invoke({ item: 'tea', quantity: 1 })).toMatchObject({ served: 2 })
})
