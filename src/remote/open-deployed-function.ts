import type { DeployedFunction, OpenDeployed } from './deployed-function.ts'

/** See {@link DeployedFunction}; loaded only here, with the SDK: other suites are spared both. */
export async function openDeployedFunction(given: OpenDeployed): Promise<DeployedFunction> {
  const { DeployedFunction } = await import('./deployed-function.ts')
  return DeployedFunction.open(given)
}
