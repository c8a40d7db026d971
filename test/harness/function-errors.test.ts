import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { LambdaFunctionError } from '../../src/lambda/index.ts'
import { failureOf } from './failure-of.ts'
import { lambdaFolder, workshop } from './workshop.ts'

const shop = workshop()

afterEach(() => shop.stopAll())

describe('an error that the handler returns', () => {
  it.each([
    ['fails-with-error', 'the table is locked', { errorMessage: 'the table is locked', errorType: 'errorString' }],
    ['fails-with-error', null, { errorMessage: 'something went wrong', errorType: 'errorString' }],
    ['fails-with-error', '', { errorMessage: '', errorType: 'errorString' }],
    ['fails-with-error', { base64: 'bnVsAG51bA==' }, { errorMessage: 'nul\0nul', errorType: 'errorString' }],
    ['fails-with-error', { base64: 'YWb//mI=' }, { errorMessage: 'af\ufffd\ufffdb', errorType: 'errorString' }],
    ['fails-with-wrapped-error', null, { errorMessage: 'load order 42: no such item', errorType: 'wrapError' }],
    ['fails-with-joined-errors', ['one', 'two'], { errorMessage: 'one\ntwo', errorType: 'joinError' }],
    ['fails-with-custom-type', {}, { errorMessage: 'name: must not be empty', errorType: 'ValidationError' }],
    [
      'fails-with-custom-type',
      { kind: 'value' },
      { errorMessage: 'order "o-42" does not exist', errorType: 'NotFound' },
    ],
    [
      'fails-with-custom-type',
      { kind: 'fields' },
      {
        errorMessage: 'name: must not be empty; items[3].quantity: must be at least 1, got 0',
        errorType: 'ValidationErrors',
      },
    ],
    [
      'fails-with-custom-type',
      { kind: 'lambda' },
      { errorMessage: 'order o-42 was refused', errorType: 'Order.Refused' },
    ],
    [
      'upper',
      { name: 'daniel' },
      {
        errorMessage: 'json: cannot unmarshal object into Go value of type string',
        errorType: 'UnmarshalTypeError',
      },
    ],
    [
      'wrong-handler',
      {},
      { errorMessage: 'handlers may not take more than two arguments, but handler takes 3', errorType: 'errorString' },
    ],
    ['streams', { kind: 'broken' }, { errorMessage: 'the source ran dry', errorType: 'errorString' }],
  ])('reaches the caller as AWS would put it: %s with %j', async (name, payload, answer) => {
    const lambda = shop.lambda(name)
    const error = await failureOf<LambdaFunctionError>(lambda.invoke(payload))

    expect(error.message).toBe(answer.errorMessage || answer.errorType)
    expect(error).toMatchObject({
      name: 'LambdaFunctionError',
      code: 'LAMBDA_FUNCTION_ERROR',
      stackTrace: [],
      ...answer,
    })
    expect(error.toAwsJson()).toEqual(answer)
    expect(error.invocation).toMatchObject({ requestId: error.requestId, coldStart: true })

    // The process serves on.
    const { pid } = lambda
    const again = await failureOf<LambdaFunctionError>(lambda.invoke(payload))
    expect(again.message).toBe(answer.errorMessage || answer.errorType)
    expect(again.invocation.coldStart).toBe(false)
    expect(lambda.pid).toBe(pid)
  })
})

/** The lines of a stack that show Go. */
function goFrames(error: Error): string[] {
  return (error.stack ?? '').split('\n').filter((line) => /\.(go|s):\d+\)$/.test(line))
}

/** A frame of the function `panics`: Go's function and the text of its line, `pick return from[index]`. */
function ownFrame(place: string): string {
  const [name, text] = place.split(/ (.*)/) as [string, string]
  const lines = readFileSync(join(lambdaFolder('panics'), 'main.go'), 'utf8').split('\n')
  return `    at ${name} (panics/main.go:${lines.findLastIndex((line) => line.includes(text)) + 1})`
}

describe('a panic', () => {
  it.each([
    ['string', 'string', 'the cache is gone', ['handle panic("the cache is gone")']],
    ['error', 'errorString', 'the cache is gone', ['handle panic(errors.New("the cache is gone"))']],
    ['custom', 'BrokenInvariant', 'stock is never negative: seen -3', ['handle panic(BrokenInvariant']],
    // Since Go 1.27 it begins like all errors of the runtime.
    ['nil', 'PanicNilError', /^(?:runtime error: )?panic called with nil argument$/, ['handle panic(nil)']],
    ['number', 'int', '42', ['handle panic(42)']],
    ['nil-map', 'plainError', 'assignment to entry in nil map', ['handle stock["tea"] = 1']],
    [
      'index',
      'boundsError',
      'runtime error: index out of range [5] with length 2',
      ['pick return from[index]', 'handle pick([]string'],
    ],
    [
      'nil-pointer',
      'errorString',
      'runtime error: invalid memory address or nil pointer dereference',
      ['handle return r.With, nil'],
    ],
    [
      'division',
      'errorString',
      'runtime error: integer divide by zero',
      ['share return amount / among', 'handle share(10, 0)'],
    ],
    ['closed-channel', 'plainError', 'close of closed channel', ['handle close(done)']],
  ])('with %s shows Go frames, own code first; a fresh process serves the next', async (kind, errorType, text, own) => {
    const lambda = shop.lambda('panics')
    expect(await lambda.invoke({ with: 'nothing' })).toBe('calm')
    const { pid } = lambda
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ with: kind }))

    expect(error.message).toEqual(typeof text === 'string' ? text : expect.stringMatching(text))
    expect(error.errorType).toBe(errorType)
    expect(error.toAwsJson()).toEqual({ errorMessage: error.message, errorType, stackTrace: error.stackTrace })
    expect(Object.keys(error.toAwsJson())).toEqual(['errorMessage', 'errorType', 'stackTrace'])
    expect(goFrames(error).slice(0, own.length + 1)).toEqual([
      ...own.map(ownFrame),
      expect.stringContaining('github.com/aws/aws-lambda-go@'),
    ])
    expect(await lambda.invokeDetailed({ with: 'nothing' })).toMatchObject({ response: 'calm', coldStart: true })
    expect(lambda.pid).not.toBe(pid)
  })
  it('deep in packages of the module shows the way from there to the handler', async () => {
    const lambda = shop.lambda('panics')
    const error = await failureOf<LambdaFunctionError>(lambda.invoke({ with: 'deep' }))

    expect(error.message).toBe('no price for "moon"')
    expect(error.errorType).toBe('errorString')
    expect(
      goFrames(error)
        .slice(0, 3)
        .map((line) => line.replace(/:\d+\)/, ')')),
    ).toEqual([
      '    at (*List).Of (lambdas/panics/internal/price/price.go)',
      '    at Total (lambdas/panics/internal/orders/orders.go)',
      '    at handle (panics/main.go)',
    ])
    expect(await lambda.invoke({ with: 'nothing' })).toBe('calm')
  })
})
