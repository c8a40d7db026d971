import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Our hooks as Jest is told of them. They stand beside this file when it is packed. */
export function hookFiles(): { globalSetup: string; globalTeardown: string } {
  return { globalSetup: beside('jest-global-setup.cjs'), globalTeardown: beside('jest-global-teardown.cjs') }
}

/** What makes Jest's watch mode see Go code; nothing in other modes. */
export function watchFiles(): { haste: { hasteMapModulePath: string }; watchPlugins: string[] } {
  return {
    haste: { hasteMapModulePath: beside('jest-haste-map.cjs') },
    watchPlugins: [beside('jest-watch-plugin.cjs')],
  }
}

/** Our snapshot serializer. */
export function serializerFile(): string {
  return beside('jest-serializer.cjs')
}

function beside(name: string): string {
  const file = fileURLToPath(new URL(`./${name}`, import.meta.url))
  if (!existsSync(file)) throw new Error(`use-go-lambda is not whole: ${file} is missing; install it again`)
  return file
}
