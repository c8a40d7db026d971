import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyGobType } from '../../src/gob/index.ts'
import { goldenType } from './golden-types.ts'
import type { Json } from './notation.ts'

export const goldenFolder = fileURLToPath(new URL('./goldens/', import.meta.url))

/** A stream that Go wrote, as test/oracle/goldens describes it. */
export interface Golden {
  readonly name: string
  readonly types: readonly string[]
  readonly hex: string
  readonly values?: readonly Json[]
  readonly random?: boolean
  readonly as?: readonly { readonly type: string; readonly value?: Json; readonly refused?: string }[]
}

export const goldens: readonly Golden[] = readdirSync(goldenFolder)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(goldenFolder, file), 'utf8')) as Golden[])

/** Those whose values Go read back as they were written. */
export const plainGoldens = goldens.filter((golden) => golden.values !== undefined)

export function typeOf(name: string): AnyGobType {
  const type = goldenType(name)
  if (type === undefined) throw new Error(`golden-types.ts has no ${name}`)
  return type
}

export const bytesOf = ({ hex }: Golden) => new Uint8Array(Buffer.from(hex, 'hex'))
