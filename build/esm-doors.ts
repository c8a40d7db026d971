import type { Rolldown } from 'tsdown'

type Outputs = Rolldown.OutputBundle
type Chunk = Rolldown.OutputChunk

/**
 * Makes the ES modules of these entries hand on what their CommonJS twins export, loaded with V8's code cache
 * (src/code-cache): the package is there once for both kinds of modules. What only they needed is left out.
 */
export function esmDoors(names: readonly string[], loader: string): Rolldown.Plugin {
  return {
    name: 'esm-doors',
    generateBundle(options, outputs) {
      // Only their doors are started by the system.
      if (options.format === 'cjs')
        for (const chunk of chunksOf(outputs)) chunk.code = chunk.code.replace(/^#!.*\n/, '')
      if (options.format !== 'es') return
      const doors = names.map((name) => `${name}.mjs`)
      const needed = new Set<string>()
      for (const { fileName, isEntry } of chunksOf(outputs)) {
        if (isEntry && fileName.endsWith('.mjs')) reach(fileName, outputs, doors, needed)
      }
      for (const chunk of chunksOf(outputs)) {
        if (!chunk.fileName.endsWith('.mjs')) continue
        if (doors.includes(chunk.fileName)) chunk.code = door(chunk, loader)
        else if (!needed.has(chunk.fileName)) delete outputs[chunk.fileName]
      }
    },
  }
}

function chunksOf(outputs: Outputs): Chunk[] {
  return Object.values(outputs).filter((output) => output.type === 'chunk')
}

function reach(fileName: string, outputs: Outputs, doors: readonly string[], needed: Set<string>): void {
  const chunk = outputs[fileName]
  if (chunk?.type !== 'chunk' || needed.has(fileName) || doors.includes(fileName)) return
  needed.add(fileName)
  for (const imported of [...chunk.imports, ...chunk.dynamicImports]) reach(imported, outputs, doors, needed)
}

function door({ code, exports, fileName }: Chunk, loader: string): string {
  const [shebang = ''] = /^#!.*\n/.exec(code) ?? []
  const twin = JSON.stringify(fileName.replace(/\.mjs$/, '.cjs'))
  const given = exports.length === 0 ? '' : `export const { ${exports.join(', ')} } = `
  return `${shebang}import { load } from "./${loader}.mjs";\n${given}load(${twin});\n`
}
