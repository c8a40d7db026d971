import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { Project, type RunnerName, swc } from './project.ts'
import { type Report, statuses } from './report.ts'

const project = new Project()
afterAll(() => project.remove())

project.lambda('upper')
project.lambda('fails-with-error')
const scope = join(project.path, 'node_modules/@aws-sdk')
mkdirSync(scope)
symlinkSync(join(import.meta.dirname, '../../node_modules/@aws-sdk/client-lambda'), join(scope, 'client-lambda'))

// As on AWS: one client for the module, made when it is loaded.
project.write(
  'src/shout.ts',
  `import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'

const client = new LambdaClient({})

export async function shout(name: string, FunctionName = 'shop-upper'): Promise<string> {
  const { FunctionError, Payload } = await client.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(name) }))
  const answer = JSON.parse(Payload?.transformToString() ?? '')
  if (FunctionError !== undefined) throw new Error(answer.errorMessage)
  return answer
}
`,
)
for (const runner of ['vitest', 'jest'] as const) {
  for (const name of ['first', 'second']) {
    project.suite(
      runner,
      name,
      `import { useInvokeEndpoint } from 'use-go-lambda/${runner}'
import { shout } from '../src/shout'

const upper = useGoLambda('./cmd/upper', { functionName: 'shop-upper' })
const fails = useGoLambda('./cmd/fails-with-error')
describe('with an endpoint', () => {
  const endpoint = useInvokeEndpoint(upper, fails)
  test('code under test reaches a function by its name', async () => {
    expect(await shout('${name}')).toBe('${name.toUpperCase()}')
    expect(process.env['AWS_ENDPOINT_URL_LAMBDA']).toBe(endpoint.url)
  })
  test('and its failure', async () => {
    await expect(shout('the table is gone', 'fails-with-error')).rejects.toThrow('the table is gone')
  })
  test('and not another', async () => {
    await expect(shout('daniel', 'upper')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
      message: 'Function not found: arn:aws:lambda:us-east-1:123456789012:function:upper',
    })
  })
})
describe('without one', () => {
  test('nothing of it is left', () => { expect(process.env['AWS_ENDPOINT_URL_LAMBDA']).toBe(undefined) })
})
describe('with another', () => {
  useInvokeEndpoint(upper)
  test('the same client goes on', async () => { expect(await shout('again')).toBe('AGAIN') })
})
`,
    )
  }
}
project.write('vitest.config.mjs', `export default { test: { include: ['vitest/*.test.ts'] } }`)
project.write('jest.config.json', JSON.stringify({ testMatch: ['<rootDir>/jest/*.test.ts'], transform: swc }))

const ways: [string, RunnerName, string[]][] = [
  ['Vitest', 'vitest', []],
  // The module and its client stay for the second file.
  ['Vitest without isolation', 'vitest', ['--no-isolate', '--no-file-parallelism']],
  ['Vitest in threads', 'vitest', ['--pool=threads']],
  ['Jest', 'jest', []],
]

describe.each(ways)('%s', (_, runner, args) => {
  test('code under test with an unchanged LambdaClient reaches the functions of its suite', async () => {
    const json =
      runner === 'vitest' ? ['--reporter=json', '--outputFile=report.json'] : ['--json', '--outputFile=report.json']
    const { code, text } = await project.run(runner, [...args, ...json])
    const report = project.json<Report>('report.json')
    for (const name of ['first', 'second']) {
      expect(statuses(report, name), text).toEqual([
        'code under test reaches a function by its name: passed',
        'and its failure: passed',
        'and not another: passed',
        'nothing of it is left: passed',
        'the same client goes on: passed',
      ])
    }
    expect(text).not.toMatch(/did not exit|open handles/i)
    expect(code).toBe(0)
    expect(project.processes()).toEqual([])
    expect(project.reservations()).toEqual([])
  })
})
