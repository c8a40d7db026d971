import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ExecutionEnvironment } from '../../src/environment/index.ts'
import { PeakMemory } from '../../src/environment/peak-memory.ts'
import type { LambdaFunctionError } from '../../src/lambda/index.ts'
import { bundleReapScript } from './bundle.ts'
import { buildLambdas, environmentFor, parsed, request } from './lambdas.ts'
import { temporaryFolder } from './temporary-folder.ts'

const folder = temporaryFolder()
const environments: ExecutionEnvironment[] = []
let reapScript: string

beforeAll(async () => {
  reapScript = await bundleReapScript(folder)
  await buildLambdas(folder, 'exits', 'holds-memory', 'ignores-deadline')
})

afterEach(() => Promise.all(environments.splice(0).map((each) => each.stop())))

async function started(name: string): Promise<ExecutionEnvironment> {
  const one = environmentFor(folder, reapScript, name)
  environments.push(one)
  await one.start()
  return one
}

const timeoutMs = 30_000

describe.runIf(existsSync('/proc/self/status'))('the memory that a function used at most', () => {
  it('is the peak that the kernel tells, in MiB rounded up, and stays when memory was let go', async () => {
    const one = await started('holds-memory')
    const small = await one.invoke(request({ mb: 1 }), { timeoutMs })
    const large = await one.invoke(request({ mb: 64 }), { timeoutMs })
    const after = await one.invoke(request({ mb: 1 }), { timeoutMs })
    for (const result of [small, large, after]) {
      // The process may grow a little between its own look and ours.
      const own = Math.ceil((parsed(result) as number) / 1024)
      expect(result.maxMemoryUsedMb).toBeGreaterThanOrEqual(own)
      expect(result.maxMemoryUsedMb).toBeLessThanOrEqual(own + 4)
    }
    expect(small.maxMemoryUsedMb).toBeLessThan(40)
    expect(large.maxMemoryUsedMb).toBeGreaterThanOrEqual(64)
    expect(after.maxMemoryUsedMb).toBeGreaterThanOrEqual(64)
  })

  it('is known of one that was killed at its deadline, and not of one that was gone by itself', async () => {
    const overdue = await started('ignores-deadline')
    const late = await overdue.invoke(request(60_000), { timeoutMs: 50 }).catch((error: LambdaFunctionError) => error)
    expect(late).toMatchObject({ code: 'LAMBDA_TIMEOUT', invocation: { maxMemoryUsedMb: expect.any(Number) } })
    const exits = await started('exits')
    const gone = await exits.invoke(request({ code: 1 }), { timeoutMs }).catch((error: LambdaFunctionError) => error)
    expect(gone).toMatchObject({ code: 'LAMBDA_EXIT' })
    expect((gone as LambdaFunctionError).invocation).not.toHaveProperty('maxMemoryUsedMb')
  })

  it('is not that of another process which was given the pid, and holds no file once closed', async () => {
    const before = readdirSync('/proc/self/fd').length
    const child = spawn('sleep', ['60'])
    const memory = new PeakMemory(child.pid ?? 0)
    expect(memory.readMb()).toBeGreaterThan(0)
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(memory.readMb()).toBeUndefined()
    memory.close()
    memory.close()
    expect(memory.readMb()).toBeUndefined()
    expect(readdirSync('/proc/self/fd').length).toBe(before)
  })
})

it('is unknown where there is no such process, as where there is no /proc', () => {
  const memory = new PeakMemory(2 ** 22 + 1)
  expect(memory.readMb()).toBeUndefined()
  memory.close()
})
