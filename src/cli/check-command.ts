import {
  type Artifact,
  architectures,
  type DeployTarget,
  deployability,
  type Finding,
  inspectArtifact,
  printable,
  runtimes,
} from '../artifact/index.ts'
import { bytesText } from './bytes-text.ts'
import { type Streams, UsageError } from './streams.ts'

export interface CheckArguments {
  readonly paths: readonly string[]
  readonly runtime: string | undefined
  readonly arch: string | undefined
  readonly json: boolean
}

/** Carries out `use-go-lambda check`: 1 where the artefact would not run as a Lambda function, the reasons on stdout. */
export async function checkCommand(given: CheckArguments, { stdout }: Streams, signal: AbortSignal): Promise<0 | 1> {
  const [path, extra] = given.paths
  if (path === undefined || path === '')
    throw new UsageError('check takes a zip file, a binary or a folder with bootstrap')
  if (extra !== undefined) throw new UsageError(`one argument too many: ${JSON.stringify(extra)}`)
  const runtime = oneOf('--runtime', runtimes, given.runtime) ?? 'provided.al2023'
  const architecture = oneOf('--arch', architectures, given.arch)
  const target = { runtime, ...(architecture !== undefined && { architecture }) }
  const artifact = await inspectArtifact(path, signal)
  const findings = deployability(artifact, target)
  const deployable = findings.every(({ severity }) => severity !== 'error')
  const text = given.json
    ? `${JSON.stringify({ deployable, ...target, findings, artifact }, undefined, 2)}\n`
    : told(path, artifact, target, findings)
  stdout.write(text)
  return deployable ? 0 : 1
}

function oneOf<T extends string>(option: string, known: readonly T[], text: string | undefined): T | undefined {
  const found = known.find((each) => each === text)
  if (text === undefined || found !== undefined) return found
  throw new UsageError(`${option} takes ${known.join(' or ')}, not ${JSON.stringify(text)}`)
}

function told(path: string, artifact: Artifact, target: DeployTarget, findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const warnings = findings.length - errors
  const counts = [errors > 0 && count(errors, 'error'), warnings > 0 && count(warnings, 'warning')].filter(Boolean)
  const where = [target.runtime, target.architecture].filter(Boolean).join(', ')
  const verdict = `${errors > 0 ? 'not deployable' : 'deployable'} (${where})`
  return [
    `${path}: ${verdict}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}`,
    `  ${contents(artifact)}`,
    ...(artifact.program === undefined ? [] : [`  ${printable(program(artifact.program))}`]),
    ...findings.flatMap(({ severity, reason, nextStep }) => [`  ${severity}: ${reason}`, `    → ${nextStep}`]),
    '',
  ].join('\n')
}

function contents({ kind, bytes, unpackedBytes, entries }: Artifact): string {
  if (kind === 'binary') return `binary, ${bytesText(bytes)}`
  const size = kind === 'zip' ? `${bytesText(bytes)}, ${bytesText(unpackedBytes)} unpacked` : bytesText(bytes)
  return `${kind}, ${size}, ${entries.length} ${entries.length === 1 ? 'entry' : 'entries'}`
}

function program({ name, format, os, arch, linking, glibc, go }: NonNullable<Artifact['program']>): string {
  const facts = [
    os === undefined ? format : `${os}/${arch}`,
    linking,
    glibc !== undefined && `GLIBC_${glibc}`,
    go !== undefined && [go.version, go.mainPackage],
    go?.awsLambdaGo !== undefined && `aws-lambda-go ${go.awsLambdaGo}`,
    go !== undefined && go.tags.length > 0 && `tags ${go.tags.join(',')}`,
    go?.vcs !== undefined && `commit ${go.vcs.revision.slice(0, 12)}${go.vcs.modified ? ' (modified)' : ''}`,
  ]
  return `${name}: ${facts.flat().filter(Boolean).join(', ')}`
}

function count(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`
}
