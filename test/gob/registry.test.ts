import { describe, expect, expectTypeOf, it } from 'vitest'
import * as gob from '../../src/gob/door.ts'

describe('registry', () => {
  it('measures names in bytes, as Go does', () => {
    const fits = 'é'.repeat(512)
    expect(() => gob.registry({ [fits]: gob.string })).not.toThrow()
    expect(() => gob.registry({ [`${fits}x`]: gob.string })).toThrow('gob: a registered name has at most 1024 bytes')
    const any = gob.iface(gob.registry({ [fits]: gob.string }))
    const value = { name: fits, value: 'x' } as never
    expect(gob.decode(any, gob.encode(any, value))).toEqual(value)
  })

  it('leaves interface values usable where the registered types are not known to TypeScript', () => {
    expectTypeOf<gob.InterfaceInput>().toEqualTypeOf<{ readonly name: string; readonly value: unknown }>()
    expectTypeOf<gob.InterfaceValue>().toEqualTypeOf<{ readonly name: string; readonly value: unknown }>()
    const any: gob.GobType<gob.InterfaceValue | null, gob.InterfaceInput | null> = gob.lazy(() => all)
    const group = gob.struct('main.Group', { Members: gob.slice(any) })
    const all = gob.iface(gob.registry({ 'main.Group': group })) as typeof any
    const value = { name: 'main.Group', value: { Members: [{ name: 'int', value: 1n }] } }
    expect(gob.decode(all, gob.encode(all, value))).toEqual(value)
    // @ts-expect-error a value without a name
    expect(() => gob.encode(all, { value: 1 })).toThrow(gob.GobEncodeError)
    const one = gob.iface(gob.registry({ 'main.Version': gob.string }))
    // @ts-expect-error a registered type takes its own values only
    expect(() => gob.encode(one, { name: 'main.Version', value: 1 })).toThrow(gob.GobEncodeError)
  })
})
