import { resolve } from 'node:path'
import { expect, it } from 'vitest'
import { typesProgram } from './types-program.ts'

const program = typesProgram()
const root = resolve(import.meta.dirname, '../lambdas-types-find')

const found = {
  'plain-function': ['main.handle main.go:12 (orders.Order) orders.Receipt'],
  closure: ['main.main.func2 main.go:11 (orders.Order) string'],
  'method-value': ['(*main.server).Handle main.go:17 (orders.Order) orders.Receipt'],
  'method-of-embedded': ['main.base.Refund main.go:11 (orders.Order) orders.Refund'],
  'method-expression': ['main.event.Price main.go:13 (method-expression.event) orders.Receipt'],
  'generic-function': ['main.list[...] main.go:15 (orders.Order) generic-function.page[orders.Receipt]'],
  'generic-helper': [
    'main.serve[...].func1 main.go:16 (generic-helper.envelope[orders.Order]) map[string]orders.Receipt',
  ],
  'generic-receiver': ['(*main.service[...]).handle main.go:15 (orders.Order) []orders.Receipt'],
  'generic-local-type': [
    'main.serve[...].func1 main.go:16 (generic-local-type.envelope@main.go:13) generic-local-type.list@main.go:12',
  ],
  'generic-interface': ['main.pricing.Execute main.go:17 (orders.Order) orders.Receipt'],
  'start-handler-func': ['main.handle main.go:11 (*orders.Order) orders.Receipt'],
  'new-handler': ['main.handle main.go:11 (orders.Order)'],
  'start-with-context': ['main.handle main.go:11 () orders.Receipt'],
  'renamed-import': ['main.handle main.go:9 (orders.Order)'],
  'dot-import': ['main.handle main.go:11 () orders.Refund'],
  'named-type': ['main.handle main.go:15 (orders.Order) orders.Receipt'],
  'chosen-by-variable': [
    'main.price main.go:12 (orders.Order) orders.Receipt',
    'main.refund main.go:16 (orders.Order) orders.Refund',
    'main.main.func1 main.go:28 ()',
  ],
  'chosen-by-map': [
    'main.price main.go:19 (orders.Order) orders.Receipt',
    'main.refund main.go:21 (orders.Order) orders.Refund',
  ],
  'constant-key': ['main.refund main.go:11 (orders.Order) orders.Refund'],
  'list-of-handlers': [
    'main.price main.go:16 (orders.Order) orders.Receipt',
    'main.refund main.go:18 (orders.Order) orders.Refund',
  ],
  middleware: ['main.logged[...].func1 main.go:13 (orders.Order) []orders.Receipt'],
  'middleware-of-handlers': ['main.handle main.go:37 (orders.Order) orders.Receipt'],
  'invoke-with-json': ['main.typed.Invoke main.go:14 (orders.Order) orders.Receipt'],
  'interface-of-user': [
    'main.refund main.go:30 (orders.Order) orders.Refund',
    'main.price main.go:26 (orders.Order) orders.Receipt',
  ],
  'field-of-struct': ['main.price main.go:8 (orders.Order) orders.Receipt'],
  'functional-options': ['main.handle main.go:27 (orders.Order) orders.Receipt'],
  'package-variable': ['main.init.0.func1 main.go:15 (orders.Order) orders.Receipt'],
  'several-results': ['main.build.func1 main.go:12 (orders.Order) orders.Receipt'],
  once: ['(*main.lazy).build.func1 main.go:24 (orders.Order) orders.Receipt'],
  'handed-to-others': ['main.handle main.go:11 (orders.Order) orders.Receipt'],
  'type-switch': ['main.price main.go:9 (orders.Order) orders.Receipt'],
  builder: ['main.price main.go:34 (orders.Order) orders.Receipt'],
  'empty-list': ['main.price main.go:26 (orders.Order) orders.Receipt'],
  registry: [
    'main.price main.go:17 (orders.Order) orders.Receipt',
    'main.refund main.go:19 (orders.Order) orders.Refund',
  ],
  'embedded-interface': ['main.flat.Price main.go:17 (orders.Order) orders.Receipt'],
  channel: ['main.price main.go:9 (orders.Order) orders.Receipt'],
  'copied-struct': ['main.price main.go:22 (orders.Order) orders.Receipt'],
  'given-by-container': ['main.pricer.Price main.go:15 (orders.Order) orders.Receipt'],
  recursion: ['main.main.func1 main.go:29 (orders.Order) orders.Receipt'],
  'constructor-of-handler': ['main.newHandler.func1 main.go:20 (orders.Order) orders.Receipt'],
  'same-method-name': ['main.price main.go:28 (orders.Order) orders.Receipt'],
  'called-by-reflection': ['main.handle main.go:16 (orders.Order) orders.Receipt'],
}

const unresolved = {
  'invoke-unclear':
    '*main.sniffing has an Invoke of its own, and what JSON that takes and gives cannot be told (main.go:14)',
  'unknown-value': 'what (*plugin.Plugin).Lookup returns cannot be followed (main.go:15)',
  'never-set': 'where the field Function is set cannot be followed (main.go:18)',
  'nil-handler': 'handler is nil (main.go:6)',
  'wrong/too-many-arguments': 'handlers may not take more than two arguments, but handler takes 3 (main.go:5)',
  'wrong/first-not-context': 'handler takes two arguments, but the first is not Context. got string (main.go:5)',
  'wrong/second-not-error': 'handler returns two values, but the second does not implement error (main.go:5)',
  'wrong/single-not-error': 'handler returns a single value, but it does not implement error (main.go:5)',
  'wrong/three-results': 'handler may not return more than two values (main.go:5)',
  'wrong/strange-interface': 'handler takes an interface, but it is not context.Context: "" (main.go:5)',
  'wrong/not-a-function': 'handler kind struct is not func (main.go:5)',
  orders: 'package orders is not a command: it has to be package main',
}

it('follows the handler of each function to what it is, in one load for all of them', async () => {
  expect(await program.find(root, Object.keys(found))).toEqual(
    Object.fromEntries(
      Object.entries(found).map(([name, handlers]) => [name, { handlers, unresolved: [], warnings: [] }]),
    ),
  )
})

it('says why where it cannot, in the words of aws-lambda-go where it would refuse the handler', async () => {
  expect(await program.find(root, Object.keys(unresolved))).toEqual(
    Object.fromEntries(
      Object.entries(unresolved).map(([name, reason]) => [name, { handlers: [], unresolved: [reason], warnings: [] }]),
    ),
  )
})

it('takes no handler from a function that another one in the load starts', async () => {
  const alone = await program.find(root, ['plain-function'])
  const together = await program.find(root, ['chosen-by-map', 'plain-function'])
  expect(together['plain-function']).toEqual(alone['plain-function'])
})

it('carries over the doc comment', async () => {
  const output = await program.output(root, [resolve(root, 'plain-function')])
  expect(JSON.parse(output).functions[0].handlers[0].doc).toBe('handle prices an order.')
})
