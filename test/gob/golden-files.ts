import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { AnyGobType } from '../../src/gob/door.ts'
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

/** A stream that is too long to be kept: test/gob/large.ts makes its values. */
export interface LargeGolden {
  readonly name: string
  readonly types: readonly string[]
  readonly bytes: number
  readonly sha256: string
}

/** What Go makes of one sent value as other types, alone or as field F of a struct. */
export interface MatrixRow {
  readonly sent: string
  readonly field: boolean
  readonly hex: string
  readonly read: Readonly<Record<string, Json>>
  /** Wanted types by Go's words, in which % is the type. */
  readonly refused: Readonly<Record<string, readonly string[]>>
}

const ofFile = <T>(file: string) => JSON.parse(readFileSync(join(goldenFolder, file), 'utf8')) as readonly T[]

export const largeGoldens = ofFile<LargeGolden>('large.json')
export const matrix = ofFile<MatrixRow>('matrix.json')

export const goldens: readonly Golden[] = readdirSync(goldenFolder)
  .filter((file) => file !== 'large.json' && file !== 'matrix.json')
  .sort()
  .flatMap((file) => ofFile<Golden>(file))

/** Those whose values Go read back as they were written. */
export const plainGoldens = goldens.filter((golden) => golden.values !== undefined)

export function typeOf(name: string): AnyGobType {
  const type = goldenType(name)
  if (type === undefined) throw new Error(`golden-types.ts has no ${name}`)
  return type
}

export const bytesOf = ({ hex }: Golden) => new Uint8Array(Buffer.from(hex, 'hex'))
