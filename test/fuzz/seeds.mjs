import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../gob/goldens/', import.meta.url)
/** Longer ones take time that many short ones use better. */
const mostBytes = 4 * 1024

/**
 * The streams that Go wrote, as `test/oracle/goldens` keeps them: of all kinds, with interfaces and types that encode
 * themselves among them.
 *
 * @param {(text: string) => object | undefined} typeOf our type for what Go prints
 * @returns {{ name: string, bytes: Buffer, types: object[] }[]} with at least one type each
 */
export function seedsOf(typeOf) {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
    .filter(({ hex, types }) => typeof hex === 'string' && hex.length <= 2 * mostBytes && Array.isArray(types))
    .map(({ name, hex, types }) => {
      const known = types.map((text) => typeOf(text)).filter((type) => type !== undefined)
      return { name, bytes: Buffer.from(hex, 'hex'), types: known.length > 0 ? known : [typeOf('int')] }
    })
}
