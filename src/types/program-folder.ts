import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Where the source of the Go program lies: in the package beside what is built, in a checkout beside this file. */
export function programFolder(): string {
  const packed = fileURLToPath(new URL('./types-program', import.meta.url))
  return existsSync(packed) ? packed : fileURLToPath(new URL('./program', import.meta.url))
}
