import type { ArtifactProgram, GoProgram } from './artifact.ts'
import { type BinaryHeader, type ByteSource, parseBinaryHeader } from './binary-header.ts'
import { readElfNeeds } from './elf-needs.ts'
import { type GoBuildInfo, parseGoBuildInfo } from './go-build-info.ts'

const library = 'github.com/aws/aws-lambda-go'

type Described = Omit<ArtifactProgram, 'name' | 'bytes' | 'mode'>

/** Reads what a file is, if it is a program: header, loader, libraries, build information. Never throws on odd bytes. */
export function inspectProgram(source: ByteSource): Described {
  const header = parseBinaryHeader(source)
  const info = parseGoBuildInfo(source)
  const go = info === undefined ? {} : { go: goProgram(info) }
  return { format: header.format, ...describe(source, header), ...go }
}

function describe(source: ByteSource, header: BinaryHeader): Partial<Described> {
  switch (header.format) {
    case 'elf': {
      const { os, arch, type, interpreter, expectedSize } = header
      const { libraries, glibc } = readElfNeeds(source)
      return {
        os,
        arch,
        type,
        linking: interpreter === undefined && libraries.length === 0 ? 'static' : 'dynamic',
        libraries,
        ...(expectedSize > source.size && { missingBytes: expectedSize - source.size }),
        ...(interpreter !== undefined && { interpreter }),
        ...(glibc !== undefined && { glibc }),
      }
    }
    case 'mach-o': {
      const [slice] = header.slices
      return slice === undefined ? { os: 'darwin' } : { os: 'darwin', arch: slice.arch, type: slice.type }
    }
    case 'pe':
      return { os: 'windows', arch: header.arch }
    case 'script':
      return { interpreter: header.interpreter }
    default:
      return {}
  }
}

function goProgram({ goVersion, path, main, deps, settings }: GoBuildInfo): GoProgram {
  const module = [main, ...deps].find((each) => each?.path === library)
  const revision = settings['vcs.revision']
  return {
    version: goVersion,
    mainPackage: path,
    ...(module !== undefined && { awsLambdaGo: module.replace?.version || module.version }),
    namesModules: main !== undefined || deps.length > 0,
    tags: (settings['-tags'] ?? '').split(',').filter((tag) => tag !== ''),
    race: settings['-race'] === 'true',
    coverage: settings['-cover'] === 'true',
    ...(revision !== undefined && { vcs: { revision, modified: settings['vcs.modified'] === 'true' } }),
  }
}
