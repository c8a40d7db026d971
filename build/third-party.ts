import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Rolldown } from 'tsdown'

/** A package with code in `dist`, as its own package.json and licence file tell. */
interface Bundled {
  readonly name: string
  readonly version: string
  readonly licence: string
  readonly text: string
}

const head = `# What is bundled

\`dist\` holds code of these packages, each under its own licence. Made by the build, from the modules that are in it.
`

/**
 * Writes `THIRD-PARTY.md`: every package of which a module is in the bundle, with its version and licence. One plugin for
 * all formats: each adds what it holds, and the last to be written finds all of them.
 */
export function thirdParty(file: string): Rolldown.Plugin {
  const bundled = new Map<string, Bundled>()
  return {
    name: 'third-party',
    writeBundle(_, outputs) {
      for (const output of Object.values(outputs)) {
        for (const id of output.type === 'chunk' ? output.moduleIds : []) {
          const folder = packageFolder(id)
          if (folder !== undefined && !bundled.has(folder)) bundled.set(folder, read(folder))
        }
      }
      writeFileSync(file, [head, ...[...bundled.values()].sort(byName).map(section)].join('\n'))
    },
  }
}

/** The folder of the package that a module is of; `undefined` for our own. */
function packageFolder(id: string): string | undefined {
  // The bundler's own helpers are in no file.
  if (id.startsWith('\0rolldown/')) return rolldown()
  const [, folder] = /^\0?(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(id) ?? []
  if (folder === undefined && id.startsWith('\0')) throw new Error(`whose module is ${JSON.stringify(id)}?`)
  return folder
}

/** That of tsdown: another may stand beside it. */
function rolldown(): string {
  const tsdown = createRequire(import.meta.url).resolve('tsdown/package.json')
  return dirname(createRequire(tsdown).resolve('rolldown/package.json'))
}

function read(folder: string): Bundled {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const file = readdirSync(folder).find((entry) => /^licen[cs]e(\.\w+)?$/i.test(entry))
  if (typeof license !== 'string') throw new Error(`${name} is bundled, and its package.json names no licence`)
  if (file === undefined) throw new Error(`${name} is bundled, and there is no licence in ${folder}`)
  const text = readFileSync(join(folder, file), 'utf8').replaceAll(/\r\n?/g, '\n').trim()
  return { name, version, licence: license, text }
}

function section({ name, version, licence, text }: Bundled): string {
  return `## ${name} ${version}\n\n${licence}\n\n\`\`\`\`text\n${text}\n\`\`\`\`\n`
}

function byName(a: Bundled, b: Bundled): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : a.version < b.version ? -1 : 1
}
