import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createFunction, type TestedFunction } from '../../src/harness/create-function.ts'
import type { GoLambdaOptions, GoLambdaSource, LambdaValidationError } from '../../src/harness/door.ts'
import { buildPackage } from '../../src/toolchain/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()
const root = join(shop.folder, 'shop')
const made: TestedFunction[] = []

function write(name: string, text: string): string {
  const path = join(root, name)
  mkdirSync(join(path, '..'), { recursive: true })
  writeFileSync(path, text)
  return path
}

/** A function that prices what is ordered, with prices of a Go type. */
function prices(type: string, value: string): string {
  return `package main

import "github.com/aws/aws-lambda-go/lambda"

type Order struct {
	Items []string \`json:"items"\`
}

type Line struct {
	Item  string \`json:"item"\`
	Price ${type} \`json:"price"\`
}

type Bill struct {
	Lines []Line \`json:"lines"\`
}

func handle(order Order) (Bill, error) {
	var bill Bill
	for _, item := range order.Items {
		bill.Lines = append(bill.Lines, Line{item, ${value}})
	}
	return bill, nil
}

func main() {
	lambda.Start(handle)
}
`
}

function lambda(source: GoLambdaSource, options: GoLambdaOptions): TestedFunction {
  const place = { from: root, root, watches: false, givesUpAfterFailedStart: false, frameColumns: false }
  const one = createFunction(source, options, place)
  made.push(one)
  return one
}

let old = ''
beforeAll(async () => {
  for (const name of ['go.mod', 'go.sum']) cpSync(lambdaFolder(name), join(root, name))
  write('cmd/prices/main.go', prices('string', '"12"'))
  const folders = { cacheFolder: shop.cacheFolder, runFolder: join(shop.folder, 'old') }
  old = (await buildPackage({ dir: join(root, 'cmd/prices'), freshness: 'run', ...folders })).binary
  write('cmd/prices/main.go', prices('float64', '12'))
  write('cmd/integers/main.go', integers)
})
afterEach(async () => {
  delete process.env['USE_GO_LAMBDA_TARGETS']
  await Promise.all(made.splice(0).map((one) => one.stop()))
  await shop.stopAll()
})

/** What is deployed is not what stands here. */
function pointAtOld(): void {
  process.env['USE_GO_LAMBDA_TARGETS'] = write('targets.json', JSON.stringify({ 'cmd/prices': { binary: old } }))
}

/** A function that takes integers of every kind. */
const integers = `package main

import (
	"encoding/json"
	"math/big"

	"github.com/aws/aws-lambda-go/lambda"
)

type Integers struct {
	Int     int64           \`json:"int"\`
	Uint64  uint64          \`json:"uint64"\`
	Int8    int8            \`json:"int8"\`
	Float32 float32         \`json:"float32"\`
	Float64 float64         \`json:"float64"\`
	Number  json.Number     \`json:"number"\`
	Big     *big.Int        \`json:"big"\`
	Any     any             \`json:"any"\`
	Quoted  int64           \`json:"quoted,string"\`
	Keys    map[uint64]bool \`json:"keys"\`
}

func main() {
	lambda.Start(func(Integers) (string, error) { return "taken", nil })
}
`

/** Of each request whether it was taken, or refused, by our check or by Go. */
async function answers(by: TestedFunction, requests: readonly object[]): Promise<string[]> {
  const all: string[] = []
  for (const request of requests) {
    const answer: unknown = await by.invoke(request).catch(({ code }) => code)
    const shown = JSON.stringify(request, (_, value) => (typeof value === 'bigint' ? `${value}n` : value))
    all.push(`${shown}: ${/^LAMBDA_(?:VALIDATION|FUNCTION_ERROR)$/.test(String(answer)) ? 'refused' : answer}`)
  }
  return all
}

/** A schema that wants a field to be a number. */
const schema = {
  '~standard': {
    version: 1,
    vendor: 'ours',
    validate: async (value: unknown) => {
      const { lines } = value as { lines: { price: unknown }[] | null }
      const wrong = (lines ?? []).findIndex(({ price }) => typeof price !== 'number')
      return wrong === -1 ? { value } : { issues: [{ message: 'no number', path: ['lines', { key: wrong }, 'price'] }] }
    },
  },
} as const

describe('option validate', () => {
  it('lets an answer pass that is what the Go code says', async () => {
    const one = lambda('./cmd/prices', { validate: true })
    expect(await one.invoke({ items: ['tea', 'milk'] })).toEqual({
      lines: [
        { item: 'tea', price: 12 },
        { item: 'milk', price: 12 },
      ],
    })
    expect(await one.invoke({ items: [] })).toEqual({ lines: null })
  })

  it('fails with the path of the field where what is tested answers otherwise, and says which invocation it was', async () => {
    pointAtOld()
    const error = await failureOf<LambdaValidationError>(
      lambda('./cmd/prices', { validate: true }).invoke(
        { items: ['tea'] },
        { requestId: '3f2a6c1e-8d4b-4c5a-9e7f-0123456789ab' },
      ),
    )
    expect(error).toMatchObject({
      name: 'LambdaValidationError',
      code: 'LAMBDA_VALIDATION',
      side: 'response',
      path: '$.lines[0].price',
      invocation: { requestId: '3f2a6c1e-8d4b-4c5a-9e7f-0123456789ab' },
    })
    expect(error.message).toMatchInlineSnapshot(`
      "the answer of ./cmd/prices is not what the Go code says: at $.lines[0].price, expected a number (float64), found the string "12"
        → see what the function answers: invokeRaw() gives its bytes; or leave response out of { validate }"
    `)
  })

  it('holds requests to the Go code only where that is asked for, and does not send them', async () => {
    expect(await lambda('./cmd/prices', { validate: true }).invoke({ itmes: ['tea'] })).toEqual({ lines: null })
    const one = lambda('./cmd/prices', { validate: { request: true } })
    const error = await failureOf<LambdaValidationError>(one.invoke({ itmes: ['tea'] }))
    expect(error).toMatchObject({ side: 'request', path: '$.itmes', invocation: undefined })
    expect(one.environments).toEqual([])
  })

  it('looks at a request as Go will read it: a date is text by then', async () => {
    const one = lambda('./cmd/prices', { validate: { request: true } })
    const tea = { toJSON: () => 'tea' }
    expect(await one.invoke({ items: [tea, new Date(0)] })).toMatchObject({
      lines: [{ item: 'tea' }, { item: '1970-01-01T00:00:00.000Z' }],
    })
  })

  it('takes a Standard Schema for either side', async () => {
    pointAtOld()
    const one = lambda('./cmd/prices', { validate: { response: schema } })
    expect(await one.invoke({ items: [] })).toEqual({ lines: null })
    const error = await failureOf<LambdaValidationError>(one.invoke({ items: ['tea'] }))
    expect(error).toMatchObject({ side: 'response', path: '$.lines[0].price' })
    const asked = lambda('./cmd/prices', { validate: { request: schema } })
    expect(await failureOf(asked.invoke({ lines: [{ price: '12' }] }))).toMatchObject({ side: 'request' })
  })

  it('needs no Go code for a schema, and says so where it would need some', async () => {
    await expect(
      lambda({ binary: old }, { validate: { response: schema } }).invoke({ items: ['tea'] }),
    ).rejects.toMatchObject({ side: 'response' })
    expect(await failureOf(lambda({ binary: old }, { validate: true }).prepare())).toMatchObject({
      code: 'LAMBDA_OPTION',
      message: expect.stringContaining('is built already'),
    })
  })

  it('says why the types of a function cannot be known', async () => {
    write(
      'cmd/lost/main.go',
      'package main\n\nimport "github.com/aws/aws-lambda-go/lambda"\n\ntype own struct{ lambda.Handler }\n\nfunc main() {\n\tlambda.StartHandler(own{})\n}\n',
    )
    const error = await failureOf(lambda('./cmd/lost', { validate: true }).prepare())
    expect(error).toMatchObject({ code: 'LAMBDA_OPTION' })
    expect(error.message).toMatch(
      /^option validate: true cannot be followed: the types of \.\/cmd\/lost are not known: .* \(.*main\.go:\d+\)\n/,
    )
  })

  it.each<[GoLambdaOptions['integers']]>([[undefined], ['number'], ['string'], ['bigint']])(
    'takes of wide integers in a request what Go takes, with integers: %j',
    async (wide) => {
      const options: GoLambdaOptions = wide === undefined ? {} : { integers: wide }
      const checked = lambda('./cmd/integers', { ...options, validate: { request: true } })
      const unchecked = lambda('./cmd/integers', options)
      const numbers = [2 ** 53 + 2, -(2 ** 60), 2 ** 63, -(2 ** 63), 2 ** 64, 1e21, '9007199254740993', '1']
      const bigints = [2n ** 53n + 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 63n, 2n ** 64n - 1n, 10n ** 21n, 5n]
      const requests = (wide === 'bigint' ? [...numbers, ...bigints] : numbers).flatMap((value) => [
        ...['int', 'uint64', 'int8', 'float32', 'float64', 'number', 'big', 'any', 'quoted'].map((name) => ({
          [name]: value,
        })),
        { quoted: String(value) },
        { keys: { [String(value)]: true } },
      ])
      if (wide === 'bigint') for (const name of ['float64', 'number', 'big']) requests.push({ [name]: 10n ** 400n })
      expect(await answers(checked, requests)).toEqual(await answers(unchecked, requests))
    },
  )

  it('leaves a bigint to the payload where option integers does not allow it', async () => {
    const one = lambda('./cmd/integers', { validate: { request: true } })
    expect(await failureOf(one.invoke({ int: 2n ** 60n }))).toMatchObject({ code: 'LAMBDA_PAYLOAD' })
  })

  it.each([[1], ['all'], [{ answer: true }], [{ response: {} }], [{ response: false }]])('refuses %j', (validate) => {
    expect(() => lambda('./cmd/prices', { validate } as never)).toThrow(
      'give it true, or { request, response }: each true or a Standard Schema',
    )
  })
})
