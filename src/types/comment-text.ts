/**
 * A doc comment with these texts, each with a paragraph or more, without a line break at its end; `''` without any.
 * A paragraph that Go begins with `Deprecated:` becomes a tag, so that editors strike the name through. Tags come last: what
 * follows one belongs to it.
 */
export function commentText(texts: readonly (string | undefined)[]): string {
  const paragraphs = texts.map((text) => clean(text ?? '')).flatMap((text) => (text === '' ? [] : text.split(/\n\n+/)))
  const isTag = (paragraph: string) => paragraph.startsWith('@deprecated ')
  const distinct = [...new Set([...paragraphs.filter((one) => !isTag(one)), ...paragraphs.filter(isTag)])]
  const lines = distinct.join('\n\n').split('\n')
  if (distinct.length === 0) return ''
  if (lines.length === 1) return `/** ${lines[0]} */`
  return ['/**', ...lines.map((line) => (line === '' ? ' *' : ` * ${line}`)), ' */'].join('\n')
}

/** What stands behind `//`: all of it on one line. */
export function lineText(text: string): string {
  return clean(text).replace(/\s+/g, ' ')
}

function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\*\//g, '*\\/')
    .replace(/^Deprecated: /gm, '@deprecated ')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/\t/g, '  ')
    .replace(/^\n+|\s+$/g, '')
}

/** Every line but the first one further in, by so many levels. */
export function indented(text: string, levels = 1): string {
  return text.replace(/\n(?!\n)/g, `\n${'  '.repeat(levels)}`)
}
