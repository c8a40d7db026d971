import { createHash, randomUUID } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chmod, lstat, mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { errorCode, errorMessage } from '../failure/index.ts'
import { type ArtifactFault, MOST_UNPACKED_BYTES, tooLarge } from './artifact.ts'
import { heed } from './heed.ts'
import { unreadable } from './inspect-any.ts'
import { LambdaArtifactError } from './lambda-artifact-error.ts'
import { writeWhole } from './open-file.ts'
import { linkFaults, readLink } from './resolve-link.ts'
import { type Manifest, manifestOf, unchangedManifest, writeManifest } from './unpacked-manifest.ts'
import { withZip, type ZipArchive } from './zip-archive.ts'
import { quoted, type ZipEntry } from './zip-entry.ts'

const dayMs = 86_400_000

/** What was unpacked. */
export interface UnpackedArtifact {
  /** What AWS has as /var/task: the function's working directory and LAMBDA_TASK_ROOT. */
  readonly folder: string
  /** The program, in it. */
  readonly bootstrap: string
}

/** Carries out what the room's door promises of `unpackArtifact`. */
export async function unpack(
  zip: string,
  cacheFolder: string,
  signal: AbortSignal | undefined,
): Promise<UnpackedArtifact> {
  try {
    return await withZip(zip, signal, (archive) => unpackInto(zip, cacheFolder, archive, signal))
  } catch (cause) {
    if (signal?.aborted || cause instanceof LambdaArtifactError) throw cause
    if (hasPath(cause, zip)) throw unreadable(zip, cause)
    const reason = `${zip} could not be unpacked into ${cacheFolder} (${errorCode(cause) ?? errorMessage(cause)})`
    const nextStep = 'see whether that folder can be written to, or set USE_GO_LAMBDA_CACHE to another'
    throw new LambdaArtifactError('cache-folder', zip, { reason, nextStep, cause })
  }
}

function hasPath(error: unknown, path: string): boolean {
  return typeof error === 'object' && error !== null && 'path' in error && error.path === path
}

async function unpackInto(
  zip: string,
  cacheFolder: string,
  archive: ZipArchive,
  signal: AbortSignal | undefined,
): Promise<UnpackedArtifact> {
  refuse(zip, archive.faults[0])
  refuseWithoutBootstrap(zip, archive)
  const before = await stat(zip)
  const hash = createHash('sha256')
  for await (const chunk of archive.content()) {
    heed(signal)
    hash.update(chunk)
  }
  const artifacts = join(cacheFolder, 'artifacts')
  await makeOwnFolder(zip, artifacts)
  const folder = join(artifacts, hash.digest('hex'))
  const unpacked = { folder, bootstrap: join(folder, 'bootstrap') }
  const known = await unchangedManifest(folder)
  if (known !== undefined) {
    // Its time is that of the last use, by which it is removed.
    await writeManifest(folder, known)
    return unpacked
  }
  const draft = `${folder}.${randomUUID()}`
  try {
    await mkdir(draft, { mode: 0o700 })
    const manifest = await fill(zip, archive, draft)
    const after = await stat(zip)
    if (after.mtimeMs !== before.mtimeMs || after.size !== before.size) {
      throw new LambdaArtifactError('changed', zip, {
        reason: `${zip} was written to while it was unpacked`,
        nextStep: 'wait until it is zipped, and run again',
      })
    }
    await put(draft, folder, manifest)
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
  return unpacked
}

/** Renames the draft into its place; where somebody was faster, theirs is used if it is whole. */
async function put(draft: string, folder: string, manifest: Manifest): Promise<void> {
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      // The list first: a folder without one is not used, and of one zip there is one list.
      await writeManifest(folder, manifest)
      await rename(draft, folder)
      return
    } catch (error) {
      const code = errorCode(error)
      if (code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
      if ((await unchangedManifest(folder)) !== undefined) return
      // Not removed at once: a function may run in it, whose files stay where they are.
      await rename(folder, `${folder}.${randomUUID()}`).catch(() => undefined)
      await removeOldAsides(folder, (await stat(draft)).ctimeMs)
    }
  }
  throw new Error(`${folder} is changed again and again`)
}

/** What was put aside, or left half made, more than a day ago: nobody runs in it. */
async function removeOldAsides(folder: string, nowMs: number): Promise<void> {
  const [artifacts, own] = [dirname(folder), `${basename(folder)}.`]
  for (const name of await readdir(artifacts)) {
    const path = join(artifacts, name)
    if (!name.startsWith(own) || name.endsWith('.json')) continue
    const stats = await stat(path).catch(() => undefined)
    if (stats !== undefined && nowMs - stats.ctimeMs > dayMs) await rm(path, { recursive: true, force: true })
  }
}

async function fill(zip: string, archive: ZipArchive, draft: string): Promise<Manifest> {
  const { places } = archive
  const links = archive.entries.filter(({ kind }) => kind === 'link')
  for (const link of links) {
    const read = await readLink(archive, link)
    refuse(zip, read.fault)
    places.set(link.place, { kind: 'link', target: read.target })
  }
  refuse(zip, linkFaults(places)[0])
  for (const [place, { kind }] of [...places].sort(([a], [b]) => a.length - b.length)) {
    if (kind === 'folder') await mkdir(join(draft, place), { mode: 0o700, recursive: true })
  }
  let bytes = 0
  for (const each of archive.entries) {
    if (each.kind !== 'file') continue
    bytes += await writeFile(zip, archive, each, join(draft, each.place), MOST_UNPACKED_BYTES - bytes)
  }
  for (const { place } of links) await symlink(places.get(place)?.target ?? '', join(draft, place))
  // Deepest first, and after all that is in them: a folder may be closed.
  const folders = archive.entries.filter(({ kind, place }) => kind === 'folder' && place !== '')
  const modes = new Map(folders.map(({ place, mode = 0o755 }) => [place, (mode & 0o755) | 0o700]))
  for (const [place, { kind }] of places) {
    if (kind === 'folder') await chmod(join(draft, place), modes.get(place) ?? 0o755)
  }
  return manifestOf(draft)
}

async function writeFile(zip: string, archive: ZipArchive, entry: ZipEntry, path: string, limit: number) {
  const file = create(zip, path, entry)
  try {
    const { bytes, fault } = await archive.read(entry, limit, (chunk) => writeWhole(file, chunk))
    refuse(zip, fault)
    if (bytes > limit) refuse(zip, { ...tooLarge, entry: entry.name })
    // Without setuid and the like, and never writable by others; the owner can always read what is checked again.
    await chmod(path, ((entry.mode ?? 0o644) & 0o755) | 0o400)
    return bytes
  } finally {
    closeSync(file)
  }
}

/** Two names that differ in the case of letters only are one on macOS. */
function create(zip: string, path: string, { name }: ZipEntry): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
    const reason = `${quoted(name)} has the name of another, as this system tells names apart`
    refuse(zip, { problem: 'duplicate-name', reason, entry: name })
    throw error
  }
}

function refuse(zip: string, fault: ArtifactFault | undefined): void {
  if (fault === undefined) return
  const nextStep = 'use-go-lambda check tells everything that is wrong with it'
  throw new LambdaArtifactError(
    fault.problem,
    zip,
    { reason: `${zip} was not unpacked: ${fault.reason}`, nextStep },
    fault.entry,
  )
}

function refuseWithoutBootstrap(zip: string, { entries, places }: ZipArchive): void {
  const kind = places.get('bootstrap')?.kind
  if (kind === 'file' || kind === 'link') return
  const deeper = entries.find(({ kind, place }) => kind === 'file' && place.endsWith('/bootstrap'))
  const reason = `${zip} was not unpacked: no file named bootstrap is at its top`
  const evidence = entries.slice(0, 10).map(({ name }) => quoted(name))
  if (entries.length > 10) evidence.push(`and ${entries.length - 10} more`)
  const nextStep =
    deeper === undefined
      ? 'go build -o bootstrap, then zip function.zip bootstrap'
      : `zip it without its folder: cd ${deeper.place.slice(0, -'/bootstrap'.length)} && zip ../function.zip bootstrap`
  throw new LambdaArtifactError('no-bootstrap', zip, { reason, evidence, nextStep })
}

/** Others could else put something of theirs where it is executed. */
async function makeOwnFolder(zip: string, path: string): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 })
  const stats = await lstat(path)
  const isOwn = process.getuid === undefined || stats.uid === process.getuid()
  if (!stats.isDirectory() || !isOwn || (stats.mode & 0o022) !== 0) {
    const reason = `${zip} was not unpacked: ${path} is no folder of this user alone`
    throw new LambdaArtifactError('cache-folder', zip, { reason, nextStep: 'delete it' })
  }
  if ((stats.mode & 0o077) !== 0) await chmod(path, 0o700)
}
