import { answers, answersFresh, type Behaviour, fails, panicked } from '../behaviour.ts'

const fresh = { environment: 'fresh' } as const

/** What a handler returns instead of an answer: the process serves on. */
const errors: readonly Behaviour[] = [
  {
    name: 'errors.New is of type errorString, and the process serves on',
    lambda: 'fails-with-error',
    steps: [
      { invoke: 'the table is locked', gives: fails('errorString', 'the table is locked', fresh) },
      { invoke: 'and again', gives: fails('errorString', 'and again') },
      { invoke: { calm: true }, gives: answers(null) },
    ],
  },
  {
    name: 'an error without a text is an error all the same',
    lambda: 'fails-with-error',
    steps: [
      { invoke: '', gives: fails('errorString', '', fresh) },
      { invoke: { calm: true }, gives: answers(null) },
    ],
  },
  {
    name: 'a text that is no UTF-8 reaches the caller with U+FFFD, a NUL as it is',
    lambda: 'fails-with-error',
    steps: [
      { invoke: { base64: 'YWb//mI=' }, gives: fails('errorString', 'af\ufffd\ufffdb', fresh) },
      { invoke: { base64: 'bnVsAG51bA==' }, gives: fails('errorString', 'nul\0nul') },
      { invoke: { calm: true }, gives: answers(null) },
    ],
  },
  {
    name: 'an error wrapped with %w is of type wrapError',
    lambda: 'fails-with-wrapped-error',
    steps: [
      { invoke: null, gives: fails('wrapError', 'load order 42: no such item', fresh) },
      { invoke: '', gives: answers(null) },
    ],
  },
  {
    name: 'errors.Join is of type joinError, one text per line',
    lambda: 'fails-with-joined-errors',
    steps: [
      { invoke: ['one', 'two'], gives: fails('joinError', 'one\ntwo', fresh) },
      { invoke: [], gives: answers(null) },
    ],
  },
  {
    name: 'an error type of its own is told by its name without package and star',
    lambda: 'fails-with-custom-type',
    steps: [
      { invoke: {}, gives: fails('ValidationError', 'name: must not be empty', fresh) },
      { invoke: { kind: 'value' }, gives: fails('NotFound', 'order "o-42" does not exist') },
      {
        invoke: { kind: 'fields' },
        gives: fails('ValidationErrors', 'name: must not be empty; items[3].quantity: must be at least 1, got 0'),
      },
      { invoke: { kind: 'none' }, gives: answers(null) },
    ],
  },
  {
    name: 'messages.InvokeResponse_Error says its type itself',
    lambda: 'fails-with-custom-type',
    steps: [
      { invoke: { kind: 'lambda' }, gives: fails('Order.Refused', 'order o-42 was refused', fresh) },
      { invoke: { kind: 'none' }, gives: answers(null) },
    ],
  },
  {
    name: "an event that does not fit the handler's type is an UnmarshalTypeError",
    lambda: 'upper',
    steps: [
      {
        invoke: { name: 'daniel' },
        gives: fails('UnmarshalTypeError', 'json: cannot unmarshal object into Go value of type string', fresh),
      },
      { invoke: 'daniel', gives: answers('DANIEL') },
    ],
  },
  {
    name: 'an event that is no JSON is the error of encoding/json',
    lambda: 'upper',
    steps: [
      {
        invokeRaw: '{"name": ',
        gives: fails('errorString', 'unexpected EOF', fresh),
      },
      {
        invokeRaw: '{name}',
        gives: fails('SyntaxError', "invalid character 'n' looking for beginning of object key string"),
      },
      { invoke: 'daniel', gives: answers('DANIEL') },
    ],
  },
  {
    name: 'an answer without a JSON form is an UnsupportedTypeError, UnsupportedValueError or MarshalerError',
    lambda: 'unmarshalable-answer',
    steps: [
      { invoke: { with: 'channel' }, gives: fails('UnsupportedTypeError', 'json: unsupported type: chan int', fresh) },
      { invoke: { with: 'nan' }, gives: fails('UnsupportedValueError', 'json: unsupported value: NaN') },
      {
        invoke: { with: 'marshaler' },
        gives: fails(
          'MarshalerError',
          // Go 1.27 names the pointer.
          /^json: error calling MarshalJSON for type \*?main\.Amount: amount without a currency$/,
        ),
      },
      { invoke: { with: 'nothing' }, gives: answers('calm') },
    ],
  },
  {
    name: 'a handler of a wrong shape starts, and every invocation says what is wrong',
    lambda: 'wrong-handler',
    steps: [
      {
        invoke: {},
        gives: fails('errorString', 'handlers may not take more than two arguments, but handler takes 3', fresh),
      },
    ],
  },
]

const calm = { invoke: { with: 'nothing' }, gives: answersFresh('calm') } as const

function panic(
  name: string,
  kind: string,
  type: string,
  text: string | RegExp,
  frames: readonly (string | RegExp)[],
): Behaviour {
  return {
    name,
    lambda: 'panics',
    steps: [calm, { invoke: { with: kind }, gives: panicked(type, text, frames) }, calm],
  }
}

const cacheGone = 'the cache is gone'

/** aws-lambda-go recovers these and says that the process should be replaced. */
const panics: readonly Behaviour[] = [
  panic('panic("text") is of type string, with frames', 'string', 'string', cacheGone, ['handle panics/main.go:36']),
  panic('panic(err) is of the type of the error', 'error', 'errorString', cacheGone, ['handle panics/main.go:38']),
  panic(
    'panic with a value of its own type is told by String()',
    'custom',
    'BrokenInvariant',
    'stock is never negative: seen -3',
    ['handle panics/main.go:40'],
  ),
  // Since Go 1.27 it begins like all errors of the runtime.
  panic(
    'panic(nil) is a PanicNilError',
    'nil',
    'PanicNilError',
    /^(?:runtime error: )?panic called with nil argument$/,
    ['handle panics/main.go:42'],
  ),
  panic('panic(42) is of type int', 'number', 'int', '42', ['handle panics/main.go:44']),
  panic('a write to a nil map is a plainError', 'nil-map', 'plainError', 'assignment to entry in nil map', [
    'handle panics/main.go:47',
  ]),
  panic(
    'an index out of range is a boundsError',
    'index',
    'boundsError',
    'runtime error: index out of range [5] with length 2',
    ['pick panics/main.go:68', 'handle panics/main.go:49'],
  ),
  panic(
    'a nil pointer is recovered, and is no exit by SIGSEGV',
    'nil-pointer',
    'errorString',
    'runtime error: invalid memory address or nil pointer dereference',
    ['handle panics/main.go:52'],
  ),
  panic('a division by zero is a panic', 'division', 'errorString', 'runtime error: integer divide by zero', [
    'share panics/main.go:72',
    'handle panics/main.go:54',
  ]),
  panic('closing a closed channel is a plainError', 'closed-channel', 'plainError', 'close of closed channel', [
    'handle panics/main.go:60',
  ]),
  panic('frames lead from the packages of the module to the handler', 'deep', 'errorString', 'no price for "moon"', [
    /^\(\*List\)\.Of [^/]+\/panics\/internal\/price\/price\.go:20$/,
    /^Total [^/]+\/panics\/internal\/orders\/orders\.go:17$/,
    'handle panics/main.go:56',
  ]),
]

export const handlerErrors: readonly Behaviour[] = [...errors, ...panics]
