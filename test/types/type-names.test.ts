import { describe, expect, it } from 'vitest'
import type { GoTypes, Shape } from '../../src/types/go-types.ts'
import { type NamedFunction, writeTypeScript } from '../../src/types/write-typescript.ts'
import * as d from './data.ts'

/** The declared types of functions, by name, each with all of its text. */
function declaredIn(...functions: readonly NamedFunction[]): Record<string, string> {
  const { text } = writeTypeScript({ root: d.root, functions })
  const found = text.matchAll(/^export (?:type|interface) (\S+) (?:= )?([\s\S]*?)\n\n/gm)
  return Object.fromEntries([...found].map(([, name, body]) => [name, body]))
}

/** A function that writes all of these types; the first of their fields tells them apart. */
function writes(name: string, gos: readonly string[], more: Parameters<typeof d.declare>[2] = {}): NamedFunction {
  const declared = d.declarations(...gos.map((go) => d.declare(d.written(go), d.object({ [go]: d.int }), more)))
  return d.namedFunction(
    name,
    [{ response: d.object(Object.fromEntries(gos.map((go) => [go, d.written(go)]))) }],
    declared,
  )
}

/** Which name each Go type was given: types are told by their only field. */
function namesOf(...functions: readonly NamedFunction[]): Record<string, string> {
  const entries = Object.entries(declaredIn(...functions))
  return Object.fromEntries(
    entries.map(([name, body]) => [/^ {2}'?([^':]+)'?: number$/m.exec(body)?.[1] ?? body, name]),
  )
}

const events = 'github.com/aws/aws-lambda-go/events'

describe('a name', () => {
  it('is that of Go, with a capital', () => {
    expect(namesOf(writes('a', ['shop.Order', 'shop.item', 'shop.line_item', 'shop._hidden', 'shop.Größe']))).toEqual({
      'shop.Order': 'Order',
      'shop.item': 'Item',
      'shop.line_item': 'LineItem',
      'shop._hidden': 'Hidden',
      'shop.Größe': 'Größe',
    })
  })

  it('has that of its package before it where several are called so, whichever comes first', () => {
    const [one, two] = [
      writes('a', ['shop/billing.Order', 'shop/stock.Order', 'shop/stock.Other']),
      writes('b', ['x.Order']),
    ]
    const names = {
      'shop/billing.Order': 'BillingOrder',
      'shop/stock.Order': 'StockOrder',
      'shop/stock.Other': 'Other',
      'x.Order': 'XOrder',
    }
    expect(namesOf(one, two)).toEqual(names)
    expect(namesOf(two, one)).toEqual(names)
  })

  it('has a number where the packages are called alike, too', () => {
    expect(
      namesOf(writes('a', ['a/billing.Order', 'b/billing.Order', 'b/billing/v2.Order'], { packageName: 'billing' })),
    ).toEqual({
      'a/billing.Order': 'BillingOrder',
      'b/billing.Order': 'BillingOrder2',
      'b/billing/v2.Order': 'BillingOrder3',
    })
  })

  it('has the folder of a package main before it', () => {
    const gos = ['shop/cmd/orders.Request', 'shop/cmd/stock-level/v2.Request']
    expect(namesOf(writes('a', gos, { packageName: 'main' }))).toEqual({
      'shop/cmd/orders.Request': 'OrdersRequest',
      'shop/cmd/stock-level/v2.Request': 'StockLevelRequest',
    })
  })

  it('gives way to an exported one of its package', () => {
    expect(namesOf(writes('a', ['shop.order', 'shop.Order']))).toEqual({
      'shop.Order': 'ShopOrder',
      'shop.order': 'ShopOrder2',
    })
  })

  it('is left to TypeScript where it has one so, but not where only browsers do', () => {
    const gos = ['shop.Record', 'shop.Date', 'shop.string', 'shop.Event', 'shop.Request']
    expect(namesOf(writes('a', gos))).toEqual({
      'shop.Record': 'ShopRecord',
      'shop.Date': 'ShopDate',
      'shop.string': 'ShopString',
      'shop.Event': 'Event',
      'shop.Request': 'Request',
    })
  })

  it("is kept by aws-lambda-go's events", () => {
    expect(namesOf(writes('a', ['a/x.S3Event', `${events}.S3Event`, 'z/y.S3Event']))).toEqual({
      'a/x.S3Event': 'XS3Event',
      [`${events}.S3Event`]: 'S3Event',
      'z/y.S3Event': 'YS3Event',
    })
  })

  it('that is made up gives way to one that stands in the Go code', () => {
    expect(namesOf(writes('a', ['a/billing.Order', 'b/stock.Order', 'b/stock.BillingOrder']))).toEqual({
      'a/billing.Order': 'BillingOrder2',
      'b/stock.Order': 'StockOrder',
      'b/stock.BillingOrder': 'BillingOrder',
    })
    const both = (name: string, into: string) => [
      d.declare(d.read(name), d.object({ [into]: d.int })),
      d.declare(d.written(name), d.object({ [name]: d.int })),
    ]
    const declared = d.declarations(...both('shop.Order', 'order in'), ...both('shop.OrderInput', 'input in'))
    const [request, response] = [d.read, d.written].map((way) =>
      d.object({ a: way('shop.Order'), b: way('shop.OrderInput') }),
    )
    expect(
      namesOf(d.namedFunction('a', [{ request, response } as { request: Shape; response: Shape }], declared)),
    ).toEqual({
      'shop.Order': 'Order',
      'order in': 'ShopOrderInput',
      'shop.OrderInput': 'OrderInput',
      'input in': 'OrderInputInput',
    })
  })

  it('of a generic type tells of what it is', () => {
    const instance = (go: string, args: readonly string[]) =>
      d.declare(d.written(go), d.object({ [go.replace(/^shop\./, '')]: d.int }), { args })
    const declared = d.declarations(
      instance('shop.Page[shop/orders.Order]', ['Order']),
      instance('shop.Page[[]string]', ['String', 'List']),
      instance('shop.Pair[string,int]', ['String', 'Int']),
    )
    const all = d.object(Object.fromEntries(Object.keys(declared).map((id) => [id, { kind: 'ref', to: id } as const])))
    expect(Object.keys(declaredIn(d.namedFunction('a', [{ response: all }], declared)))).toEqual([
      'PageOfOrder',
      'PageOfStringList',
      'PairOfStringInt',
    ])
  })
})

describe('types that are called alike in one package', () => {
  it('tell what they are of, where they are instances of a generic type', () => {
    const gos = ['shop.Page[a/billing.Order]', 'shop.Page[b/orders.Order]', 'shop.Page[[]string]']
    const args = [['Order'], ['Order'], ['String', 'List']]
    const all = gos.map((go, index) => d.declare(d.written(go), d.object({ [go]: d.int }), { args: args[index] ?? [] }))
    const response = d.object(Object.fromEntries(gos.map((go) => [go, d.written(go)])))
    expect(namesOf(d.namedFunction('a', [{ response }], d.declarations(...all)))).toEqual({
      'shop.Page[a/billing.Order]': 'PageOfBillingOrder',
      'shop.Page[b/orders.Order]': 'PageOfOrdersOrder',
      'shop.Page[[]string]': 'PageOfStringList',
    })
  })

  it('have numbers in the order of their lines, where they are declared in functions; the lines are not told', () => {
    const gos = ['shop.request@main.go:112', 'shop.request@main.go:21']
    const all = gos.map((go) => ({
      ...d.declare(d.written(go), d.object({ [go.replace(':', ' ')]: d.int })),
      name: 'request',
      package: 'shop',
      packageName: 'shop',
    }))
    const response = d.object(Object.fromEntries(gos.map((go) => [go, d.written(go)])))
    const function_ = d.namedFunction('a', [{ response }], d.declarations(...all))
    expect(namesOf(function_)).toEqual({
      'shop.request@main.go 112': 'ShopRequest2',
      'shop.request@main.go 21': 'ShopRequest',
    })
    const { text } = writeTypeScript({ root: d.root, functions: [function_] })
    expect(text).toContain('/** In Go shop.request. */\nexport interface ShopRequest2 {')
  })
})

describe('types of several loads', () => {
  const node = (load: Shape, of: Shape) => d.declare(load, d.object({ next: d.nullable(load), of }))
  const function_ = (name: string, declared: GoTypes['declarations']) =>
    d.namedFunction(name, [{ response: d.written('shop.Node') }], declared)
  const [root, leaf] = [d.written('shop.Node'), d.written('shop.Leaf')]

  it('are one where they are the same, however they name each other; what is not reached is not there', () => {
    const declared = () =>
      d.declarations(node(root, leaf), d.declare(leaf, d.int), d.declare(d.written('shop.Unused'), d.int))
    expect(declaredIn(function_('a', declared()), function_('b', declared()))).toEqual({
      Leaf: 'number',
      Node: '{\n  next: Node | null\n  of: Leaf\n}',
    })
  })

  it('are two where they differ, be it in what they name, in one order whichever comes first', () => {
    const one = function_('a', d.declarations(node(root, leaf), d.declare(leaf, d.int)))
    const other = function_('b', d.declarations(node(root, leaf), d.declare(leaf, d.text)))
    const found = declaredIn(one, other)
    expect(Object.keys(found)).toEqual(['Leaf', 'Leaf2', 'Node', 'Node2'])
    expect([found['Leaf'], found['Leaf2']]).toEqual(['number', 'string'])
    const leaves = [found['Node'], found['Node2']].map((body) => /of: (\w+)/.exec(body ?? '')?.[1])
    expect(leaves.sort()).toEqual(['Leaf', 'Leaf2'])
    expect(writeTypeScript({ root: d.root, functions: [one, other] })).toEqual(
      writeTypeScript({ root: d.root, functions: [other, one] }),
    )
  })

  it('are one where only their doc comments differ', () => {
    const declared = (doc: string) => d.declarations(d.declare(root, d.int, { doc }))
    const { text } = writeTypeScript({
      root: d.root,
      functions: [function_('a', declared('Old.')), function_('b', declared('Newer.'))],
    })
    expect(text).toContain('// prettier-ignore\n/** Newer. */\nexport type Node = number\n')
    expect(text).not.toContain('Old.')
  })
})
