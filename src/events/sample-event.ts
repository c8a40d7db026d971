import { errorMessage } from '../failure/index.ts'
import { linkFields, valueAt } from './link-fields.ts'
import { isFields, type MergeRules, mergeSample } from './merge-sample.ts'
import { nearestName } from './nearest-name.ts'
import { SampleEventError } from './sample-event-error.ts'
import type { SampleEvent, SampleEvents, SampleOverrides } from './sample-events.ts'
import type { SampleSource } from './sample-source.ts'
import { sources } from './sources.ts'

type AnySource = Omit<SampleSource<keyof SampleEvents>, 'sample'> & { readonly sample: unknown }

/**
 * An event as AWS sends it to a function, for tests: `sampleEvent('sqs', { Records: [{ body: { orderId: 'o-1' } }] })`.
 * Always the same for the same overrides, and a value of its own each time, which a test may change.
 *
 * Overrides are put over the sample: objects are merged, other values replace, `undefined` removes a field. A list of
 * objects becomes as long as the one given, each item merged over the sample's first. Fields such as `body` and `data` take
 * what a producer sent (text, bytes, or a value that becomes JSON) and are encoded as the source encodes them; what the
 * source makes of other fields (`md5OfBody`, `rawQueryString`) follows, unless it is given too. docs/events.md has the
 * details of each source.
 *
 * The type says of every field of the sample that it is there, also of those that overrides removed.
 *
 * @throws {SampleEventError} for a source that is not known, and for overrides that JSON cannot hold.
 */
export function sampleEvent<Name extends keyof SampleEvents>(
  source: Name,
  overrides?: SampleOverrides<Name>,
): SampleEvent<Name> {
  const found: AnySource = findSource(source)
  const given: unknown = overrides ?? {}
  if (!isFields(given)) {
    throw new SampleEventError(
      `overrides of '${source}' are ${describe(given)}`,
      "give them as an object: the event's fields",
    )
  }
  const event = merge(source, found, given)
  const { links = [], linksIn } = found
  if (linksIn === undefined) linkFields(links, event, found.sample, given)
  for (const [index, item] of itemsAt(event, linksIn).entries()) {
    linkFields(links, item, itemsAt(found.sample, linksIn)[0], itemsAt(given, linksIn)[index])
  }
  return event as SampleEvent<Name>
}

function findSource(name: string): AnySource {
  if (Object.hasOwn(sources, name)) return sources[name as keyof SampleEvents]()
  const names = Object.keys(sources).sort()
  const near = typeof name === 'string' ? nearestName(name, names) : undefined
  const meant = near === undefined ? '' : `; did you mean '${near}'?`
  throw new SampleEventError(`there is no sample event ${describe(name)}${meant}`, `there are: ${names.join(', ')}`)
}

function merge(
  source: string,
  { sample, ...rules }: MergeRules & { readonly sample: unknown },
  given: unknown,
): unknown {
  try {
    return mergeSample(sample, given, rules)
  } catch (cause) {
    const [why] = errorMessage(cause).split('\n')
    throw new SampleEventError(`overrides of '${source}' cannot be sent: ${why}`, 'give what JSON can hold')
  }
}

function itemsAt(event: unknown, path: string | undefined): readonly unknown[] {
  const items = path === undefined ? [] : valueAt(event, path)
  return Array.isArray(items) ? items : []
}

function describe(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`
  return Array.isArray(value) ? 'an array' : String(value)
}
