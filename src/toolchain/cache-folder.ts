import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'

/**
 * The folder for everything that we keep between runs; safe to delete at any time. Nothing is created here.
 *
 * `$USE_GO_LAMBDA_CACHE`, else `$XDG_CACHE_HOME/use-go-lambda` or `~/.cache/use-go-lambda` (Linux),
 * `~/Library/Caches/use-go-lambda` (macOS), without HOME `use-go-lambda-<uid>` in the system's temporary folder.
 */
export function cacheFolder(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): string {
  const named = env['USE_GO_LAMBDA_CACHE']
  if (named) return resolve(named)
  const home = env['HOME']
  if (platform !== 'darwin') {
    // The specification has relative paths ignored.
    const xdg = env['XDG_CACHE_HOME']
    if (xdg && isAbsolute(xdg)) return join(xdg, 'use-go-lambda')
    if (home) return join(home, '.cache', 'use-go-lambda')
  } else if (home) {
    return join(home, 'Library', 'Caches', 'use-go-lambda')
  }
  return join(env['TMPDIR'] || tmpdir(), `use-go-lambda-${process.getuid?.() ?? 'user'}`)
}
