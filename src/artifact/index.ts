export { assertRunnable, type RunsOn } from './assert-runnable.ts'
export {
  type BinaryHeader,
  type ByteSource,
  bytesOf,
  type ElfHeader,
  type MachOHeader,
  parseBinaryHeader,
} from './binary-header.ts'
export { type GoBuildInfo, type GoModule, parseGoBuildInfo, readGoBuildInfo } from './go-build-info.ts'
export { inspectBinary } from './inspect-binary.ts'
export { type BinaryProblem, LambdaBinaryError } from './lambda-binary-error.ts'
export { hostSystem, systemOf } from './system.ts'
