import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { isAbsolute, join } from 'node:path'

export const pomPath = join(import.meta.dirname, 'pom.xml')

const pom = readFileSync(pomPath, 'utf8')

/** The release that pom.xml names. */
export const version = /<dynamodb-local\.version>(.+?)</.exec(pom)?.[1] ?? 'of no version'

/** Where fetch.mjs puts the engine's jars, outside the repository; another pom.xml is another folder. */
export function engineFolder() {
  const xdg = process.env['XDG_CACHE_HOME'] ?? ''
  const mac = process.platform === 'darwin'
  const caches = isAbsolute(xdg) ? xdg : join(homedir(), mac ? 'Library/Caches' : '.cache')
  const content = createHash('sha256').update(pom).digest('hex').slice(0, 8)
  return join(caches, 'example-go-lambda', `dynamodb-local-${version}-${content}`)
}
