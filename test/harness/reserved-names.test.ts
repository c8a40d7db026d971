import { afterEach, expect, it } from 'vitest'
import { failureOf } from './failure-of.ts'
import { workshop } from './workshop.ts'

const shop = workshop()
afterEach(() => shop.stopAll())

const refused =
  'Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: '
const nextStep =
  '\n  → leave them out of { env }: options such as functionName, memorySizeMb and cwd decide what the function finds there'

it.each([
  ...['_HANDLER', '_LAMBDA_SERVER_PORT', '_X_AMZN_TRACE_ID', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE'],
  ...['AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_LAMBDA_RUNTIME_API', 'LAMBDA_RUNTIME_DIR'],
  'LAMBDA_TASK_ROOT',
])('%s is refused in the words of AWS', (name) => {
  expect(() => shop.lambda('upper', { env: { TABLE: 'orders', [name]: 'x' } })).toThrow(
    expect.objectContaining({ name: 'LambdaOptionError', message: `${refused}${name}${nextStep}` }),
  )
})

it('all of them are named at once, also of those that env() gives', async () => {
  const env = { LAMBDA_TASK_ROOT: '/', TABLE: 'orders', _HANDLER: '' }
  const error = await failureOf(shop.lambda('upper', { env: () => env }).invoke('x'))
  expect(error.message).toBe(`${refused}LAMBDA_TASK_ROOT, _HANDLER${nextStep}`)
})

it('credentials, the region and what AWS leaves open may be given, and undefined removes', async () => {
  const given = {
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    AWS_REGION: 'eu-north-1',
    AWS_DEFAULT_REGION: 'eu-north-1',
    AWS_ENDPOINT_URL: 'http://127.0.0.1:8000',
    AWS_XRAY_CONTEXT_MISSING: 'IGNORE_ERROR',
    LD_LIBRARY_PATH: '/opt/lib',
    PATH: '/bin',
    TZ: 'Europe/Oslo',
  }
  const env = { ...given, AWS_EXECUTION_ENV: undefined, AWS_LAMBDA_LOG_GROUP_NAME: undefined }
  const seen = (await shop.lambda<unknown, { env: Record<string, string> }>('echo-env', { env }).invoke()).env
  expect(seen).toMatchObject(given)
  expect(seen).not.toHaveProperty('AWS_LAMBDA_LOG_GROUP_NAME')
})
