import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** More files and folders than this are not looked at. */
const mostEntries = 200_000

/** Folders that Go or npm have for what is not the user's own. */
const foreign = /^(?:node_modules|vendor|testdata|[._].*)$/

/** Go's test files, and those that go build leaves out by their name. */
const source = /^(?![._]).*(?<!_test)\.go$/

/** As the import of aws-lambda-go stands in a file, whatever it is called there. */
const startsLambda = /^(?:import[\t ]+)?[\t ]*(?:[\w.]+[\t ]+)?"github\.com\/aws\/aws-lambda-go\/lambda"/m

/**
 * The folders of functions below a folder: package main, with a file that imports `aws-lambda-go/lambda` itself. One that
 * leaves this to a package of its own is found where a test names it.
 */
export async function functionsBelow(root: string): Promise<string[]> {
  const found: string[] = []
  const folders = [root]
  let seen = 0
  for (let folder = folders.pop(); folder !== undefined && seen < mostEntries; folder = folders.pop()) {
    const files: string[] = []
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      seen += 1
      if (entry.isDirectory()) {
        if (!foreign.test(entry.name)) folders.push(join(folder, entry.name))
      } else if (source.test(entry.name)) files.push(join(folder, entry.name))
    }
    if (await anyIsFunction(files)) found.push(folder)
  }
  return found.sort()
}

async function anyIsFunction(files: readonly string[]): Promise<boolean> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (/^package main\b/m.test(text) && startsLambda.test(text)) return true
  }
  return false
}
