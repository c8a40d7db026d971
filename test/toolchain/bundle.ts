import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Rolldown } from 'tsdown'

/** Bundles a file of src/toolchain, so that plain Node processes can import it; gives the path of the module. */
export async function bundle(file: string, folder: string): Promise<string> {
  const output = join(folder, `${file}.mjs`)
  await Rolldown.build({
    input: fileURLToPath(new URL(`../../src/toolchain/${file}.ts`, import.meta.url)),
    platform: 'node',
    output: { file: output, codeSplitting: false },
    logLevel: 'silent',
  })
  return output
}
