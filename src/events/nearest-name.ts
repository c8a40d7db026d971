/**
 * The name that was likely meant: the one with the fewest letters to change, without regard to case, if these are at most
 * a third of it; else one that begins with what was given, or holds it.
 */
export function nearestName(given: string, names: readonly string[]): string | undefined {
  const word = given.toLowerCase()
  const ranked = names.map((name) => ({ name, changes: changes(word, name) })).sort((a, b) => a.changes - b.changes)
  const [best] = ranked
  if (best !== undefined && best.changes <= Math.max(1, Math.floor(best.name.length / 3))) return best.name
  if (word.length < 3) return undefined
  return names.find((name) => name.startsWith(word)) ?? names.find((name) => name.includes(word))
}

/** Letters to add, drop or replace until one word is the other (Levenshtein). */
function changes(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [index, letter] of [...from].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...to].entries()) {
      const replaced = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(replaced, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row[to.length] ?? 0
}
