/**
 * The variables by which an AWS SDK or CLI finds an endpoint, with credentials and a region that are good for nothing
 * else: without any an SDK does not send a request. `undefined` is for a variable that must not be there.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function endpointVariables(url: string): Readonly<Record<string, string | undefined>> {
  return {
    AWS_ENDPOINT_URL_LAMBDA: url,
    AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'false',
    AWS_REGION: 'us-east-1',
    AWS_DEFAULT_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: 'ASIAFAKEFAKEFAKEFAKE',
    AWS_SECRET_ACCESS_KEY: 'fake-secret-access-key',
    AWS_SESSION_TOKEN: 'fake-session-token',
    // It would come before them.
    AWS_PROFILE: undefined,
  }
}
