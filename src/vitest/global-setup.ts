import { beginRun, endRun, type TestFiles } from '../run/index.ts'

/** As far as a Vitest project is read here: all of it is there in 3.2, 4 and 5, and asked with care. */
interface Project {
  readonly config?: { readonly root?: string }
  readonly vitest?: { readonly filenamePattern?: readonly string[] | undefined }
  globTestFiles?(filters?: string[]): Promise<{ readonly testFiles: readonly string[] }>
}

/** Vitest's global set-up; what it returns is the teardown. Vitest 3 and 4 call it once per project that inherits it. */
export function setup(project: Project = {}): () => Promise<void> {
  beginRun({ tests: testFilesOf(project) })
  return endRun
}

function testFilesOf(project: Project): TestFiles {
  const filters = project.vitest?.filenamePattern ?? []
  return {
    root: project.config?.root ?? process.cwd(),
    filtered: filters.length > 0,
    list: async () => (await project.globTestFiles?.([...filters]))?.testFiles ?? [],
  }
}
