import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { buildEvents, temporaryFolder } from '../oracle/build.ts'

export interface Asked {
  readonly type: string
  readonly event: unknown
}

/** What Go makes of an event: the event encoded again, and what logs hold; or why it was refused. */
export interface ByGo {
  readonly event?: unknown
  readonly logs?: unknown
  readonly failed?: string
}

/** Lets Go decode each event into its type of aws-lambda-go, strictly, and encode it again. */
export async function byGo(asked: readonly Asked[]): Promise<readonly ByGo[]> {
  const folder = temporaryFolder()
  try {
    const running = promisify(execFile)(buildEvents(folder.path), { maxBuffer: 64 * 1024 * 1024 })
    running.child.stdin?.end(asked.map((one) => JSON.stringify(one)).join('\n'))
    const { stdout } = await running
    return stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as ByGo)
  } finally {
    folder.remove()
  }
}

/** Every value of `sent` that `back` does not have, or has another for, with its path. More in `back` is no fault. */
export function losses(sent: unknown, back: unknown, path = ''): readonly string[] {
  if (typeof sent !== 'object' || sent === null) {
    return Object.is(sent, back) ? [] : [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(back)}`]
  }
  if (typeof back !== 'object' || back === null || Array.isArray(sent) !== Array.isArray(back)) {
    return [`${path}: ${JSON.stringify(sent)} became ${JSON.stringify(back)}`]
  }
  if (Array.isArray(sent) && Array.isArray(back) && sent.length !== back.length) {
    return [`${path}: ${sent.length} items became ${back.length}`]
  }
  const fields = back as Readonly<Record<string, unknown>>
  return Object.entries(sent).flatMap(([name, value]) =>
    losses(value, fields[name], path === '' ? name : `${path}.${name}`),
  )
}
