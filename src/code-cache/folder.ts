import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** That of the package's compiled files. */
export const folder = dirname(fileURLToPath(import.meta.url))
