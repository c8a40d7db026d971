let url: string | undefined

/** The endpoint that suites of this worker have put into `process.env`; `undefined` when it is closed. */
export function setSuiteEndpoint(given: string | undefined): void {
  url = given
}

/** Whether an AWS SDK that looks for Lambda now finds that endpoint, with credentials that may be fake. */
export function isSuiteEndpointOpen(): boolean {
  return url !== undefined && process.env['AWS_ENDPOINT_URL_LAMBDA'] === url
}
