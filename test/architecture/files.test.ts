import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { sourceFiles } from './read-imports.ts'

const src = join(import.meta.dirname, '../../src')

/** Files longer than this have their reason in `decisions/`. */
const mostLines = 400
const withReason: readonly string[] = ['events/event-types.gen.ts']

const files = sourceFiles(src).map((path) => ({
  name: relative(src, path),
  text: withoutComments(readFileSync(path, 'utf8')),
}))

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, '')).replace(/^\s*\/\/.*$/gm, '')
}

test(`no file of src is longer than ${mostLines} lines without a reason in decisions/`, () => {
  const long = files.filter(({ text }) => text.split('\n').length > mostLines + 1).map(({ name }) => name)
  expect(files.length).toBeGreaterThan(40)
  expect(long).toEqual(withReason)
})

test('an index.ts only re-exports', () => {
  const withLogic = files
    .filter(({ name }) => name.endsWith('/index.ts') && !/^(vitest|jest)\//.test(name))
    .filter(({ text }) => /^(const|let|function|class|export (const|let|function|class|async))/m.test(text))
  expect(withLogic.map(({ name }) => name)).toEqual([])
})

test('timers are those of node:timers, which fake timers leave alone', () => {
  const clean = files.filter(({ text }) => {
    const uses = /(?<![.\w])(setTimeout|setInterval|setImmediate|clearTimeout|clearInterval)\(/.test(text)
    return uses && !/from 'node:timers(\/promises)?'/.test(text)
  })
  expect(clean.map(({ name }) => name)).toEqual([])
})

test('the clock is the real one: no global Date.now() or performance, but for the caller’s own', () => {
  const faked = files.filter(({ text }) => /(?<![.\w])Date\.now\(|process\.hrtime/.test(text))
  expect(faked.map(({ name }) => name)).toEqual(['harness/caller-clock.ts'])
})

test("Node's errors are told by what they hold: in a Jest sandbox they are not instances of its Error", () => {
  const told = files.filter(({ text }) => /instanceof (Error|TypeError|SyntaxError|URL|AbortSignal)\b/.test(text))
  expect(told.map(({ name }) => name)).toEqual([])
})

test("signals are asked what those of Jest 29's jsdom can answer: aborted and reason", () => {
  const newer = files.filter(({ text }) => /throwIfAborted|AbortSignal\.(any|timeout)\b/.test(text))
  expect(newer.map(({ name }) => name)).toEqual([])
})

test("texts are decoded by node:util, where Jest's jsdom has no TextDecoder; the codec runs without Node, too", () => {
  const asking = files.filter(({ text }) => /\bText(En|De)coder\(/.test(text))
  const global = asking.filter(({ text }) => !/import \{.*\bText(En|De)coder\b.*\} from 'node:util'/.test(text))
  expect(asking.length).toBeGreaterThan(global.length)
  expect(global.map(({ name }) => name).filter((name) => !name.startsWith('gob/'))).toEqual([])
})
