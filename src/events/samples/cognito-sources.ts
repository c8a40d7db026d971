import type { SampleSource } from '../sample-source.ts'
import { challengeSources } from './challenge-sources.ts'
import { poolHeader, userAttributes } from './user-pool.ts'

const newUser = { email: 'daniel@example.com', name: 'Daniel' }

const preSignup = (): SampleSource<'cognito-pre-signup'> => ({
  sample: {
    ...poolHeader('PreSignUp_SignUp'),
    request: {
      userAttributes: newUser,
      validationData: { invitation: 'i-1' },
      clientMetadata: { source: 'web' },
    },
    response: { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
  },
})

const postConfirmation = (): SampleSource<'cognito-post-confirmation'> => ({
  sample: {
    ...poolHeader('PostConfirmation_ConfirmSignUp'),
    request: { userAttributes, clientMetadata: { source: 'web' } },
    response: {},
  },
})

const preAuthentication = (): SampleSource<'cognito-pre-authentication'> => ({
  sample: {
    ...poolHeader('PreAuthentication_Authentication'),
    request: { userAttributes, validationData: { device: 'd-1' }, userNotFound: false },
    response: {},
  },
})

const postAuthentication = (): SampleSource<'cognito-post-authentication'> => ({
  sample: {
    ...poolHeader('PostAuthentication_Authentication'),
    request: { userAttributes, newDeviceUsed: false, clientMetadata: { source: 'web' } },
    response: {},
  },
})

const groups = {
  groupsToOverride: ['customers'] as [string],
  iamRolesToOverride: ['arn:aws:iam::123456789012:role/customer'] as [string],
  preferredRole: 'arn:aws:iam::123456789012:role/customer',
}

const preTokenGeneration = (): SampleSource<'cognito-pre-token-generation'> => ({
  sample: {
    ...poolHeader('TokenGeneration_Authentication'),
    request: { userAttributes, groupConfiguration: groups, clientMetadata: { source: 'web' } },
    response: {},
  },
})

const preTokenGenerationV2 = (): SampleSource<'cognito-pre-token-generation-v2'> => ({
  sample: {
    ...poolHeader('TokenGeneration_Authentication', '2'),
    request: {
      userAttributes,
      groupConfiguration: groups,
      clientMetadata: { source: 'web' },
      scopes: ['aws.cognito.signin.user.admin', 'openid'],
    },
    response: {},
  },
})

const customMessage = (): SampleSource<'cognito-custom-message'> => ({
  sample: {
    ...poolHeader('CustomMessage_SignUp'),
    request: {
      userAttributes,
      codeParameter: '{####}',
      usernameParameter: '{username}',
      clientMetadata: { source: 'web' },
    },
    response: { smsMessage: '', emailMessage: '', emailSubject: '' },
  },
})

const migrateUser = (): SampleSource<'cognito-migrate-user'> => ({
  sample: {
    ...poolHeader('UserMigration_Authentication'),
    request: {
      password: 'example-password',
      validationData: { device: 'd-1' },
      clientMetadata: { source: 'web' },
    },
    response: {
      userAttributes: {},
      finalUserStatus: '',
      messageAction: '',
      forceAliasCreation: false,
    },
  },
})

const inboundFederation = (): SampleSource<'cognito-inbound-federation'> => ({
  sample: {
    ...poolHeader('InboundFederation_ExternalProvider'),
    request: {
      providerName: 'example-idp',
      providerType: 'OIDC',
      attributes: {
        tokenResponse: { access_token: 'token-1', token_type: 'Bearer' },
        idToken: { sub: 'user-1', email: 'daniel@example.com' },
        userInfo: { sub: 'user-1', name: 'Daniel' },
      },
    },
    response: { userAttributesToMap: {} },
  },
})

/** The triggers of a Cognito user pool. */
export const cognitoSources = {
  ...challengeSources,
  'cognito-custom-message': customMessage,
  'cognito-inbound-federation': inboundFederation,
  'cognito-migrate-user': migrateUser,
  'cognito-post-authentication': postAuthentication,
  'cognito-post-confirmation': postConfirmation,
  'cognito-pre-authentication': preAuthentication,
  'cognito-pre-signup': preSignup,
  'cognito-pre-token-generation': preTokenGeneration,
  'cognito-pre-token-generation-v2': preTokenGenerationV2,
}
