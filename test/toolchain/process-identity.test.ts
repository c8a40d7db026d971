import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { describe, expect, it } from 'vitest'
import { livesStill, ownIdentity, type ProcessSource } from '../../src/toolchain/process-identity.ts'
import { testNeeding } from '../support/needs.ts'

for (const source of ['proc', 'ps'] satisfies ProcessSource[]) {
  const run = source === 'ps' ? testNeeding('ps') : it.skipIf(process.platform !== 'linux')

  describe(`by ${source}`, () => {
    run('this process is alive', async () => {
      const identity = await ownIdentity(source)
      expect(identity.started).not.toBe('')
      expect(await livesStill(identity, source)).toBe('alive')
    })

    run('a process that was killed is dead, and so is its pid in the hands of another', async () => {
      const { place } = await ownIdentity(source)
      const child = spawn('sleep', ['100'])
      const pid = child.pid ?? 0
      expect(await livesStill({ pid, place, started: 'at another time' }, source)).toBe('dead')
      expect(await livesStill({ pid, place, started: '' }, source)).toBe('unknown')
      child.kill('SIGKILL')
      await once(child, 'exit')
      expect(await livesStill({ pid, place, started: '' }, source)).toBe('dead')
    })

    run('a zombie is dead', async () => {
      const { place } = await ownIdentity(source)
      // sleep does not wait for the child that it has from the shell; the shell might, before it becomes sleep.
      const child = spawn('sh', ['-c', 'sleep 1 & echo $!; exec sleep 100'], { stdio: ['ignore', 'pipe', 'ignore'] })
      const [pid] = (await once(child.stdout, 'data')).map(Number)
      const identity = { pid: pid ?? 0, place, started: '' }
      const deadline = performance.now() + 10_000
      while ((await livesStill(identity, source)) !== 'dead' && performance.now() < deadline);
      expect(process.kill(identity.pid, 0)).toBe(true)
      expect(await livesStill(identity, source)).toBe('dead')
      child.kill('SIGKILL')
    })

    run('a process elsewhere cannot be judged', async () => {
      const identity = await ownIdentity(source)
      expect(await livesStill({ ...identity, place: 'elsewhere' }, source)).toBe('unknown')
    })
  })
}
