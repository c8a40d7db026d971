import { stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { errorCode } from '../failure/index.ts'
import type { Artifact } from './artifact.ts'
import { parseBinaryHeader } from './binary-header.ts'
import { inspectFolder } from './inspect-folder.ts'
import { inspectProgram } from './inspect-program.ts'
import { inspectZip } from './inspect-zip.ts'
import { LambdaArtifactError } from './lambda-artifact-error.ts'
import { withFile } from './open-file.ts'

/** Carries out what the room's door promises of `inspectArtifact`. */
export async function inspect(source: string | URL, signal: AbortSignal | undefined): Promise<Artifact> {
  const path = pathOf(source)
  try {
    const stats = await stat(path)
    if (stats.isDirectory()) return await inspectFolder(path, signal)
    if (!stats.isFile()) {
      const reason = `${path} is a device, pipe or socket, not a zip file, binary or folder`
      throw new LambdaArtifactError('special-file', path, { reason })
    }
    const format = await withFile(path, (file) => parseBinaryHeader(file).format)
    if (format === 'zip' || /\.zip$/i.test(path)) return await inspectZip(path, signal)
    const program = { name: basename(path), bytes: stats.size, mode: stats.mode & 0o7777 }
    const described = await withFile(path, inspectProgram)
    return {
      kind: 'binary',
      path,
      bytes: stats.size,
      unpackedBytes: stats.size,
      entries: [],
      program: { ...program, ...described },
      faults: [],
    }
  } catch (cause) {
    if (signal?.aborted || cause instanceof LambdaArtifactError) throw cause
    throw unreadable(path, cause)
  }
}

/** @throws {TypeError} for a URL of another kind. */
function pathOf(source: string | URL): string {
  return typeof source === 'string' && !source.startsWith('file:') ? source : fileURLToPath(source)
}

/** What the system said, in the words of this package. */
export function unreadable(path: string, cause: unknown): LambdaArtifactError {
  const code = errorCode(cause)
  if (code === 'ENOENT' || code === 'ENOTDIR') {
    const reason = `${path} does not exist`
    return new LambdaArtifactError('missing', path, { reason, nextStep: 'build and zip the function first', cause })
  }
  const reason = `${path} cannot be read (${code ?? String(cause)})`
  return new LambdaArtifactError('unreadable', path, { reason, nextStep: `chmod -R u+rX ${path}`, cause })
}
