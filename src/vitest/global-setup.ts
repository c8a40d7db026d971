import { beginRun, endRun, type TestFiles } from '../run/index.ts'
import { tellProjectsWithoutPlugin } from './projects-without-plugin.ts'
import { testFilesIn, type VitestProject } from './vitest-project.ts'

/** Vitest's global set-up; what it returns is the teardown. It is called once per project that has it, and for the root. */
export function setup(project: VitestProject = {}): () => Promise<void> {
  beginRun({ tests: testFilesOf(project), watch: project.vitest?.config?.watch === true })
  // Beside the suites' own start; a Vitest that answers otherwise than these is no reason to end a run.
  const told = tellProjectsWithoutPlugin(project).catch(() => undefined)
  return async () => {
    await told
    await endRun()
  }
}

/** Those of all projects: the first of them begins the run. */
function testFilesOf(project: VitestProject): TestFiles {
  const { projects = [project], filenamePattern: filters = [] } = project.vitest ?? {}
  return {
    root: project.vitest?.getRootProject?.().config?.root ?? project.config?.root ?? process.cwd(),
    filtered: filters.length > 0,
    list: async () => (await Promise.all(projects.map(testFilesIn))).flat(),
  }
}
