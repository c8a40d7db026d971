import { EventEmitter, once } from 'node:events'
import { LambdaClient } from '@aws-sdk/client-lambda'
import type { Outcome, RunOptions } from './command.ts'
import type { Workbench } from './workbench.ts'

/** `use-go-lambda serve`, as it runs. */
export interface Serving {
  readonly url: string
  readonly client: LambdaClient
  /** What it has printed so far. */
  readonly printed: { stdout: string; stderr: string }
  /** Waits until what it has printed is as wanted; a build takes its time, so only the test's own limit ends that. */
  prints(wanted: (printed: { stdout: string; stderr: string }) => boolean): Promise<void>
  /** Waits until its standard output holds this. */
  says(text: string | RegExp): Promise<void>
  /** Sends a signal, and gives how it ended. */
  end(signal?: NodeJS.Signals): Promise<Outcome>
}

/** Starts it, and waits until it has told where it listens: a build takes its time. */
export async function serve({ start }: Workbench, args: readonly string[], options?: RunOptions): Promise<Serving> {
  const { child, ended } = start(['serve', ...args], { stdin: '', ...options })
  const printed = { stdout: '', stderr: '' }
  const news = new EventEmitter()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (part) => {
      printed[name] += part
      news.emit('data')
    })
  }
  const prints: Serving['prints'] = async (wanted) => {
    while (!wanted(printed)) await once(news, 'data')
  }
  const endpoint = () => /AWS_ENDPOINT_URL_LAMBDA=(\S+)\n/.exec(printed.stdout)?.[1]
  const early = ended.then((outcome) => Promise.reject(new Error(`it ended: ${JSON.stringify(outcome)}`)))
  await Promise.race([early, prints(() => endpoint() !== undefined)])
  early.catch(() => undefined) // it ends later, too
  const url = endpoint() ?? ''
  const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' }
  const client = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  return {
    url,
    client,
    printed,
    prints,
    says: (text) => prints(({ stdout }) => (typeof text === 'string' ? stdout.includes(text) : text.test(stdout))),
    async end(signal = 'SIGINT') {
      client.destroy()
      child.kill(signal)
      return ended
    },
  }
}
