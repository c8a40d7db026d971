import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { type SampleEvents, sampleEvent } from '../../src/events/index.ts'
import { sources } from '../../src/events/sources.ts'
import { type ByGo, byGo, losses } from './by-go.ts'

const root = join(import.meta.dirname, '../..')
const names = Object.keys(sources) as (keyof SampleEvents)[]

const page = readFileSync(join(root, 'docs/events.md'), 'utf8')

/** Source and Go type, as docs/events.md has them. */
const documented = [...page.matchAll(/^\| `([\w-]+)` \| `(\w+)` \|/gm)].map(([, source, type]) => ({
  source: source as keyof SampleEvents,
  type: type ?? '',
}))

/** What Go by itself does not write as it read it, and why. */
const lostByGo: Partial<Readonly<Record<keyof SampleEvents, readonly string[]>>> = {
  // The type says omitempty: false is left out.
  apigateway: ['isBase64Encoded: false became undefined'],
}

let answers: ReadonlyMap<string, ByGo>

beforeAll(async () => {
  const found = await byGo(documented.map(({ source, type }) => ({ type, event: sampleEvent(source) })))
  answers = new Map(documented.map(({ source }, index) => [source, found[index] ?? {}]))
})

describe('docs/events.md', () => {
  it('has examples that Go takes', async () => {
    const [, block = ''] = /```ts\n(import .*?)```/s.exec(page) ?? []
    const examples = block.split('\n').filter((line) => line.startsWith('sampleEvent('))
    expect(examples.length).toBeGreaterThan(2)
    const asked = examples.map((example) => {
      const source = /'([\w-]+)'/.exec(example)?.[1]
      const event: unknown = new Function('sampleEvent', `return ${example}`)(sampleEvent)
      return { type: documented.find((row) => row.source === source)?.type ?? '', event }
    })
    const lost = (await byGo(asked)).map(({ event, failed }, index) => failed ?? losses(asked[index]?.event, event))
    expect(lost).toEqual(examples.map(() => []))
  })

  it('has every source, in order', () => {
    expect(documented.map(({ source }) => source)).toEqual([...names].sort())
  })

  it('has the Go types that the samples are typed by', () => {
    const map = readFileSync(join(root, 'src/events/sample-events.ts'), 'utf8')
    const typed = [...map.matchAll(/^ {2}'?([\w-]+)'?: go\.(\w+)$/gm)].map(([, source, type]) => ({ source, type }))
    expect(typed).toEqual(documented)
  })
})

describe('a sample', () => {
  it.each(documented)('of $source is a $type to Go, which loses nothing of it', ({ source }) => {
    const { event, failed } = answers.get(source) ?? {}
    expect(failed).toBeUndefined()
    expect(losses(sampleEvent(source), event)).toEqual(lostByGo[source] ?? [])
  })

  it.each(names)('of %s is the same each time, and a value of its own', (source) => {
    const [one, other] = [sampleEvent(source), sampleEvent(source)]
    expect(one).toEqual(other)
    expect(sharedObjects(one, other)).toEqual([])
  })

  it.each(names)('of %s names nobody: accounts and addresses are those reserved for examples', (source) => {
    const text = JSON.stringify(sampleEvent(source))
    const accounts = text.match(/(?<=:)\d{12}(?=:)/g) ?? []
    const addresses = text.match(/\b\d{1,3}(\.\d{1,3}){3}\b/g) ?? []
    const mails = text.match(/@[\w.-]+\.\w+/g) ?? []
    expect(new Set(accounts).size).toBeLessThanOrEqual(1)
    expect([...accounts, ...addresses, ...mails].filter((found) => !reserved.includes(found))).toEqual([])
  })
})

const reserved = ['123456789012', '192.0.2.1', '@example.com']

function sharedObjects(one: unknown, other: unknown, path = ''): readonly string[] {
  if (typeof one !== 'object' || one === null) return []
  if (one === other) return [path]
  const fields = other as Readonly<Record<string, unknown>>
  return Object.entries(one).flatMap(([name, value]) => sharedObjects(value, fields[name], `${path}.${name}`))
}

test('the logs of cloudwatch-logs are read by aws-lambda-go', () => {
  expect(answers.get('cloudwatch-logs')?.logs).toEqual({
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/aws/lambda/orders',
    logStream: '2024/05/14/[$LATEST]0123456789abcdef0123456789abcdef',
    subscriptionFilters: ['errors'],
    logEvents: [
      {
        id: '38257645930163440131440131440131440131440131440131440001',
        timestamp: 1715679000000,
        message: 'ERROR order o-1: out of stock',
      },
    ],
  })
})

test('the proof is one: what Go does not know or loses is seen', async () => {
  const [unknown, renamed] = await byGo([
    { type: 'SQSEvent', event: { Records: [{ boddy: 'x' }] } },
    { type: 'S3Event', event: { Records: [{ s3: { object: { key: 'a', colour: 'red' } } }] } },
  ])
  expect(unknown).toEqual({ failed: 'json: unknown field "boddy"' })
  expect(losses({ Records: [{ s3: { object: { key: 'a', colour: 'red' } } }] }, renamed?.event)).toEqual([
    'Records.0.s3.object.colour: "red" became undefined',
  ])
})
