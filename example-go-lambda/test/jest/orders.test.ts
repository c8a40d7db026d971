import { beforeAll, beforeEach, describe, expect, test } from '@jest/globals'
import { useGoLambda } from 'use-go-lambda/jest'

describe('with a table', () => {
  let table = ''

  // env() is called when the function starts, at its first invocation: it sees what this hook prepared.
  beforeAll(() => {
    table = 'orders-of-this-run'
  })

  const orders = useGoLambda('./cmd/orders', {
    env: () => ({ TABLE_NAME: table }),
    timeoutMs: 5000,
  })

  // A new process for each test: Go's global state is fresh.
  beforeEach(() => orders.restart())

  test('takes an order', async () => {
    const receipt = await orders.invoke(
      { item: 'tea', quantity: 2 },
      { requestId: '3f2a6c1e-8d4b-4c5a-9e7f-0123456789ab' },
    )
    expect(receipt).toMatchSnapshot({ deadline: expect.any(String) })
  })

  test('counts while it is warm', async () => {
    expect(await orders.invoke({ item: 'tea', quantity: 1 })).toMatchObject({ served: 1 })
    expect(await orders.invoke({ item: 'tea', quantity: 1 })).toMatchObject({ served: 2 })
  })

  test('starts to count again after a cold start', async () => {
    expect(await orders.invoke({ item: 'tea', quantity: 1 })).toMatchObject({ served: 1 })
  })

  test('sees its deadline', async () => {
    const before = Date.now()
    const { deadline } = await orders.invoke({ item: 'tea', quantity: 1 })
    const remainingMs = Date.parse(deadline) - before
    expect(remainingMs).toBeGreaterThanOrEqual(5000)
    expect(remainingMs).toBeLessThan(15_000)
  })

  test('knows who ordered', async () => {
    const receipt = await orders.invoke(
      { item: 'tea', quantity: 1 },
      { clientContext: { client: { app_title: 'Shop' }, custom: { campaign: 'spring' } } },
    )
    expect(receipt).toMatchObject({ client: 'Shop', custom: { campaign: 'spring' } })
  })

  test('writes one line per order', async () => {
    const { logs, requestId } = await orders.invokeDetailed({ item: 'tea', quantity: 2 })
    expect(logs).toContain(`order ${requestId}: 2 x tea\n`)
  })

  test('names every field that it refuses', async () => {
    await expect(orders.invoke({ item: '', quantity: 0 })).rejects.toMatchObject({
      errorType: 'ValidationError',
      errorMessage: 'item must not be empty; quantity must be at least 1, got 0',
    })
  })
})

describe('without a table', () => {
  const orders = useGoLambda('./cmd/orders')

  test('does not start, and says why', async () => {
    await expect(orders.invoke({ item: 'tea', quantity: 1 })).rejects.toThrow('TABLE_NAME is not set')
  })
})
