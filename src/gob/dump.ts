import { DumpFault } from './dump-bytes.ts'
import type { DumpLine } from './dump-line.ts'
import { DumpWalk } from './dump-walk.ts'

/**
 * Reads a gob stream and says what its bytes mean, line by line: messages, type definitions, every value with its name
 * and type. Written apart from the `Decoder`, of which it shares nothing, so that one checks the other.
 *
 * It needs no types, keeps nothing of the values, and ends at the first thing that is corrupt: the last line is then of
 * kind `corrupt`, and never an exception. Values nested deeper than 10,000 levels and streams of more than 10,000 types
 * are not read any further either.
 */
export function* dump(bytes: Uint8Array): Generator<DumpLine, void> {
  const walk = new DumpWalk(bytes)
  for (let more = true; more; ) {
    try {
      more = walk.step()
    } catch (thrown) {
      if (!(thrown instanceof DumpFault)) throw thrown
      walk.corrupt(thrown)
      more = false
    }
    yield* walk.takeLines()
  }
}
