export type { Artifact, ArtifactEntry, ArtifactFault, ArtifactProgram, GoProgram } from './artifact.ts'
export { assertRunnable, type RunsOn } from './assert-runnable.ts'
export {
  type BinaryHeader,
  type ByteSource,
  bytesOf,
  type ElfHeader,
  type MachOHeader,
  parseBinaryHeader,
} from './binary-header.ts'
export {
  architectures,
  type DeployTarget,
  deployability,
  type Finding,
  type FindingProblem,
  type LambdaArchitecture,
  type LambdaRuntime,
  runtimes,
} from './deployability.ts'
export { type GoBuildInfo, type GoModule, parseGoBuildInfo, readGoBuildInfo } from './go-build-info.ts'
export { inspectArtifact, unpackArtifact } from './inspect-artifact.ts'
export { inspectBinary } from './inspect-binary.ts'
export { type ArtifactProblem, LambdaArtifactError } from './lambda-artifact-error.ts'
export { type BinaryProblem, LambdaBinaryError, ofZip } from './lambda-binary-error.ts'
export { printable } from './printable.ts'
export { hostSystem, systemOf } from './system.ts'
export { renewUnpacked } from './unpacked-manifest.ts'
