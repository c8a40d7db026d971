/** What a bracket, a string or a comment of a script spans: it is skipped whole where commas are looked for. */
const spans =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^'\\\n]|\\[\s\S])*'|"(?:[^"\\\n]|\\[\s\S])*"|`(?:[^`\\]|\\[\s\S])*`|[()[\]{},]|[^'"`/()[\]{},]+|[\s\S]/g

/** More text than this is not looked through for the end of a call. */
const mostText = 20_000

/**
 * The arguments of a call whose bracket was opened just before `start`, as text without comments; `undefined` where no
 * end is found. Regular expressions with brackets or quotes in them are not understood.
 */
export function argumentsAt(text: string, start: number): string[] | undefined {
  const parts = ['']
  let depth = 0
  for (const [piece] of text.slice(start, start + mostText).matchAll(spans)) {
    if (depth === 0 && piece === ')') return parts.map((part) => part.trim()).filter((part) => part !== '')
    if (piece.startsWith('//') || piece.startsWith('/*')) continue
    if ('([{'.includes(piece)) depth += 1
    else if (')]}'.includes(piece)) depth -= 1
    if (depth === 0 && piece === ',') parts.push('')
    else parts.push(`${parts.pop() ?? ''}${piece}`)
  }
  return undefined
}

/** What stands between the brackets of `[…]` or `{…}`, at its commas. */
export function itemsOf(text: string): string[] | undefined {
  return argumentsAt(`${text.slice(1, -1)})`, 0)
}
