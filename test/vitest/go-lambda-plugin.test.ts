import { describe, expect, it } from 'vitest'
import { goLambdaPlugin } from '../../src/vitest/go-lambda-plugin.ts'

/** What Vitest calls with each of its projects, as far as the plugin reads it. */
interface Hook {
  configureVitest(given: {
    readonly project: { readonly config: Config }
    readonly vitest: { readonly config: { readonly watch: boolean } }
  }): Promise<void>
}
interface Config {
  snapshotSerializers?: string[]
  readonly browser?: { readonly enabled: boolean }
}

async function configured(config: Config): Promise<Config> {
  const plugin = goLambdaPlugin() as unknown as Hook
  const given = { project: { config }, vitest: { config: { watch: false } } }
  await plugin.configureVitest(given)
  await plugin.configureVitest(given)
  return config
}

describe('the serializer of snapshots', () => {
  it('is given to a project once, behind those that it has', async () => {
    const { snapshotSerializers } = await configured({ snapshotSerializers: ['./own.mjs'] })
    expect(snapshotSerializers).toEqual(['./own.mjs', expect.stringMatching(/\/vitest-serializer\.mjs$/)])
  })

  it('is not given to a project that runs in a browser, which could not load it', async () => {
    expect(await configured({ browser: { enabled: true } })).toEqual({ browser: { enabled: true } })
    expect(await configured({ browser: { enabled: false } })).toHaveProperty('snapshotSerializers')
  })
})
