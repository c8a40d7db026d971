import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** More files and folders than this are not looked at. */
const mostEntries = 200_000
/** Folders that are looked at together. */
const atOnce = 32

/** Folders that Go, npm or a deployment have for what is not the user's own, or a copy of it. */
const foreign = /^(?:node_modules|vendor|testdata|cdk\.out|cdktf\.out|[._].*)$/

/** Go's test files, and those that go build leaves out by their name. */
const source = /^(?![._]).*(?<!_test)\.go$/

/** Editors of Windows put a byte order mark before it. */
const packageMain = /^\uFEFF?package main\b/m

/** As the import of aws-lambda-go stands in a file, whatever it is called there. */
const startsLambda = /^(?:import[\t ]+)?[\t ]*(?:[\w.]+[\t ]+)?"github\.com\/aws\/aws-lambda-go\/lambda"/m

/**
 * The folders of functions below a folder: package main, with a file that imports `aws-lambda-go/lambda` itself. One that
 * leaves this to a package of its own is found where a test names it.
 */
export async function functionsBelow(root: string): Promise<string[]> {
  const found: string[] = []
  let seen = 0
  for (let folders = [root]; folders.length > 0 && seen < mostEntries; ) {
    const looks = await Promise.all(folders.slice(0, atOnce).map(lookAt))
    folders = [...folders.slice(atOnce), ...looks.flatMap(({ below }) => below)]
    seen += looks.reduce((sum, { entries }) => sum + entries, 0)
    found.push(...looks.filter(({ isFunction }) => isFunction).map(({ folder }) => folder))
  }
  return found.sort()
}

async function lookAt(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  const paths = (kept: typeof entries) => kept.map(({ name }) => join(folder, name))
  const below = paths(entries.filter((entry) => entry.isDirectory() && !foreign.test(entry.name)))
  const files = paths(entries.filter((entry) => !entry.isDirectory() && source.test(entry.name)))
  return { folder, isFunction: await anyIsFunction(files), below, entries: entries.length }
}

async function anyIsFunction(files: readonly string[]): Promise<boolean> {
  for (const file of files) {
    const text = await readFile(file, 'utf8').catch(() => '')
    if (packageMain.test(text) && startsLambda.test(text)) return true
  }
  return false
}
