import type { AnyGobType } from '../../../src/gob/door.ts'

/**
 * Whether Go mixes up the parts of a type when it reads it as another: within one struct it keeps what it knows of a
 * wanted type by that type alone, so that a second field of the same type is read by the definition of what was sent
 * for the first. It then fails, or gives wrong values, or takes what does not fit, without a word.
 *
 * @see GOROOT/src/encoding/gob/decode.go, `compileDec`: `seen`
 */
export function goMixesUp(sent: AnyGobType, wanted: AnyGobType): boolean {
  const met = new Map<string, string>()
  let mixed = false
  const visit = (sentPart: AnyGobType, wantedPart: AnyGobType): void => {
    const [from, to] = [base(sentPart), base(wantedPart)]
    const key = textOf(to)
    const before = met.get(key)
    const text = textOf(from)
    if (before !== undefined) {
      mixed ||= before !== text
      return
    }
    if (to.shape.kind === 'struct' || 'elem' in to.shape) met.set(key, text)
    if (from.shape.kind === 'struct' && to.shape.kind === 'struct') {
      for (const { name, type } of to.shape.fields) {
        const field = from.shape.fields.find((other) => other.name === name)
        if (field !== undefined) visit(field.type, type)
      }
    }
    if (from.shape.kind === 'map' && to.shape.kind === 'map') visit(from.shape.key, to.shape.key)
    if ('elem' in from.shape && 'elem' in to.shape) visit(from.shape.elem, to.shape.elem)
  }
  visit(sent, wanted)
  return mixed
}

function base(type: AnyGobType): AnyGobType {
  const { shape } = type
  return shape.kind === 'pointer' ? base(shape.elem) : shape.kind === 'lazy' ? base(shape.resolve()) : type
}

function textOf(type: AnyGobType): string {
  const { shape } = base(type)
  if (shape.name !== undefined) return `${shape.name.package}.${shape.name.name}`
  switch (shape.kind) {
    case 'slice':
      return `[]${textOf(shape.elem)}`
    case 'array':
      return `[${shape.length}]${textOf(shape.elem)}`
    case 'map':
      return `map[${textOf(shape.key)}]${textOf(shape.elem)}`
    case 'struct':
      return `{${shape.fields.map(({ name, type: field }) => `${name} ${textOf(field)}`).join('; ')}}`
    default:
      return shape.kind + ('bits' in shape ? shape.bits : '')
  }
}
