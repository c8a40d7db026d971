import { accessSync, constants, existsSync, type Stats, statSync } from 'node:fs'
import { cpus } from 'node:os'
import { basename } from 'node:path'
import { errorCode, type Failure } from '../failure/index.ts'
import type { BinaryHeader, ElfHeader, MachOHeader } from './binary-header.ts'
import { isEmulated } from './emulators.ts'
import { inspectBinary } from './inspect-binary.ts'
import { type BinaryProblem, LambdaBinaryError } from './lambda-binary-error.ts'
import { withFile } from './open-file.ts'
import { goArch } from './system.ts'

/** The machine that a binary is to run on, in Node's words (`process`). */
export interface RunsOn {
  /** `linux`, `darwin`. */
  readonly platform: string
  /** `x64`, `arm64`. */
  readonly arch: string
  /** Where it lists its emulators; default `/proc/sys/fs/binfmt_misc`. */
  readonly emulators?: string
}

type Complaint = readonly [BinaryProblem, Failure]

const systemNames: Readonly<Record<string, string>> = { linux: 'Linux', darwin: 'macOS', win32: 'Windows' }

/** What AWS answers for a file that no Linux could execute. */
const invalidEntrypoint =
  'AWS Lambda answers Runtime.InvalidEntrypoint: fork/exec /var/task/bootstrap: exec format error'

/**
 * Makes sure that a file is a program that this machine can run, before anything is spawned: Node's spawn gives a file
 * of a foreign format to /bin/sh, so that a text file would be executed as a script.
 *
 * @throws {LambdaBinaryError} naming what is wrong and what to do about it.
 */
export async function assertRunnable(path: string, runsOn: RunsOn = process): Promise<void> {
  const stats = statOf(path)
  if (stats === undefined) {
    fail(path, ['missing', { reason: `${path} does not exist`, nextStep: 'build it first, or give the Go package' }])
  }
  if (stats.isDirectory()) {
    const nextStep = `name its program bootstrap, give that file, or give the folder as a Go package to be built`
    fail(path, ['folder', { reason: `${path} is a folder, not a binary`, nextStep }])
  }
  if (!stats.isFile()) {
    fail(path, [
      'special-file',
      { reason: `${path} is a device, pipe or socket, not a binary`, nextStep: build(runsOn) },
    ])
  }
  let header: BinaryHeader
  try {
    header = await inspectBinary(path)
  } catch (cause) {
    const reason = `${path} cannot be read (${errorCode(cause)}), so its format cannot be checked`
    fail(path, ['unreadable', { reason, nextStep: `chmod +r ${path}`, cause }])
  }
  const complaint = judge(path, stats.size, header, runsOn)
  const isForeign = complaint?.[0] === 'other-processor'
  if (complaint !== undefined && !(isForeign && (await runsEmulated(path, runsOn)))) fail(path, complaint)
  const mode = judgeMode(path, stats)
  if (mode !== undefined) fail(path, mode)
}

/** A program for another processor runs where the system has an emulator for it. */
async function runsEmulated(path: string, { platform, emulators }: RunsOn): Promise<boolean> {
  if (platform !== 'linux') return false
  return isEmulated(await withFile(path, (source) => source.read(0, 128)), emulators)
}

function fail(path: string, [problem, failure]: Complaint): never {
  throw new LambdaBinaryError(problem, path, failure)
}

function judge(path: string, size: number, header: BinaryHeader, runsOn: RunsOn): Complaint | undefined {
  const nextStep = build(runsOn)
  const evidence = [invalidEntrypoint]
  switch (header.format) {
    case 'elf':
      return judgeElf(path, size, header, runsOn)
    case 'mach-o':
      return judgeMachO(path, header, runsOn)
    case 'pe':
      return ['other-system', { reason: `${path} is a Windows program (PE, ${header.arch})`, evidence, nextStep }]
    case 'wasm':
      return ['other-system', { reason: `${path} is a WebAssembly module`, evidence, nextStep }]
    case 'archive': {
      const reason = `${path} is an archive (ar), not a program: go build -o writes one for a package that is not main`
      return ['archive', { reason, evidence, nextStep: 'build the package that has func main (package main)' }]
    }
    case 'script':
      return undefined // the system starts its interpreter, as on AWS
    case 'zip': {
      const reason = `${path} is a zip file (${size} bytes), which cannot be run as it is`
      return ['zip', { reason, nextStep: `give it as { zip: '${path}' }` }]
    }
    case 'empty':
      return ['empty', { reason: `${path} is empty (0 bytes)`, evidence, nextStep }]
    case 'text': {
      if (path.endsWith('.go')) {
        const reason = `${path} is Go source, not a binary`
        return ['go-source', { reason, nextStep: 'give the folder that holds it as a Go package to be built' }]
      }
      const reason = `${path} is a text file (${size} bytes), and was not run: it is no program`
      return ['text', { reason, evidence, nextStep }]
    }
    default: {
      const reason = `${path} is in no known program format (it begins with ${header.start.replace(/..(?=.)/g, '$& ')})`
      return ['unknown-format', { reason, evidence, nextStep }]
    }
  }
}

function judgeElf(path: string, size: number, header: ElfHeader, runsOn: RunsOn): Complaint | undefined {
  const nextStep = build(runsOn)
  if (size < header.expectedSize) {
    const reason = `${path} is cut off: it has ${size} bytes, and its header speaks of ${header.expectedSize}`
    return ['truncated', { reason, evidence: [invalidEntrypoint], nextStep: 'build or copy it again' }]
  }
  if (header.type === 'object-file') {
    const reason = `${path} is an object file, not a linked program`
    return ['object-file', { reason, evidence: [invalidEntrypoint], nextStep }]
  }
  if (header.type === 'shared-library') {
    const reason = `${path} is a shared library, not a program`
    return ['shared-library', { reason, nextStep: `${nextStep}, without -buildmode=c-shared, shared or plugin` }]
  }
  if (header.type !== 'executable') {
    const reason = `${path} is an ELF file, but no program (${header.type === 'core' ? 'a core dump' : 'unknown type'})`
    return ['unknown-format', { reason, evidence: [invalidEntrypoint], nextStep }]
  }
  if (runsOn.platform !== header.os) {
    const reason = `${path} is built for ${header.os}/${header.arch}; this is ${systemName(runsOn.platform)}`
    return ['other-system', { reason, nextStep }]
  }
  // A kernel may run 386 programs on amd64; AWS Lambda has x86_64 and arm64 only.
  if (header.arch !== goArch(runsOn)) return otherProcessor(path, `linux/${header.arch}`, runsOn)
  const { interpreter } = header
  if (interpreter !== undefined && runsOn.platform === process.platform && !existsSync(interpreter)) {
    const reason = `${path} needs the dynamic loader ${interpreter}, which this system does not have`
    return ['no-loader', { reason, nextStep: `build a static binary: CGO_ENABLED=0 go build` }]
  }
  return undefined
}

function judgeMachO(path: string, header: MachOHeader, runsOn: RunsOn): Complaint | undefined {
  const archs = header.slices.map(({ arch }) => arch).join(', ')
  if (runsOn.platform !== 'darwin') {
    const reason = `${path} is built for macOS (darwin/${archs}); this is ${systemName(runsOn.platform)}`
    return ['other-system', { reason, evidence: [invalidEntrypoint], nextStep: build(runsOn) }]
  }
  const fitting = header.slices.filter(({ arch }) => runsOnMac(arch, runsOn))
  if (fitting.length === 0) return otherProcessor(path, `darwin/${archs}`, runsOn)
  if (fitting.some(({ type }) => type === 'executable')) return undefined
  const type = fitting[0]?.type
  const problem = type === 'object-file' || type === 'shared-library' ? type : 'unknown-format'
  const what = type === 'object-file' ? 'an object file' : type === 'shared-library' ? 'a library' : 'a Mach-O file'
  return [problem, { reason: `${path} is ${what}, not a program`, nextStep: build(runsOn) }]
}

/** Apple's processors translate amd64 programs (Rosetta), Node among them: then `arch` is x64 and arm64 runs as well. */
function runsOnMac(arch: string, runsOn: RunsOn): boolean {
  if (arch === goArch(runsOn)) return true
  if (runsOn.arch === 'arm64') return arch === 'amd64'
  return arch === 'arm64' && runsOn === process && (cpus()[0]?.model.includes('Apple') ?? false)
}

function otherProcessor(path: string, builtFor: string, runsOn: RunsOn): Complaint {
  const reason = `${path} is built for ${builtFor}; this machine runs ${runsOn.platform}/${goArch(runsOn)}`
  return ['other-processor', { reason, nextStep: build(runsOn) }]
}

function judgeMode(path: string, stats: Stats): Complaint | undefined {
  const mode = (stats.mode & 0o777).toString(8).padStart(4, '0')
  if ((stats.mode & 0o111) === 0) {
    return ['not-executable', { reason: `${path} is not executable (mode ${mode})`, nextStep: `chmod +x ${path}` }]
  }
  try {
    accessSync(path, constants.X_OK)
    return undefined
  } catch (cause) {
    const reason = `${path} may not be executed by this user (mode ${mode}, owner ${stats.uid})`
    const nextStep = `chmod +x ${path}, or move ${basename(path)} where programs may run (not a noexec mount)`
    return ['not-executable', { reason, nextStep, cause }]
  }
}

function build(runsOn: RunsOn): string {
  const goos = runsOn.platform === 'win32' ? 'windows' : runsOn.platform
  return `build it with GOOS=${goos} GOARCH=${goArch(runsOn)} go build`
}

function systemName(platform: string): string {
  return systemNames[platform] ?? platform
}

function statOf(path: string): Stats | undefined {
  try {
    return statSync(path)
  } catch (cause) {
    const code = errorCode(cause)
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const nextStep = 'check the permissions of the folders above it'
    fail(path, ['unreadable', { reason: `${path} cannot be looked at (${code})`, nextStep, cause }])
  }
}
