import { existsSync, readFileSync, writeFileSync } from 'node:fs'

/** Puts text into a file, between the lines `<!-- name -->` and `<!-- /kind -->` (the name's first word) if it has them. */
export function writePart(file, name, text) {
  const old = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const begin = `<!-- ${name} -->\n`
  const from = old.indexOf(begin)
  const to = old.indexOf(`<!-- /${name.split(' ')[0]} -->`, from)
  const isPart = from !== -1 && to !== -1
  writeFileSync(file, isPart ? old.slice(0, from + begin.length) + text + old.slice(to) : text)
}
