import { type Link, valueAt } from '../link-fields.ts'
import { isFields } from '../merge-sample.ts'
import { both } from './http-links.ts'

const method = 'requestContext.http.method'
const path = 'requestContext.http.path'

/** Route key, method and path of payload format 2.0, which each stand in several places: those given decide. */
export const routeLinks: readonly Link[] = [
  ...both('rawPath', path),
  { from: 'requestContext.routeKey', to: 'routeKey' },
  { from: 'routeKey', to: method, by: (routeKey) => route(routeKey)?.method },
  { from: 'routeKey', to: 'rawPath', by: (routeKey, { event }) => filledIn(route(routeKey)?.path, event) },
  { from: 'rawPath', to: path },
  { from: method, to: 'routeKey', by: (_, { event }) => requestLine(event) },
  { from: 'rawPath', to: 'routeKey', by: (_, { event }) => requestLine(event) },
  { from: 'routeKey', to: 'requestContext.routeKey' },
]

/** Of `POST /orders`; nothing of `$default` or `ANY /orders`, which say less than a request has. */
function route(routeKey: unknown): { readonly method: string; readonly path: string } | undefined {
  const [, method, path] = /^([A-Z]+) (\/.*)$/.exec(String(routeKey)) ?? []
  return method === undefined || path === undefined || method === 'ANY' ? undefined : { method, path }
}

/** `/orders/{orderId}` with the path parameters of the event. */
function filledIn(template: string | undefined, event: unknown): string | undefined {
  const given = valueAt(event, 'pathParameters')
  const parameters = isFields(given) ? given : {}
  return template?.replace(/\{([^}+]+)\+?\}/g, (braced, name) => String(parameters[name] ?? braced))
}

function requestLine(event: unknown): string {
  return `${valueAt(event, method)} ${valueAt(event, 'rawPath')}`
}
