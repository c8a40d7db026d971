import { fileURLToPath } from 'node:url'

/** The repository. */
const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '')

/**
 * A message with all that differs from run to run replaced: request ids, pids, ports, measured durations, times, addresses,
 * folders, versions of Go and what those of Node say differently. Limits that a test set itself stay.
 *
 * @param folders what else is masked: `{ '<cache>': '/tmp/…' }`.
 */
export function mask(text: string, folders: Readonly<Record<string, string>> = {}): string {
  const masked = Object.entries(folders).reduce((all, [name, path]) => all.replaceAll(path, name), text)
  return masked
    .replaceAll(root, '<root>')
    .replace(/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g, '<request id>')
    .replace(/\bpid \d+/g, 'pid <pid>')
    .replace(/(127\.0\.0\.1|\[::1\]|localhost):\d+/g, '$1:<port>')
    .replace(/\bport \d+/g, 'port <port>')
    .replace(/_LAMBDA_SERVER_PORT=\d+/g, '_LAMBDA_SERVER_PORT=<port>')
    .replace(/after \d+ ms/g, 'after <n> ms')
    .replace(/\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d/g, '<time>')
    .replace(/ \(line \d+ column \d+\)/g, '')
    .replace(/\b0x[0-9a-f]+\b/g, '<address>')
    .replace(/goroutine \d+/g, 'goroutine <n>')
    .replace(/running go \d[\w.]*/g, 'running go <version>')
    .replace(/this is Go \d[\w.]*/g, 'this is Go <version>')
}

/** What the toolchain tells on stderr of a build that takes longer than two seconds, which depends on the machine. */
export function withoutProgress(stderr: string): string {
  return stderr.replace(/^(building .* … \d+ s|built .* in [\d.]+ s)\n/gm, '')
}
