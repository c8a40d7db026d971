import { join } from 'node:path'
import { clearProject, installNode, installRunners } from './install.mjs'
import { writeProject } from './orphans-suites.mjs'
import { runners, usualNode } from './runners.mjs'

const lambdas = join(import.meta.dirname, '../lambdas')

/**
 * A project per runner in `folder`, with the runner from the registry (used again if it is there already), the packed
 * package and the suites.
 *
 * @param {{ folder: string, names: string[], tarball: string | undefined, config: 'none' | 'plugin', say(line: string): void }} given
 * @returns {Promise<Map<string, { path: string, node: string }>>} by the runner's name
 */
export async function install({ folder, names, tarball, config, say }) {
  const projects = new Map()
  for (const [name, path] of await installRunners({ folder, names, tarball, say })) {
    clearProject(path)
    writeProject(path, runners[name].name, { lambdas, config })
    projects.set(name, { path, node: await installNode(folder, usualNode(name), say) })
  }
  return projects
}
