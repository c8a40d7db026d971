import type { BinaryHeader, ElfHeader } from './binary-header.ts'
import type { ArtifactProblem } from './lambda-artifact-error.ts'

/** AWS's limit: 250 MB of unpacked files. */
export const MOST_UNPACKED_BYTES = 262_144_000
export const MOST_ENTRIES = 65_535

/** One file of a zip or folder. */
export interface ArtifactEntry {
  /** As it stands in the zip; in a folder, the path below it. */
  readonly name: string
  readonly kind: 'file' | 'folder' | 'link' | 'special'
  /** Unpacked: the real ones, where they could be read. */
  readonly bytes: number
  /** Permission bits (`0o755`); absent where the zip holds none, as those made on Windows. */
  readonly mode?: number
  /** Where a symbolic link leads, as it is written. */
  readonly target?: string
}

/** What makes a zip or folder unfit to be unpacked. */
export interface ArtifactFault {
  readonly problem: ArtifactProblem
  /** A sentence about it, without the artefact's name. */
  readonly reason: string
  readonly entry?: string
}

/** What a Go program says of its own build. */
export interface GoProgram {
  /** `go1.26.8`. */
  readonly version: string
  /** The import path of the main package. */
  readonly mainPackage: string
  /** `v1.55.0`; absent where the program is built without aws-lambda-go, or does not say of what it is built. */
  readonly awsLambdaGo?: string
  /** Whether it says of what modules it is built. */
  readonly namesModules: boolean
  /** Build tags: with `lambda.norpc` the function speaks the Runtime API only. */
  readonly tags: readonly string[]
  readonly race: boolean
  /** Whether it counts what of its code ran (`go build -cover`). */
  readonly coverage: boolean
  /** The commit that it was built from; absent with `-buildvcs=false`. */
  readonly vcs?: { readonly revision: string; readonly modified: boolean }
}

/** The program of an artefact: `bootstrap`, or what stands in its place. */
export interface ArtifactProgram {
  /** Its entry's name; of a binary, the file's name. */
  readonly name: string
  readonly bytes: number
  readonly mode?: number
  readonly format: BinaryHeader['format']
  /** As GOOS and GOARCH name them; absent in scripts and the like. */
  readonly os?: string
  readonly arch?: string
  readonly type?: ElfHeader['type']
  /** Bytes that its headers speak of, where there are fewer. */
  readonly missingBytes?: number
  readonly linking?: 'static' | 'dynamic'
  /** The dynamic loader (`/lib64/ld-linux-x86-64.so.2`), or what stands behind a script's `#!`. */
  readonly interpreter?: string
  /** Shared libraries that the loader must find (`libc.so.6`). */
  readonly libraries?: readonly string[]
  /** The newest GLIBC version that it needs (`2.34`). */
  readonly glibc?: string
  readonly go?: GoProgram
}

/** What is in a zip file, folder or binary that is to be deployed. */
export interface Artifact {
  readonly kind: 'zip' | 'folder' | 'binary'
  /** The file or folder, as it was given. */
  readonly path: string
  /** Of the zip file, the binary, or all files of the folder. */
  readonly bytes: number
  /** Of all files together, counted; at most one chunk over AWS's limit, where counting ends. */
  readonly unpackedBytes: number
  /** None for a binary. */
  readonly entries: readonly ArtifactEntry[]
  /** Absent where nothing in it is a program. */
  readonly program?: ArtifactProgram
  /** What makes it unfit to be unpacked; none in a binary. */
  readonly faults: readonly ArtifactFault[]
}

/** The fault of what is larger than AWS takes. */
export const tooLarge: ArtifactFault = {
  problem: 'too-large',
  reason: `it is larger than ${MOST_UNPACKED_BYTES} bytes (250 MB) unpacked`,
}
