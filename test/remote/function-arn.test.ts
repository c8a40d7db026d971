import { expect, test } from 'vitest'
import { readFunctionArn } from '../../src/remote/function-arn.ts'

test.each([
  ['arn:aws:lambda:eu-west-1:123456789012:function:upper', 'eu-west-1', 'upper', undefined],
  ['arn:aws:lambda:eu-west-1:123456789012:function:upper:live', 'eu-west-1', 'upper', 'live'],
  ['arn:aws:lambda:eu-west-1:123456789012:function:upper:$LATEST', 'eu-west-1', 'upper', '$LATEST'],
  ['arn:aws-us-gov:lambda:us-gov-east-1:123456789012:function:a_b-c:7', 'us-gov-east-1', 'a_b-c', '7'],
  ['arn:aws-cn:lambda:cn-north-1:123456789012:function:upper', 'cn-north-1', 'upper', undefined],
  ['arn:aws-eusc:lambda:eusc-de-east-1:123456789012:function:upper', 'eusc-de-east-1', 'upper', undefined],
])('%s is read', (arn, region, functionName, qualifier) => {
  expect(readFunctionArn(arn)).toEqual({ arn, region, account: '123456789012', functionName, qualifier })
})

test.each([
  'upper',
  '123456789012:function:upper',
  'arn:aws:lambda:eu-west-1:function:upper',
  'arn:aws:lambda:eu-west-1:123456789012:function:',
  'arn:aws:lambda:eu-west-1:123456789012:function:upper:',
  'arn:aws:lambda:eu-west-1:123456789012:layer:upper',
  'arn:aws:s3:eu-west-1:123456789012:function:upper',
  'arn:aws:lambda:*:123456789012:function:upper',
  'arn:aws:lambda:eu-west-1:123456789012:function:upper ',
  '',
])('%j is none that is written out', (text) => {
  expect(readFunctionArn(text)).toBeUndefined()
})
