import type { SampleSource } from '../sample-source.ts'
import { poolHeader, userAttributes } from './user-pool.ts'

const clientMetadata = { source: 'web' }

const define = (): SampleSource<'cognito-define-auth-challenge'> => ({
  sample: {
    ...poolHeader('DefineAuthChallenge_Authentication'),
    request: {
      userAttributes,
      session: [{ challengeName: 'SRP_A', challengeResult: true, challengeMetadata: '' }],
      clientMetadata,
      userNotFound: false,
    },
    response: { challengeName: '', issueTokens: false, failAuthentication: false },
  },
})

const create = (): SampleSource<'cognito-create-auth-challenge'> => ({
  sample: {
    ...poolHeader('CreateAuthChallenge_Authentication'),
    request: {
      userAttributes,
      challengeName: 'CUSTOM_CHALLENGE',
      session: [{ challengeName: 'PASSWORD_VERIFIER', challengeResult: true, challengeMetadata: '' }],
      clientMetadata,
      userNotFound: false,
    },
    response: { publicChallengeParameters: {}, privateChallengeParameters: {}, challengeMetadata: '' },
  },
})

const verify = (): SampleSource<'cognito-verify-auth-challenge'> => ({
  sample: {
    ...poolHeader('VerifyAuthChallengeResponse_Authentication'),
    request: {
      userAttributes,
      privateChallengeParameters: { answer: '123456' },
      challengeAnswer: '123456',
      clientMetadata,
      userNotFound: false,
    },
    response: { answerCorrect: false },
  },
})

/** The three triggers of a custom sign-in. */
export const challengeSources = {
  'cognito-create-auth-challenge': create,
  'cognito-define-auth-challenge': define,
  'cognito-verify-auth-challenge': verify,
}
