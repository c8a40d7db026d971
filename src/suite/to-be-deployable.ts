import type { Artifact, DeployTarget } from '../artifact/index.ts'

/** What an assertion about an artefact is about: a zip file, binary or folder, or what `inspectArtifact` gave. */
export type ArtifactSource = string | URL | Artifact

/** What a runner wants to know of a matcher. */
interface Verdict {
  readonly pass: boolean
  message(): string
}

/** For `expect.extend` of Vitest and Jest. What it needs is loaded at the first use. */
export const deployableMatchers = {
  async toBeDeployable(received: unknown, target?: DeployTarget): Promise<Verdict> {
    const { judgeDeployable } = await import('./judge-deployable.ts')
    return judgeDeployable(received, target)
  },
}

/** What is added to the assertions of either runner. */
export interface DeployableMatchers {
  /**
   * Whether a zip file, a binary or a folder with `bootstrap` would run as a Lambda function; every reason why not is told
   * at once, each with what to do. Warnings do not fail. The subject is a path, a file URL, or what `inspectArtifact` gave.
   *
   * ```ts
   * await expect('dist/function.zip').toBeDeployable({ runtime: 'provided.al2023', architecture: 'arm64' })
   * ```
   *
   * @throws {LambdaArtifactError} where there is no such file, or it cannot be read; with `.not`, too.
   */
  toBeDeployable(target?: DeployTarget): Promise<void>
}
