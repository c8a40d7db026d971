import { Buffer } from 'node:buffer'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Where Linux lists what it hands programs to that it cannot run itself (binfmt_misc): qemu, Rosetta. */
const linuxEmulators = '/proc/sys/fs/binfmt_misc'

/**
 * Whether the system hands a program that begins with these bytes to an emulator.
 *
 * @see https://docs.kernel.org/admin-guide/binfmt-misc.html
 */
export function isEmulated(start: Uint8Array, folder = linuxEmulators): boolean {
  let names: string[]
  try {
    if (!readFileSync(join(folder, 'status'), 'utf8').startsWith('enabled')) return false
    names = readdirSync(folder)
  } catch {
    return false // not this system's, or not mounted
  }
  return names.some((name) => {
    try {
      return fits(readFileSync(join(folder, name), 'utf8'), start)
    } catch {
      return false
    }
  })
}

/** `enabled`, then `offset 0`, `magic 7f454c46…` and, where some bits do not count, `mask ffff…`. */
function fits(entry: string, start: Uint8Array): boolean {
  if (!entry.startsWith('enabled\n')) return false
  const value = (name: string) => new RegExp(`^${name} ([0-9a-f]+)$`, 'm').exec(entry)?.[1]
  const magic = Buffer.from(value('magic') ?? '', 'hex')
  if (magic.length === 0) return false
  const mask = Buffer.from(value('mask') ?? 'ff'.repeat(magic.length), 'hex')
  const bytes = start.subarray(Number(value('offset') ?? 0))
  return magic.every((byte, at) => ((bytes[at] ?? 0) & (mask[at] ?? 0xff)) === (byte & (mask[at] ?? 0xff)))
}
