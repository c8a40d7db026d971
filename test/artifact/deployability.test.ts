import { describe, expect, it } from 'vitest'
import { deployability, inspectArtifact } from '../../src/artifact/index.ts'
import { testNeeding } from '../support/needs.ts'
import { ArtefactShop } from './artefacts/artefact-shop.ts'
import { artefacts } from './artefacts/artefacts.ts'

const shop = new ArtefactShop()

describe('tells all that is wrong with', { timeout: 600_000 }, () => {
  it('at least twenty artefacts', () => {
    expect(artefacts.length).toBeGreaterThanOrEqual(20)
  })

  for (const { name, needs = [], make, target, findings } of artefacts) {
    testNeeding(...needs)(name, async () => {
      const found = deployability(await inspectArtifact(make(shop)), target)
      expect(found.map(({ severity, problem, reason }) => `${severity} ${problem}: ${masked(reason)}`)).toEqual(
        findings,
      )
      expect(found.every(({ nextStep }) => nextStep.length > 5)).toBe(true)
    })
  }
})

/** Without what differs between machines. */
function masked(reason: string): string {
  return reason.replace(/GLIBC_[\d.]+/, 'GLIBC_<n>').replace(/speaks of \d+/, 'speaks of <size>')
}
