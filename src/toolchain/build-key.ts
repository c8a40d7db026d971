import { sha256 } from './sha256.ts'

/** What a binary's place in the cache stands for; whether its sources changed is go build's own decision. */
export interface BuildKeyParts {
  readonly go: string
  /** With links resolved. */
  readonly dir: string
  /** The arguments that the options make. */
  readonly args: readonly string[]
  /** `build.env`. */
  readonly changes: Readonly<Record<string, string | undefined>>
  /** All that go is given. */
  readonly env: Readonly<Record<string, string>>
}

/** Variables that change what comes out, or whether anything does. See `go help environment`. */
const variables =
  /^(?:GO(?:OS|ARCH|ROOT|PATH|FLAGS|WORK|ENV|EXPERIMENT|TOOLCHAIN|FIPS140|AMD64|386|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64|WASM|DEBUG|PROXY|PRIVATE|NOPROXY|NOSUMDB|SUMDB|INSECURE|VCS|MODCACHE|111MODULE|_EXTLINK_ENABLED|GCCFLAGS)|GO111MODULE|GCCGO|CGO_\w+|CC|CXX|FC|AR|PKG_CONFIG\w*)$/

/** Whether what is built depends on this variable, beyond the settings that Go finds by itself. */
export function isBuildVariable(name: string): boolean {
  return variables.test(name)
}

/** 32 hex digits, as a folder name. */
export function buildKey({ go, dir, args, changes, env }: BuildKeyParts): string {
  const relevant = Object.entries(env).filter(([name]) => isBuildVariable(name))
  const parts = [go, dir, args, sorted(Object.entries(changes)), sorted(relevant)]
  return sha256(JSON.stringify(parts)).slice(0, 32)
}

function sorted<Value>(entries: [string, Value][]): [string, Value | null][] {
  return entries
    .map(([name, value]): [string, Value | null] => [name, value ?? null])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}
