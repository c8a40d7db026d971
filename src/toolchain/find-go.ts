import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { GoNotFoundError } from './go-not-found-error.ts'

/**
 * The absolute path of the go command (a link is not followed: version managers look at their own name).
 *
 * `$USE_GO_LAMBDA_GO` where it is set, and then nothing else; else the first of: `go` on the PATH, `$GOROOT/bin/go`, and
 * the usual places, because an editor or a CI job often starts tests without the PATH of a login shell.
 *
 * @throws {GoNotFoundError} listing the places.
 */
export async function findGo(
  env: NodeJS.ProcessEnv = process.env,
  usual: readonly string[] = usualPlaces(env['HOME']),
): Promise<string> {
  const named = env['USE_GO_LAMBDA_GO']
  if (named) {
    const go = resolve(named)
    if (await isProgram(go)) return go
    throw new GoNotFoundError([go], 'USE_GO_LAMBDA_GO does not name a program, and a Go package must be built')
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  if (env['GOROOT']) folders.push(join(env['GOROOT'], 'bin'))
  const places = [...new Set([...folders.map((folder) => resolve(folder, 'go')), ...usual])]
  for (const place of places) {
    if (await isProgram(place)) return place
  }
  throw new GoNotFoundError(places)
}

/** Where installers and people put Go. */
export function usualPlaces(home: string | undefined): string[] {
  const ofUser = home ? ['go/bin/go', '.local/go/bin/go', 'sdk/go/bin/go'].map((place) => join(home, place)) : []
  return ['/usr/local/go/bin/go', ...ofUser, '/usr/lib/go/bin/go', '/opt/homebrew/bin/go', '/snap/bin/go']
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    return false
  }
}
