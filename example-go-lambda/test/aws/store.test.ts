import { useGoLambda } from 'use-go-lambda/vitest'
import { beforeAll, describe, expect, inject, test } from 'vitest'
import { createTable } from './create-table.ts'

describe('with a table', () => {
  let table = ''

  beforeAll(async () => {
    table = `notes-${Date.now()}`
    await createTable(inject('dynamoDbUrl'), table)
  })

  // env() is called when the function starts, at its first invocation: the table is there by then.
  const store = useGoLambda('./cmd/store', {
    env: () => ({ AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'), TABLE_NAME: table }),
    // The engine's first answers are slow: it is compiled while it runs.
    timeoutMs: 20_000,
  })

  test('stores a note and reads it', async () => {
    const note = { id: 'tea', text: 'buy tea 🍵', priority: 9007199254740991, tags: ['kitchen', 'today'] }
    expect(await store.invoke({ put: note })).toEqual(note)
    expect(await store.invoke({ get: 'tea' })).toMatchSnapshot()
  })

  test('keeps what is stored when the function starts anew', async () => {
    await store.invoke({ put: { id: 'milk', text: 'buy milk' } })
    await store.restart()
    const { response, coldStart } = await store.invokeDetailed({ get: 'milk' })
    expect({ response, coldStart }).toEqual({ response: { id: 'milk', text: 'buy milk' }, coldStart: true })
  })

  test('does not overwrite a note', async () => {
    await store.invoke({ put: { id: 'bread', text: 'buy bread' } })
    await expect(store.invoke({ put: { id: 'bread', text: 'sell bread' } })).rejects.toMatchObject({
      errorType: 'NoteExistsError',
      errorMessage: 'there is a note "bread" already',
    })
    expect(await store.invoke({ get: 'bread' })).toEqual({ id: 'bread', text: 'buy bread' })
  })

  test('says that there is no such note', async () => {
    await expect(store.invoke({ get: 'gold' })).rejects.toMatchObject({
      errorType: 'NoteNotFoundError',
      errorMessage: 'there is no note "gold"',
    })
  })

  test('passes on what DynamoDB refuses', async () => {
    await expect(store.invoke({ put: { id: '', text: 'nameless' } })).rejects.toMatchObject({
      errorType: 'OperationError',
      errorMessage: expect.stringMatching(
        /^operation error DynamoDB: PutItem, .* ValidationException: One or more parameter values are not valid\. .* Key: id$/,
      ),
    })
  })
})

describe('without its table', () => {
  const store = useGoLambda('./cmd/store', {
    env: () => ({ AWS_ENDPOINT_URL_DYNAMODB: inject('dynamoDbUrl'), TABLE_NAME: 'nobody-created-it' }),
    timeoutMs: 20_000,
  })

  test('fails as on AWS', async () => {
    await expect(store.invoke({ get: 'tea' })).rejects.toMatchObject({
      errorType: 'OperationError',
      errorMessage: expect.stringMatching(/ ResourceNotFoundException: Cannot do operations on a non-existent table$/),
    })
  })
})
