import type { Script } from 'node:vm'
import type { Source } from './kept-code.ts'

/** A file that was compiled in this process. */
interface CompiledScript {
  readonly name: string
  readonly source: Source
  readonly script: Script
  /** Its code was there already, and V8 took it. */
  readonly kept: boolean
}

/** All of this process. */
export const scripts: CompiledScript[] = []

let isKept = false

/**
 * Keeps what V8 has compiled in this process until now, functions that were called among it, for the processes after it;
 * once, and only where something was not kept before. Never fails: only time is lost.
 */
export async function keepFreshCode(): Promise<void> {
  if (isKept || scripts.every(({ kept }) => kept)) return
  isKept = true
  try {
    const { keepCode } = await import('./keep-code.ts') // seldom needed
    await keepCode()
  } catch {
    // the next process tries again
  }
}
