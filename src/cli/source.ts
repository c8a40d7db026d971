import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { GoLambdaSource } from '../harness/index.ts'

/** What a word of the command line names: a file is a binary, everything else a package. */
export function sourceOf(word: string): GoLambdaSource {
  return isBinary(word) ? { binary: resolve(word) } : word
}

function isBinary(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() === true && !word.endsWith('.go')
}
