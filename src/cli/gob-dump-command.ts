import { readFile } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { setImmediate } from 'node:timers/promises'
import { dump, formatDumpLine } from '../gob/door.ts'
import { unlessAborted } from '../harness/index.ts'
import { type Streams, UsageError } from './streams.ts'

const printedAtOnce = 64 * 1024

/** Carries out `use-go-lambda gob dump`: 0 for a whole stream, 1 for a corrupt one, 3 for a file that cannot be read. */
export async function gobDumpCommand(
  words: readonly string[],
  streams: Streams,
  signal: AbortSignal,
): Promise<0 | 1 | 3> {
  const [command, file = '-', extra] = words
  if (command !== 'dump') throw new UsageError('gob takes a command: gob dump [file | -]')
  if (extra !== undefined) throw new UsageError(`one argument too many: ${JSON.stringify(extra)}`)
  let bytes: Uint8Array
  try {
    bytes = await unlessAborted(file === '-' ? buffer(streams.stdin) : readFile(file), signal)
  } catch (error) {
    if (signal.aborted) throw error
    streams.stderr.write(`use-go-lambda: ${file === '-' ? 'standard input' : file}: ${(error as Error).message}\n`)
    return 3
  }
  let text = ''
  let isCorrupt = false
  for (const line of dump(bytes)) {
    text += `${formatDumpLine(line, bytes)}\n`
    if (line.kind === 'corrupt') isCorrupt = true
    if (text.length < printedAtOnce) continue
    streams.stdout.write(text)
    text = ''
    // Signals, and a reader that has gone, are noticed between two pieces.
    await setImmediate()
    if (signal.aborted) throw signal.reason
  }
  streams.stdout.write(text)
  return isCorrupt ? 1 : 0
}
