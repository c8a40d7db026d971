import { commentText } from './comment-text.ts'
import type { DeclaredType } from './declared-type.ts'
import type { Constant, Shape } from './go-types.ts'
import { bodyText, notes, type Scope, stringLiteral, typeText } from './type-text.ts'

/** A declared type as a type or interface of this name. `remark`: said behind its own doc comment. */
export function declarationText(
  type: DeclaredType,
  name: string,
  { nameOf, comments }: Pick<Scope, 'nameOf' | 'comments'>,
  remark?: string,
): string {
  const scope: Scope = { direction: type.direction, nameOf, comments }
  const [form, ...others] = type.forms
  if (form === undefined || others.length > 0) {
    const lines = type.forms.map((one) => `\n  | ${typeText([one], scope, false).replace(/\s+/g, ' ')}`)
    return documented([type.doc, remark], scope, `export type ${name} =${lines.join('')}`)
  }
  if (form.kind === 'object' && form.fields.length > 0 && form.nullable === undefined) {
    return documented([type.doc, remark], scope, `export interface ${name} ${bodyText(form.fields, scope)}`)
  }
  const constants = type.constants.filter(({ value }) => typeof value === constantType(form))
  const open = [...new Set(constants.map(({ value }) => literal(value)))].join(' | ')
  const text =
    constants.length === 0
      ? typeText([form], scope, false)
      : `${open} | (${constantType(form)} & {})${form.nullable ? ' | null' : ''}`
  const doc = [type.doc, remark, ...notes(form, scope), constants.map(constantLine).join('\n')]
  return documented(doc, scope, `export type ${name} = ${text}`)
}

function documented(paragraphs: readonly (string | undefined)[], scope: Scope, text: string): string {
  const comment = scope.comments ? commentText(paragraphs) : ''
  return comment === '' ? text : `${comment}\n${text}`
}

/** Of what type constants of this shape are in JSON; `undefined` where JSON holds something else for them. */
function constantType(shape: Shape): 'string' | 'number' | undefined {
  return (shape.kind === 'string' || shape.kind === 'number') && shape.quoted === undefined ? shape.kind : undefined
}

function literal(value: string | number): string {
  return typeof value === 'string' ? stringLiteral(value) : String(value)
}

function constantLine({ name, value, doc }: Constant): string {
  const said = doc === undefined ? '' : `: ${doc.trim().replace(/\s+/g, ' ')}`
  return `- \`${literal(value)}\` ${name}${said}`
}
