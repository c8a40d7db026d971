import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { importTable, notYetUsed, outsideTable } from './import-table.ts'
import { type Import, importsOf, readImports } from './read-imports.ts'

const src = join(import.meta.dirname, '../../src')
const imports = readImports(src)
const rooms = Object.keys(importTable)

/** What is wrong with an import, as a sentence; `undefined` if nothing is. */
function fault({ file, room, specifier, target, targetFile }: Import): string | undefined {
  const where = `${file} imports ${specifier}`
  if (target === undefined) {
    return (outsideTable[room] ?? []).some((allowed) => allowed.test(specifier)) ? undefined : `${where}: not allowed`
  }
  if (target === room) return undefined
  if (!importTable[room]?.includes(target)) return `${where}: ${room} may not import ${target}`
  const doors = [`${target}/index.ts`, `${target}/door.ts`]
  return doors.includes(targetFile ?? '') ? undefined : `${where}: only through ${target}/index.ts`
}

describe('the rooms of src', () => {
  test('hold imports at all, so that this wall cannot pass by reading nothing', () => {
    expect(imports.length).toBeGreaterThan(100)
    expect(new Set(imports.map(({ room }) => room))).toEqual(new Set(rooms))
  })

  test('are those of the table', () => {
    expect(readdirSync(src).sort()).toEqual([...rooms].sort())
  })

  test('import only whom the table allows, through the door', () => {
    expect(imports.map(fault).filter((found) => found !== undefined)).toEqual([])
  })

  test('use every import that the table allows them, but those listed as not yet used', () => {
    const used = new Set(imports.map(({ room, target }) => `${room} -> ${target}`))
    const unused = (table: Readonly<Record<string, readonly string[]>>) =>
      Object.entries(table).flatMap(([room, targets]) => targets.map((target) => `${room} -> ${target}`))
    expect(
      unused(importTable)
        .filter((edge) => !used.has(edge))
        .sort(),
    ).toEqual(unused(notYetUsed).sort())
  })

  test('have a table without a circle', () => {
    const reach = (room: string, seen: readonly string[]): string[] =>
      seen.includes(room)
        ? [[...seen, room].join(' -> ')]
        : (importTable[room] ?? []).flatMap((target) => reach(target, [...seen, room]))
    expect(rooms.flatMap((room) => reach(room, []))).toEqual([])
  })

  test.each(rooms)('a forbidden import planted in %s is found', (room) => {
    const stranger = [...rooms].reverse().find((other) => other !== room && !importTable[room]?.includes(other))
    const planted = [
      `import type { X } from '../${stranger}/index.ts'`,
      `export { y } from '../${importTable[room]?.[0] ?? stranger}/inner-file.ts'`,
      `const z = await import('left-pad')`,
    ].join('\n')
    const found = importsOf(src, join(src, room, 'planted.ts'), planted).map(fault)
    expect(found).toHaveLength(3)
    expect(found.every((sentence) => sentence !== undefined)).toBe(true)
  })
})
