import { runInNewContext } from 'node:vm'
import { expect, test } from 'vitest'
import { type Failure, formatFailure, GoLambdaError, isGoLambdaError } from '../../src/failure/index.ts'

class KettleError extends GoLambdaError {
  constructor(failure: Failure) {
    super('KettleError', 'KETTLE', failure)
  }
}

test('a failure reads as reason, evidence and next step', () => {
  expect(formatFailure({ reason: 'it is cold' })).toBe('it is cold')
  expect(formatFailure({ reason: 'it is cold', evidence: [] })).toBe('it is cold')
  expect(formatFailure({ reason: 'it has 12 °C', evidence: ['thermometer: 12', '', 'end'], nextStep: 'boil it' })).toBe(
    'it has 12 °C\n  | thermometer: 12\n  | \n  | end\n  → boil it',
  )
})

test('an error carries its name, code and cause', () => {
  const cause = new Error('power cut')
  const error = new KettleError({ reason: 'it is cold', nextStep: 'boil it', cause })
  expect(error).toBeInstanceOf(Error)
  expect(error.name).toBe('KettleError')
  expect(error.code).toBe('KETTLE')
  expect(error.cause).toBe(cause)
  expect(String(error)).toBe('KettleError: it is cold\n  → boil it')
  expect(error.stack?.startsWith('KettleError: it is cold\n  → boil it\n')).toBe(true)
  expect('cause' in new KettleError({ reason: 'it is cold' })).toBe(false)
})

test('name and mark do not show among the properties that runners print and compare', () => {
  expect(Object.keys(new KettleError({ reason: 'it is cold' }))).toEqual(['code'])
})

test('JSON and runners are shown its words and numbers that the message does not say, and no evidence', () => {
  const error = Object.assign(new KettleError({ reason: 'it is cold' }), {
    errorMessage: 'it is cold',
    litres: 2,
    dry: true,
    brand: 'Acme',
    lid: undefined,
    log: 'a line\nanother',
    parts: ['spout'],
  })
  const { stack } = error
  const shown = {
    name: 'KettleError',
    message: 'it is cold',
    code: 'KETTLE',
    litres: 2,
    dry: true,
    brand: 'Acme',
    stack,
  }
  expect(JSON.parse(JSON.stringify(error))).toEqual(shown)
  expect(error).toMatchObject({ code: 'KETTLE', parts: ['spout'], log: 'a line\nanother' })
})

test('an error is known by its mark, with its code if asked', () => {
  const error = new KettleError({ reason: 'it is cold' })
  expect(isGoLambdaError(error)).toBe(true)
  expect(isGoLambdaError(error, 'KETTLE')).toBe(true)
  expect(isGoLambdaError(error, 'TOASTER')).toBe(false)
})

test.each([undefined, null, 'KETTLE', 3, {}, { code: 'KETTLE' }, Object.assign(new Error('no'), { code: 'KETTLE' })])(
  'what is not ours is not taken for ours: %s',
  (value) => {
    expect(isGoLambdaError(value)).toBe(false)
    expect(isGoLambdaError(value, 'KETTLE')).toBe(false)
  },
)

test('an error of another realm and another copy of the package is known too', () => {
  // As in a Jest sandbox: classes, Error and Object of its own; only the symbol registry is shared.
  const foreign: unknown = runInNewContext(`
    class GoLambdaError extends Error {
      constructor(message, code) {
        super(message)
        this.code = code
        Object.defineProperty(this, Symbol.for('use-go-lambda.code'), { value: code })
      }
    }
    new GoLambdaError('it is cold', 'KETTLE')
  `)
  expect(foreign).not.toBeInstanceOf(Error)
  expect(foreign).not.toBeInstanceOf(GoLambdaError)
  expect(isGoLambdaError(foreign)).toBe(true)
  expect(isGoLambdaError(foreign, 'KETTLE')).toBe(true)
  expect(isGoLambdaError(foreign, 'TOASTER')).toBe(false)
})
