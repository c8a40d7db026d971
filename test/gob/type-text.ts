import * as gob from '../../src/gob/door.ts'

type Type = gob.GobType<unknown>

/** The type that Go prints as `text`: a known one by its name, others by their parts; undefined where a part is unknown. */
export function typeFromText(text: string, known: Readonly<Record<string, gob.AnyGobType>>): Type | undefined {
  const named = known[text]
  if (named !== undefined) return named as Type
  const part = (of: string) => typeFromText(of, known)
  if (text.startsWith('*')) return over(part(text.slice(1)), gob.pointer)
  if (text.startsWith('[]')) return over(part(text.slice(2)), gob.slice)
  if (text.startsWith('[')) {
    const end = text.indexOf(']')
    return over(part(text.slice(end + 1)), (elem) => gob.array(Number(text.slice(1, end)), elem))
  }
  if (text.startsWith('map[')) {
    const end = closing(text, 3)
    const key = part(text.slice(4, end))
    return key === undefined ? undefined : over(part(text.slice(end + 1)), (elem) => gob.map(key, elem))
  }
  if (text.startsWith('struct { ')) {
    const fields = split(text.slice(9, -2)).map((field) => {
      const space = field.indexOf(' ')
      return [field.slice(0, space), part(field.slice(space + 1))] as const
    })
    if (fields.some(([, type]) => type === undefined)) return undefined
    return gob.struct('', Object.fromEntries(fields) as gob.StructFields) as Type
  }
  return undefined
}

function over(elem: Type | undefined, make: (elem: Type) => gob.AnyGobType): Type | undefined {
  return elem === undefined ? undefined : (make(elem) as Type)
}

/** Where the bracket at `from` is closed. */
function closing(text: string, from: number): number {
  let depth = 0
  for (let at = from; at < text.length; at++) {
    if (text[at] === '[') depth++
    if (text[at] === ']' && --depth === 0) return at
  }
  throw new Error(`${text} is not closed`)
}

/** The fields of a struct's text: those of structs within are not separated. */
function split(text: string): string[] {
  const fields = ['']
  let depth = 0
  for (const char of text) {
    if (char === '{') depth++
    if (char === '}') depth--
    if (char === ';' && depth === 0) fields.push('')
    else fields[fields.length - 1] += char
  }
  return fields.map((field) => field.trim())
}
