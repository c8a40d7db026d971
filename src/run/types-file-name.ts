import { join } from 'node:path'

/** What `use-go-lambda types` writes in a project's root, unless told otherwise. */
export function typesFileIn(root: string): string {
  return join(root, 'go-lambdas.gen.d.ts')
}
