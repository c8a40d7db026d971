import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Rolldown } from 'tsdown'
import { goToolFiles } from '../src/toolchain/go-tool-files.ts'

/** Puts the source of a Go program into a folder of the package: it is built where it is used. Tests are left out. */
export function goProgram(source: string, folder: string): Rolldown.Plugin {
  return {
    name: 'go-program',
    generateBundle(options) {
      if (options.format !== 'es') return
      for (const name of goToolFiles(source)) {
        this.emitFile({ type: 'asset', fileName: `${folder}/${name}`, source: readFileSync(join(source, name)) })
      }
    },
  }
}
