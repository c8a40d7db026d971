import type { Rolldown } from 'tsdown'

/**
 * Writes what is not ASCII as an escape. One arrow in a message makes V8 hold the whole file in two bytes per character:
 * for a worker of tests that is half a megabyte more, and one collection of garbage.
 */
export function ascii(): Rolldown.Plugin {
  return {
    name: 'ascii',
    // Later than renderChunk, behind which the bundler prints texts once more.
    generateBundle(_, outputs) {
      for (const output of Object.values(outputs)) {
        if (output.type !== 'chunk' || !/\.[cm]js$/.test(output.fileName)) continue
        output.code = output.code.replaceAll(/[^\0-\x7f]/g, escaped)
      }
    },
  }
}

/** In texts, expressions and names alike; comments are as well off. */
function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`
}
