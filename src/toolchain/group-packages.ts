import { moduleFolder } from './module-folder.ts'

/** A package, and what decides how Go sees it. */
export interface AskedPackage {
  /** Absolute. */
  readonly dir: string
  readonly tags?: readonly string[]
  readonly flags?: readonly string[]
  readonly env?: Readonly<Record<string, string | undefined>>
}

/** Those that Go can be asked of at once: of one module or workspace, and built alike. In the order that they are given in. */
export function groupPackages<Package extends AskedPackage>(packages: readonly Package[]): Package[][] {
  const groups = new Map<string, Package[]>()
  for (const one of packages) {
    const { dir, tags, flags, env = {} } = one
    // As entries, for JSON leaves out what is undefined: a variable that is taken away.
    const key = JSON.stringify([moduleFolder(dir, { ...process.env, ...env }), tags, flags, Object.entries(env)])
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()]
}
