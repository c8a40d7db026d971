import { hex } from './dump-print.ts'

/** One line of a dump. The lines of a stream cover its bytes in order, each byte once. */
export interface DumpLine {
  /** Bytes of the stream, from `offset` up to and without `end`; both the same where a line only says what follows from others. */
  readonly offset: number
  readonly end: number
  /** How deep it is nested: 0 for a message. */
  readonly depth: number
  readonly kind: 'message' | 'definition' | 'type' | 'value' | 'end' | 'note' | 'corrupt'
  /** Of a value: its field's name, `[3]`, `[3] key`, or '' at the top. */
  readonly label: string
  /** What the bytes mean. */
  readonly meaning: string
  /** Of a scalar value: what it is; strings and byte slices as their bytes, complex numbers as both parts. */
  readonly scalar?: DumpScalar
}

export type DumpScalar = boolean | bigint | number | Uint8Array | readonly [number, number]

const shownInHex = 8
const hexColumn = shownInHex * 3 + 3
/** Deeper lines are not indented further, else the text would grow with the square of the depth. */
const deepestIndent = 40

/** A line as text: `     26  01 02                      X: int 1`; `bytes` are the stream's. */
export function formatDumpLine({ offset, end, depth, meaning }: DumpLine, bytes: Uint8Array): string {
  const shown = hex(bytes.subarray(offset, Math.min(end, offset + shownInHex)))
  const column = (end - offset > shownInHex ? `${shown} …` : shown).padEnd(hexColumn)
  const indent = depth > deepestIndent ? `${'  '.repeat(deepestIndent)}(level ${depth}) ` : '  '.repeat(depth)
  return `${String(offset).padStart(7)}  ${column}${indent}${meaning}`
}
