import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { handlersFolder } from './handler-cases.ts'

const page = readFileSync(join(import.meta.dirname, '../../docs/types.md'), 'utf8')

interface Row {
  readonly go: string
  /** The last column. */
  readonly test: string
}

/** The rows of every table that has a column for tests. */
function rowsOf(text: string): readonly Row[] {
  const tables = text.split('\n\n').filter((block) => /^\|.*\| test \|$/m.test(block))
  return tables.flatMap((table) =>
    table
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => line.split(/(?<!\\)\|/).slice(1, -1))
      .map((cells) => ({ go: cells[0]?.trim() ?? '', test: cells.at(-1)?.trim() ?? '' })),
  )
}

/** `types/lists`, or a file and what stands in it: `check-value.test.ts`: "fit", "do not fit". */
const caseText = /`types\/(?<handler>[\w-]+)`|`(?<file>[\w-]+\.test\.ts)`: (?<titles>"[^"]+"(?:, "[^"]+")*)/g

/** What is wrong with the tests that a row names. */
function faults({ go, test }: Row): readonly string[] {
  const rest = test.replace(caseText, '').replace(/, /g, '')
  const found = [...test.matchAll(caseText)].map(({ groups = {} }) => groups)
  return [
    ...(found.length === 0 ? [`${go}: no test`] : []),
    ...(rest === '' ? [] : [`${go}: ${rest} is no test`]),
    ...found.flatMap(({ handler, file, titles }) => (handler === undefined ? missing(file, titles) : gone(handler))),
  ]
}

function gone(handler: string): readonly string[] {
  return existsSync(join(handlersFolder, handler, 'main.go')) ? [] : [`types/${handler} is not there`]
}

function missing(file = '', titles = ''): readonly string[] {
  const path = join(import.meta.dirname, file)
  if (!existsSync(path)) return [`${file} is not there`]
  const text = readFileSync(path, 'utf8')
  const quoted = [...titles.matchAll(/"([^"]+)"/g)].map(([, title]) => `'${title}'`)
  return quoted.filter((title) => !text.includes(title)).map((title) => `${file} has no ${title}`)
}

it('names for each row of docs/types.md the tests that prove it, and all of them are there', () => {
  const rows = rowsOf(page)
  expect(rows.length).toBeGreaterThan(45)
  expect(rows.flatMap(faults)).toEqual([])
})

it('sees a row without a test, and tests that are not there', () => {
  const table = [
    '| Go | note | test |\n| --- | --- | --- |',
    '| `a` | `b \\| c` | |',
    '| `b` | | `types/lists`, `types/no-such` |',
    '| `c` | | `check-value.test.ts`: "fit", "fit well", `no.test.ts`: "a" |',
    '| `d` | | by hand, `types/lists` |',
  ]
  expect(rowsOf(table.join('\n')).flatMap(faults)).toEqual([
    '`a`: no test',
    'types/no-such is not there',
    "check-value.test.ts has no 'fit well'",
    'no.test.ts is not there',
    '`d`: by hand is no test',
  ])
})
