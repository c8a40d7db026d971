export const pluginName = 'use-go-lambda'

/** As far as a Vitest project is read here: all of it is there in 3.2, 4 and 5, and asked with care. */
export interface VitestProject {
  readonly name?: string
  readonly config?: {
    readonly root?: string
    snapshotSerializers?: readonly string[]
    readonly browser?: { readonly enabled?: boolean }
  }
  readonly vite?: { readonly config?: { readonly plugins?: readonly { readonly name?: string }[] } }
  readonly vitest?: {
    readonly filenamePattern?: readonly string[] | undefined
    readonly projects?: readonly VitestProject[]
    readonly config?: { readonly watch?: boolean }
    getRootProject?(): VitestProject
  }
  globTestFiles?(filters?: string[]): Promise<{ readonly testFiles: readonly string[] }>
}

/** Its test files, of a filtered run those that are run; none where Vitest does not tell. */
export async function testFilesIn(project: VitestProject): Promise<readonly string[]> {
  const filters = project.vitest?.filenamePattern ?? []
  return (await project.globTestFiles?.([...filters]))?.testFiles ?? []
}
