import { types } from 'node:util'
import { type Artifact, type DeployTarget, deployability, type Finding, inspectArtifact } from '../artifact/index.ts'
import type { ArtifactSource } from './to-be-deployable.ts'

/** Carries out `toBeDeployable`. */
export async function judgeDeployable(received: unknown, target: DeployTarget = {}) {
  const artifact = await artifactOf(received)
  const findings = deployability(artifact, target)
  const pass = findings.every(({ severity }) => severity !== 'error')
  const where = [target.runtime ?? 'provided.al2023', target.architecture].filter(Boolean).join(', ')
  const message = () => {
    const wish = `expected ${artifact.path} ${pass ? 'not ' : ''}to be deployable (${where})`
    return [wish, ...findings.flatMap(lines)].join('\n')
  }
  return { pass, message }
}

function lines({ severity, reason, nextStep }: Finding): string[] {
  return [`  ${severity}: ${reason}`, `    → ${nextStep}`]
}

async function artifactOf(received: unknown): Promise<Artifact> {
  if (isSource(received)) {
    if (typeof received === 'object' && 'faults' in received) return received
    return inspectArtifact(received)
  }
  const what = received === null ? 'null' : typeof received
  throw new TypeError(`toBeDeployable takes a path, a file URL, or what inspectArtifact gave, not ${what}`)
}

/** URLs may be another realm's. */
function isSource(received: unknown): received is ArtifactSource {
  if (typeof received === 'string') return received !== ''
  if (typeof received !== 'object' || received === null || types.isPromise(received)) return false
  return 'faults' in received || ('href' in received && 'protocol' in received)
}
