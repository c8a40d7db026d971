import { inspectBinary } from './inspect-binary.ts'

const goArchOf: Readonly<Record<string, string>> = { x64: 'amd64', ia32: '386' }

/** A processor of Node's words in Go's: `amd64`. */
export function goArch({ arch }: { readonly arch: string }): string {
  return goArchOf[arch] ?? arch
}

/** This machine in Go's words: `linux/amd64`. */
export function hostSystem(): string {
  return `${process.platform === 'win32' ? 'windows' : process.platform}/${goArch(process)}`
}

/** What a binary is for, by its header; `unknown` for a file that is no program of Go's. */
export async function systemOf(binary: string): Promise<string> {
  const header = await inspectBinary(binary)
  switch (header.format) {
    case 'elf':
      return `${header.os}/${header.arch}`
    case 'mach-o':
      return `darwin/${header.slices[0]?.arch ?? 'unknown'}`
    case 'pe':
      return `windows/${header.arch}`
    default:
      return 'unknown'
  }
}
