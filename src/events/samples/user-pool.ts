/** What every trigger of a user pool says first. */
export function poolHeader(triggerSource: string, version = '1') {
  return {
    version,
    triggerSource,
    region: 'us-east-1',
    userPoolId: 'us-east-1_Example01',
    userName: 'daniel',
    callerContext: { awsSdkVersion: 'aws-sdk-js-3.600.0', clientId: '0123456789abcdefghijklmnop' },
  }
}

export const userAttributes = {
  sub: '5f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
  'cognito:user_status': 'CONFIRMED',
  email: 'daniel@example.com',
  email_verified: 'true',
  name: 'Daniel',
}
