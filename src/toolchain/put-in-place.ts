import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'

/** Has a file made aside and renames it: readers see all of it or the one before. */
export async function putInPlace(path: string, make: (draft: string) => Promise<unknown>): Promise<void> {
  const draft = `${path}.${randomUUID()}`
  try {
    await make(draft)
    await rename(draft, path)
  } catch (error) {
    await rm(draft, { force: true })
    throw error
  }
}
