import { readFile } from 'node:fs/promises'
import { pluginName, testFilesIn, type VitestProject } from './vitest-project.ts'

/** More test files than this are not read. */
const mostFiles = 500

/**
 * Says on stderr which projects use functions and lack the plugin, though it stands in the root configuration: Vitest
 * applies that to `projects: [{ … }]` only where they say `extends: true`. Asked once per run, with the root project.
 */
export async function tellProjectsWithoutPlugin(root: VitestProject): Promise<void> {
  if (root.vitest?.getRootProject?.() !== root || !hasPlugin(root)) return
  const lacking = (root.vitest.projects ?? []).filter(
    (project) => !hasPlugin(project) && project.config?.browser?.enabled !== true,
  )
  const using: string[] = []
  for (const project of lacking) if (await usesFunctions(project)) using.push(`"${project.name ?? ''}"`)
  if (using.length === 0) return
  const [noun, these, they] = using.length === 1 ? ['project', 'its', 'it'] : ['projects', 'their', 'them']
  process.stderr.write(
    `use-go-lambda: goLambdaPlugin() of the root configuration does not reach the ${noun} ${listed(using)}: ${these} snapshots of ` +
      `functions hold ids and times that change; give ${they} \`extends: true\`, or the plugin in \`plugins\` of ${these} own\n`,
  )
}

function hasPlugin({ vite }: VitestProject): boolean {
  return (vite?.config?.plugins ?? []).some(({ name }) => name === pluginName)
}

/** Whether a test file names this package. One that gets its functions through another module is not seen. */
async function usesFunctions(project: VitestProject): Promise<boolean> {
  for (const file of (await testFilesIn(project)).slice(0, mostFiles)) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (/['"]use-go-lambda(?:\/vitest)?['"]/.test(text)) return true
  }
  return false
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}
