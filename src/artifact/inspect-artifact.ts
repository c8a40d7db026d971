import type { Artifact } from './artifact.ts'
import type { UnpackedArtifact } from './unpack.ts'

/**
 * Reads what is in a zip file, a binary, or a folder with `bootstrap`, from the file alone: no Go is needed, and nothing is
 * executed or unpacked. A zip is read to its end, so that its sizes are real ones; memory and time are bounded, whatever
 * stands in it.
 *
 * @param source a path, or a file URL.
 * @throws {LambdaArtifactError} where there is no such file, or it cannot be read. What is wrong inside a zip is in `faults`.
 */
export async function inspectArtifact(source: string | URL, signal?: AbortSignal): Promise<Artifact> {
  const { inspect } = await import('./inspect-any.ts')
  return inspect(source, signal)
}

/**
 * Unpacks a zip file into `<cacheFolder>/artifacts/<SHA-256 of the zip>`, or finds it there: every file is compared with what
 * was unpacked, and a folder that was changed is unpacked anew. Two at once are fine: the folder is renamed when it is whole.
 *
 * Nothing is written outside of it. Setuid and the like are dropped, and nothing can be written by others.
 *
 * @throws {LambdaArtifactError} for what is no zip file, is encrypted or damaged, has no `bootstrap` at its top, is larger
 * than 250 MB or 65,535 entries, or has an entry that leaves the folder.
 */
export async function unpackArtifact(
  zip: string,
  cacheFolder: string,
  signal?: AbortSignal,
): Promise<UnpackedArtifact> {
  const { unpack } = await import('./unpack.ts')
  return unpack(zip, cacheFolder, signal)
}
