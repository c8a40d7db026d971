import type { Artifact, ArtifactProgram, GoProgram } from './artifact.ts'
import type { DeployTarget, Finding, FindingProblem, LambdaArchitecture, LambdaRuntime } from './deployability.ts'
import { byVersion } from './elf-needs.ts'

type Target = DeployTarget & { readonly runtime: LambdaRuntime }

/** Of the system's C library: Amazon Linux 2023 and 2. */
const glibcOf: Readonly<Record<LambdaRuntime, string>> = { 'provided.al2023': '2.34', 'provided.al2': '2.26' }

const goArchOf: Readonly<Record<LambdaArchitecture, string>> = { x86_64: 'amd64', arm64: 'arm64' }

/** The dynamic loaders that the runtimes have. */
const loaders: Readonly<Record<string, string>> = {
  amd64: '/lib64/ld-linux-x86-64.so.2',
  arm64: '/lib/ld-linux-aarch64.so.1',
}

const whatElse: Readonly<Record<string, string>> = {
  archive: 'an archive (ar), as go build writes it for a package that is not main, or with -buildmode=c-archive',
  wasm: 'a WebAssembly module',
  zip: 'a zip file in a zip file',
  empty: 'empty (0 bytes)',
  text: 'a text file without #!, which no system executes',
  unknown: 'in no known program format',
}

/** What keeps the program from running there: its format, processor, loader, libraries, and how it was built. */
export function judgeBinary({ program, faults }: Artifact, target: Target): Finding[] {
  if (program === undefined) return []
  const system = judgeSystem(program, target)
  if (system !== undefined) return [system, ...judgeGo(program.go)]
  const isWhole = faults.every(({ problem }) => problem !== 'too-large' && problem !== 'broken')
  return [
    ...(isWhole ? judgeWholeness(program) : []),
    ...judgeProcessor(program, target),
    ...judgeLoader(program, target),
    ...judgeGo(program.go),
  ]
}

function error(problem: FindingProblem, reason: string, nextStep: string): Finding {
  return { severity: 'error', problem, reason, nextStep }
}

function judgeSystem(program: ArtifactProgram, target: Target): Finding | undefined {
  const { name, format, os, arch, type } = program
  const build = `build it with GOOS=linux GOARCH=${wantedArch(program, target)} go build`
  if (format === 'script') return undefined
  if (format === 'mach-o' || format === 'pe' || (format === 'elf' && os !== 'linux')) {
    const reason = `${name} is built for ${os}/${arch}, and AWS Lambda runs Linux`
    return error('other-system', reason, build)
  }
  if (format !== 'elf') return error('not-a-program', `${name} is ${whatElse[format]}`, build)
  if (type === 'executable') return undefined
  const what = type === 'object-file' ? 'an object file' : type === 'shared-library' ? 'a shared library' : 'no program'
  return error(
    'not-a-program',
    `${name} is ${what}`,
    `${build}, without -buildmode=c-shared, c-archive, shared or plugin`,
  )
}

function judgeWholeness({ name, bytes, missingBytes }: ArtifactProgram): Finding[] {
  if (missingBytes === undefined) return []
  const reason = `${name} is cut off: it has ${bytes} bytes, and its header speaks of ${bytes + missingBytes}`
  return [error('truncated', reason, 'build or copy it again')]
}

function judgeProcessor(program: ArtifactProgram, target: Target): Finding[] {
  const { name, format, arch } = program
  const wanted = wantedArch(program, target)
  if (format !== 'elf' || arch === wanted) return []
  const where = target.architecture ?? 'x86_64 (amd64) and arm64 only'
  const reason = `${name} is built for linux/${arch}, and the function runs on ${where}`
  return [error('other-processor', reason, `build it with GOOS=linux GOARCH=${wanted} go build`)]
}

/** Without a wish, the one that it is built for, where AWS has it. */
function wantedArch({ arch = 'amd64' }: ArtifactProgram, { architecture }: Target): string {
  if (architecture !== undefined) return goArchOf[architecture]
  return Object.values(goArchOf).includes(arch) ? arch : 'amd64'
}

function judgeLoader({ name, format, arch = '', interpreter, glibc }: ArtifactProgram, { runtime }: Target): Finding[] {
  const findings: Finding[] = []
  if (format !== 'elf') return []
  const loader = loaders[arch]
  if (interpreter !== undefined && loader !== undefined && interpreter !== loader) {
    const why = interpreter.includes('musl') ? ' (musl, as in Alpine Linux)' : ''
    const reason = `${name} needs the dynamic loader ${interpreter}${why}, and ${runtime} has ${loader}`
    findings.push(error('no-loader', reason, 'build a static binary: CGO_ENABLED=0 go build'))
  }
  const has = glibcOf[runtime]
  if (glibc !== undefined && byVersion(glibc, has) > 0) {
    const reason = `${name} needs GLIBC_${glibc}, and ${runtime} has ${has}`
    const newer = runtime === 'provided.al2' && byVersion(glibc, glibcOf['provided.al2023']) <= 0
    const other = newer ? ', use provided.al2023,' : ''
    const nextStep = `build a static binary: CGO_ENABLED=0 go build${other} or build it in an image of ${runtime}`
    findings.push(error('newer-glibc', reason, nextStep))
  }
  return findings
}

function judgeGo(go: GoProgram | undefined): Finding[] {
  const findings: Finding[] = []
  const warn = (problem: FindingProblem, reason: string, nextStep: string) =>
    findings.push({ severity: 'warning', problem, reason, nextStep })
  if (go === undefined) return []
  if (go.awsLambdaGo === undefined && go.namesModules) {
    const reason = `${go.mainPackage} is built without github.com/aws/aws-lambda-go`
    warn('no-aws-lambda-go', reason, 'call lambda.Start in main(), unless the program speaks the Runtime API itself')
  }
  if (go.race)
    warn('race', 'it is built with -race: slower, and with several times the memory', 'build it without -race')
  if (go.coverage) warn('coverage', 'it is built with -cover: it counts what runs', 'build it without -cover')
  return findings
}
