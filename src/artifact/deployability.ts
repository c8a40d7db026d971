import { type Artifact, type ArtifactFault, MOST_UNPACKED_BYTES } from './artifact.ts'
import { judgeBinary } from './deployable-binary.ts'
import { printable } from './printable.ts'

/** Where an artefact is to run. */
export interface DeployTarget {
  /** Default `provided.al2023`. */
  readonly runtime?: LambdaRuntime
  /** Default: the one that it is built for. */
  readonly architecture?: LambdaArchitecture
}

export const runtimes = ['provided.al2023', 'provided.al2'] as const
export const architectures = ['x86_64', 'arm64'] as const
export type LambdaRuntime = (typeof runtimes)[number]
export type LambdaArchitecture = (typeof architectures)[number]

/** One reason why an artefact would not run on AWS Lambda, or might not. */
export interface Finding {
  /** With an error it does not run there; a warning is worth a look. */
  readonly severity: 'error' | 'warning'
  /** Tells the cases apart; stable. */
  readonly problem: FindingProblem
  /** One sentence, with numbers. */
  readonly reason: string
  readonly nextStep: string
}

export type FindingProblem =
  | Exclude<ArtifactFault['problem'], 'missing' | 'unreadable' | 'special-file' | 'changed' | 'cache-folder'>
  | 'not-named-bootstrap'
  | 'not-at-the-top'
  | 'not-executable-by-others'
  | 'no-mode'
  | 'not-a-program'
  | 'truncated'
  | 'other-system'
  | 'other-processor'
  | 'newer-glibc'
  | 'no-loader'
  | 'no-aws-lambda-go'
  | 'race'
  | 'coverage'

/** So many faults of one kind are told one by one. */
const MOST_OF_A_KIND = 5

const nextSteps: Readonly<Record<ArtifactFault['problem'], string>> = {
  missing: 'build it first',
  unreadable: 'mend its permissions',
  'special-file': 'give a zip file, a binary or a folder',
  broken: 'zip it again: zip function.zip bootstrap',
  encrypted: 'zip it without a password',
  'unsupported-compression': 'zip it with deflate, which every zipper has as its default',
  'path-leaves': 'zip it from inside its folder, with relative names and slashes',
  'duplicate-name': 'remove the zip before it is made: a zipper may add to what is there',
  'link-leaves': 'zip what the link leads to (zip without --symlinks), or let it lead to something in the zip',
  'special-entry': 'leave it out',
  'too-large': 'leave out what the function does not need, build with -ldflags="-s -w", or deploy a container image',
  'too-many-entries': 'leave out what the function does not need, or deploy a container image',
  'no-bootstrap': 'go build -o bootstrap, then zip function.zip bootstrap',
  changed: 'wait until it is zipped',
  'cache-folder': 'delete that folder',
}

/**
 * Tells every reason at once why an artefact would not run as a Lambda function; an empty list says that none was found.
 * Nothing is executed.
 *
 * @throws {TypeError} for a runtime or architecture that there is not.
 */
export function deployability(artifact: Artifact, target: DeployTarget = {}): readonly Finding[] {
  const { runtime = 'provided.al2023', architecture } = target
  if (!runtimes.includes(runtime)) throw unknown('runtime', runtimes, runtime)
  if (architecture !== undefined && !architectures.includes(architecture)) {
    throw unknown('architecture', architectures, architecture)
  }
  const findings = [
    ...judgeFaults(artifact),
    ...judgeName(artifact),
    ...judgeMode(artifact),
    ...judgeBinary(artifact, { ...target, runtime }),
  ]
  return findings.map((each) => ({ ...each, reason: printable(each.reason), nextStep: printable(each.nextStep) }))
}

function unknown(what: string, known: readonly string[], given: unknown): TypeError {
  return new TypeError(`there is no ${what} ${JSON.stringify(given)}: it is ${known.join(' or ')}`)
}

function judgeFaults({ kind, unpackedBytes, faults }: Artifact): Finding[] {
  const findings: Finding[] = []
  const seen = new Map<string, number>()
  for (const { problem, reason } of faults) {
    const count = (seen.get(problem) ?? 0) + 1
    seen.set(problem, count)
    if (count <= MOST_OF_A_KIND) findings.push(faultFinding(problem, reason))
  }
  for (const [problem, count] of seen) {
    const more = count - MOST_OF_A_KIND
    if (more > 0) findings.push(faultFinding(problem as ArtifactFault['problem'], `and ${more} more of this kind`))
  }
  if (kind === 'binary' && unpackedBytes > MOST_UNPACKED_BYTES) {
    findings.push(
      faultFinding('too-large', `it has ${unpackedBytes} bytes, and AWS takes ${MOST_UNPACKED_BYTES} (250 MB)`),
    )
  }
  return findings
}

function faultFinding(problem: ArtifactFault['problem'], reason: string): Finding {
  return { severity: 'error', problem: problem as FindingProblem, reason, nextStep: nextSteps[problem] }
}

function judgeName({ kind, program, faults }: Artifact): Finding[] {
  if (program === undefined) {
    // What is encrypted or damaged is not known.
    if (faults.length > 0) return []
    const reason = `nothing in it is named bootstrap, and nothing is a program of Linux`
    return [{ severity: 'error', problem: 'no-bootstrap', reason, nextStep: nextSteps['no-bootstrap'] }]
  }
  const { name } = program
  const parts = name.split('/').filter((part) => part !== '.' && part !== '')
  const findings: Finding[] = []
  if (parts.at(-1) !== 'bootstrap') {
    // A single file gets its name when it is zipped.
    const severity = kind === 'binary' ? 'warning' : 'error'
    const reason = `its program is named ${JSON.stringify(name)}, and the runtime starts bootstrap`
    findings.push({ severity, problem: 'not-named-bootstrap', reason, nextStep: 'go build -o bootstrap' })
  }
  if (parts.length > 1) {
    const folder = parts.slice(0, -1).join('/')
    const reason = `${name} is in the folder ${folder}, and the runtime starts the bootstrap at the top`
    const nextStep = `zip it from inside that folder: cd ${folder} && zip ../function.zip bootstrap (or zip -j)`
    findings.push({ severity: 'error', problem: 'not-at-the-top', reason, nextStep })
  }
  return findings
}

function judgeMode({ kind, program }: Artifact): Finding[] {
  if (program === undefined) return []
  const { name, mode } = program
  if (mode === undefined) {
    const reason = `the zip holds no permissions for ${name} (made on Windows, or without modes), so that it is not executable`
    const nextStep =
      'zip it with zip on Linux or macOS, with build-lambda-zip on Windows, or set mode 0755 in the zipper'
    return [{ severity: 'error', problem: 'no-mode', reason, nextStep }]
  }
  if ((mode & 0o005) === 0o005) return []
  const octal = mode.toString(8).padStart(4, '0')
  const reason = `${name} has mode ${octal}: the function runs as another user, who must be able to read and execute it`
  const nextStep = kind === 'zip' ? 'chmod 755 bootstrap, then zip it again' : 'chmod 755 bootstrap'
  return [{ severity: 'error', problem: 'not-executable-by-others', reason, nextStep }]
}
