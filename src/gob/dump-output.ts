import type { DumpBytes, DumpFault } from './dump-bytes.ts'
import type { DumpLine, DumpScalar } from './dump-line.ts'

/** The lines of a dump as they come about: each covers what was read since the last. */
export class DumpOutput {
  readonly #in: DumpBytes
  #lines: DumpLine[] = []
  #from = 0
  #about = ''
  #depth = 0

  constructor(input: DumpBytes) {
    this.#in = input
  }

  /** The first byte that no line has covered yet. */
  get from(): number {
    return this.#from
  }

  /** What begins there, as `say` has said it. */
  get about(): string {
    return this.#about
  }

  /** Says what is read next, should it turn out to be corrupt. */
  say(label: string, type: string, depth: number): void {
    this.#about = [label, type].filter((part) => part !== '').join(': ')
    this.#depth = depth
  }

  /** Adds the line for all bytes that were read since the last. */
  add(kind: DumpLine['kind'], depth: number, meaning: string, label = '', scalar?: DumpScalar): void {
    const end = this.#in.position
    const line = { offset: this.#from, end, depth, kind, label, meaning }
    this.#lines.push(scalar === undefined ? line : { ...line, scalar })
    this.#from = end
  }

  /** The lines since the last call. */
  take(): readonly DumpLine[] {
    const lines = this.#lines
    this.#lines = []
    return lines
  }

  /** The last line of a corrupt stream, and before it what was begun there. */
  corrupt({ reason, offset }: DumpFault): void {
    this.#in.position = offset
    if (offset > this.#from) this.add('note', this.#depth, this.#about === '' ? '…' : `${this.#about} …`)
    this.#in.position = this.#in.bytes.length
    this.add('corrupt', 0, `corrupt at byte ${offset}: ${reason}`)
  }
}
