import { UsageError } from './streams.ts'

/**
 * @param takes begins the complaint: `--port takes`.
 * @throws {UsageError}
 */
export function portNumber(takes: string, word: string): number {
  const port = Number(word)
  if (/^\d+$/.test(word) && port >= 1 && port <= 65_535) return port
  throw new UsageError(`${takes} a number from 1 to 65535, not ${word}`)
}
