/** The tag that leaves net/rpc out of aws-lambda-go. */
export const withoutRpc = 'lambda.norpc'

/** What speaks to a function: one of the two, or both until it is known which it answers. */
export type TransportKind = 'rpc' | 'runtime-api' | 'either'

/** By the build info that Go leaves in a program. One of which nothing is known may speak either. */
export async function transportOf(binary: string): Promise<TransportKind> {
  const { inspectBinary, readGoBuildInfo } = await import('../artifact/index.ts')
  const info = await readGoBuildInfo(binary)
  if (info === undefined) return (await inspectBinary(binary)).format === 'script' ? 'runtime-api' : 'either'
  if (!info.deps.some(({ path }) => path === 'github.com/aws/aws-lambda-go')) return 'runtime-api'
  return (info.settings['-tags'] ?? '').split(',').includes(withoutRpc) ? 'runtime-api' : 'rpc'
}
