import { readdirSync } from 'node:fs'

/** Names of the files that a Go program of ours is built of, in order; its tests are not among them. */
export function goToolFiles(source: string): string[] {
  return readdirSync(source)
    .filter((name) => /(?<!_test)\.go$|^go\.mod$/.test(name))
    .sort()
}
