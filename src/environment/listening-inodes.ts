import { Buffer } from 'node:buffer'
import { closeSync, openSync, readSync } from 'node:fs'

/**
 * The inodes of the sockets that listen on a port, in the network namespace of a process.
 *
 * Rows of `/proc/PID/net/tcp*`: `sl local_address rem_address st … inode`, addresses as `0100007F:1F40` (port in
 * hexadecimal), state 0A is LISTEN. These come first (Documentation/networking/proc_net_tcp.rst).
 */
export function* listeningInodes(pid: number, port: number): Generator<string> {
  const ending = `:${port.toString(16).toUpperCase().padStart(4, '0')}`
  for (const table of ['tcp', 'tcp6']) {
    for (const row of rowsOf(`/proc/${pid}/net/${table}`)) {
      const fields = row.trim().split(/\s+/)
      const [, local, , state] = fields
      if (state !== '0A') break
      const inode = fields[9]
      if (local?.endsWith(ending) && inode !== undefined) yield inode
    }
  }
}

/** About a row of `/proc/PID/net/tcp`. */
const pieceBytes = 150

/**
 * The rows below the heading, read in pieces no larger than a row: asked for more, the kernel walks its whole table of
 * connections to fill the piece. With 24 GB of memory that took 2 ms, twice for each of both files: half of a start.
 */
function* rowsOf(path: string): Generator<string> {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch (error) {
    // A kernel without IPv6 has no tcp6.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return
    throw error
  }
  try {
    const piece = Buffer.allocUnsafe(pieceBytes)
    let text = ''
    let isHeading = true
    for (let count = readSync(file, piece); count > 0; count = readSync(file, piece)) {
      text += piece.toString('latin1', 0, count)
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n')) {
        if (!isHeading) yield text.slice(0, end)
        isHeading = false
        text = text.slice(end + 1)
      }
    }
  } finally {
    closeSync(file)
  }
}
