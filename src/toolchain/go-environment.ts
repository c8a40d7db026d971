import { join } from 'node:path'

/**
 * The environment for the go command: the developer's own (proxy, GOPRIVATE, credentials for modules), with `changes`
 * on top (`undefined` removes).
 *
 * Go needs HOME, or GOCACHE and GOPATH; where all are missing they are given folders in our cache.
 */
export function goEnvironment(
  base: NodeJS.ProcessEnv,
  changes: Readonly<Record<string, string | undefined>>,
  cacheFolder: string,
): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries({ ...base, ...changes })) {
    if (value !== undefined) env[name] = value
  }
  if (!env['HOME']) {
    const needsCache = process.platform === 'darwin' || !env['XDG_CACHE_HOME']
    if (needsCache) env['GOCACHE'] ||= join(cacheFolder, 'go-build')
    env['GOPATH'] ||= join(cacheFolder, 'gopath')
  }
  return env
}
