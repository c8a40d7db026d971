import { LambdaClient } from '@aws-sdk/client-lambda'
import { eventually } from '../environment/eventually.ts'
import type { Outcome, RunOptions } from './command.ts'
import type { Workbench } from './workbench.ts'

/** `use-go-lambda serve`, as it runs. */
export interface Serving {
  readonly url: string
  readonly client: LambdaClient
  /** What it has printed so far. */
  readonly printed: { stdout: string; stderr: string }
  /** Waits until its standard output holds this. */
  says(text: string | RegExp): Promise<string>
  /** Sends a signal, and gives how it ended. */
  end(signal?: NodeJS.Signals): Promise<Outcome>
}

/** Starts it, and waits until it has told where it listens: a build takes its time. */
export async function serve({ start }: Workbench, args: readonly string[], options?: RunOptions): Promise<Serving> {
  const { child, ended } = start(['serve', ...args], { stdin: '', ...options })
  const printed = { stdout: '', stderr: '' }
  child.stdout?.on('data', (part) => {
    printed.stdout += part
  })
  child.stderr?.on('data', (part) => {
    printed.stderr += part
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /AWS_ENDPOINT_URL_LAMBDA=(\S+)\n/.exec(printed.stdout)?.[1]
      if (found !== undefined) resolve(found)
    })
    void ended.then((outcome) => reject(new Error(`it ended: ${JSON.stringify(outcome)}`)))
  })
  const credentials = { accessKeyId: 'fake', secretAccessKey: 'fake' }
  const client = new LambdaClient({ endpoint: url, region: 'us-east-1', credentials, maxAttempts: 1 })
  return {
    url,
    client,
    printed,
    says: (text) =>
      eventually(
        () => printed.stdout,
        (stdout) => (typeof text === 'string' ? stdout.includes(text) : text.test(stdout)),
        String(text),
      ),
    async end(signal = 'SIGINT') {
      client.destroy()
      child.kill(signal)
      return ended
    },
  }
}
