import type { Link } from '../link-fields.ts'
import { isFields } from '../merge-sample.ts'

/** A body given as bytes is base64, and the event says so. */
export const base64Body: Link = {
  from: 'body',
  to: 'isBase64Encoded',
  by: (_, { given }) => ArrayBuffer.isView(given),
}

/** One field told twice: whichever is given. */
export function both(one: string, other: string): readonly [Link, Link] {
  return [
    { from: one, to: other },
    { from: other, to: one },
  ]
}

/** `rawQueryString` and its parameters, of payload format 2.0: values of one name are joined by commas. */
export const rawQuery: readonly Link[] = [
  {
    from: 'queryStringParameters',
    to: 'rawQueryString',
    by: (parameters) => (isFields(parameters) ? String(new URLSearchParams(texts(parameters))) : ''),
    without: '',
  },
  { from: 'rawQueryString', to: 'queryStringParameters', by: (query) => joined(new URLSearchParams(String(query))) },
]

/** A map of single values and one of lists, as REST APIs have them: a single value is the last of its list. */
export function multiValued(single: string, multi: string): readonly Link[] {
  return [
    {
      from: single,
      to: multi,
      without: null,
      by: (values) => (isFields(values) ? mapped(values, (value) => [value]) : null),
    },
    { from: multi, to: single, without: null, by: (lists) => (isFields(lists) ? mapped(lists, last) : null) },
  ]
}

function mapped(fields: Readonly<Record<string, unknown>>, by: (value: unknown) => unknown): unknown {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, by(value)]))
}

function last(list: unknown): unknown {
  return Array.isArray(list) ? list.at(-1) : list
}

function texts(fields: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, String(value)]))
}

function joined(query: URLSearchParams): Record<string, string> {
  return Object.fromEntries([...new Set(query.keys())].map((name) => [name, query.getAll(name).join(',')]))
}
