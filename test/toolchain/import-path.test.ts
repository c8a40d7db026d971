import { dirname } from 'node:path'
import { expect, it } from 'vitest'
import { folderOfImportPath, importPathOf } from '../../src/toolchain/import-path.ts'
import { workspace } from './workspace.ts'

const space = workspace()
let count = 0

it.each([
  ['module example.com/mod\n'],
  ['// module other\n\nmodule example.com/mod // ours\n\ngo 1.21\n'],
  ['module "example.com/mod"\n'],
  ['module `example.com/mod`\r\n'],
  ['module (\n\texample.com/mod\n)\n'],
  ['go 1.21\nmodule\texample.com/mod\n'],
])('the module of %j gives its packages their import paths', (text) => {
  const root = dirname(space.file(`${++count}/go.mod`, text))
  const dir = dirname(space.file(`${count}/cmd/fn/main.go`, 'package main\n'))
  expect(importPathOf(dir)).toBe('example.com/mod/cmd/fn')
  expect(importPathOf(root)).toBe('example.com/mod')
  expect(folderOfImportPath('example.com/mod/cmd/fn', root)).toBe(dir)
  expect(folderOfImportPath('example.com/mod', dir)).toBe(root)
  expect(folderOfImportPath('example.com/module', dir)).toBeUndefined()
})

it('the nearest go.mod counts, and without one there is no import path', () => {
  space.file('outer/go.mod', 'module outer\n')
  space.file('outer/inner/go.mod', 'module inner\n')
  expect(importPathOf(space.at('outer/inner/fn'))).toBe('inner/fn')
  space.file('empty/go.mod', 'go 1.21\n')
  expect(importPathOf(space.at('empty/fn'))).toBeUndefined()
  expect(importPathOf('/nowhere/fn')).toBeUndefined()
})
