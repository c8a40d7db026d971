import { join } from 'node:path'
import type { Rolldown } from 'tsdown'

const ofNode = join(import.meta.dirname, 'globals-of-node.ts')

/**
 * Gives Node's own AbortController, TextDecoder and TextEncoder to the packages that are bundled, which take them for
 * globals: under jsdom and happy-dom the first is a page's, which Node's events refuse, and Jest's jsdom lacks the others.
 */
export function nodeGlobals(): Rolldown.Plugin {
  return {
    name: 'node-globals',
    transform(code, id) {
      if (!id.includes('/node_modules/')) return undefined
      const names = ['AbortController', 'TextDecoder', 'TextEncoder'].filter((name) => code.includes(`new ${name}(`))
      if (names.length === 0) return undefined
      return { code: `import { ${names.join(', ')} } from ${JSON.stringify(ofNode)}\n${code}`, map: null }
    },
  }
}
