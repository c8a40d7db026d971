import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import type { GoLambdaSource } from '../harness/index.ts'

/** What a word of the command line names: a file is a zip or a binary, everything else a package, or the folder of a bootstrap. */
export function sourceOf(word: string): GoLambdaSource {
  if (!isBuilt(word)) return word
  return /\.zip$/i.test(word) ? { zip: resolve(word) } : { binary: resolve(word) }
}

function isBuilt(word: string): boolean {
  return statSync(word, { throwIfNoEntry: false })?.isFile() === true && !word.endsWith('.go')
}
