import type { Link } from './link-fields.ts'
import type { MergeRules } from './merge-sample.ts'
import type { SampleEvent, SampleEvents } from './sample-events.ts'

/** One source of events: its sample, and how overrides are put into it. */
export interface SampleSource<Name extends keyof SampleEvents> extends MergeRules {
  readonly sample: SampleEvent<Name>
  /** Fields that the source makes of others. In this order. */
  readonly links?: readonly Link[]
  /** The list whose items the paths of `links` are of, each by itself. */
  readonly linksIn?: string
}
