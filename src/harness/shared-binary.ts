import { assertRunnable, hostSystem } from '../artifact/index.ts'
import { type SharedBuildRequest, takeSharedBuild } from '../toolchain/index.ts'

/**
 * A binary that another machine has built, for this one.
 *
 * @throws {SharedBuildError} {@link LambdaBinaryError}
 */
export async function sharedBinary(asked: Omit<SharedBuildRequest, 'system'>): Promise<string> {
  const binary = await takeSharedBuild({ ...asked, system: hostSystem() })
  await assertRunnable(binary)
  return binary
}
