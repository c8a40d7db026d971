import { asText } from '../pack.ts'
import type { SampleSource } from '../sample-source.ts'

const bucket = { bucketName: 'pipeline-artifacts' }

const codepipeline = (): SampleSource<'codepipeline'> => ({
  sample: {
    'CodePipeline.job': {
      id: '11111111-abcd-1111-abcd-111111abcdef',
      accountId: '123456789012',
      data: {
        actionConfiguration: {
          configuration: { FunctionName: 'deploy-check', UserParameters: '{"stage":"prod"}' },
        },
        inputArtifacts: [
          {
            location: { s3Location: { ...bucket, objectKey: 'shop/source/input.zip' }, type: 'S3' },
            revision: '0123456789abcdef0123456789abcdef01234567',
            name: 'source',
          },
        ],
        outputArtifacts: [
          {
            location: { s3Location: { ...bucket, objectKey: 'shop/report/output.zip' }, type: 'S3' },
            revision: '0123456789abcdef0123456789abcdef01234567',
            name: 'report',
          },
        ],
        artifactCredentials: {
          accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
          secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
          sessionToken: 'example-session-token',
        },
        continuationToken: 'continue-1',
      },
    },
  },
  packed: { 'CodePipeline.job.data.actionConfiguration.configuration.UserParameters': asText },
})

const config = (): SampleSource<'config'> => ({
  sample: {
    version: '1.0',
    invokingEvent: JSON.stringify({
      configurationItem: {
        configurationItemCaptureTime: '2024-05-14T09:30:00.000Z',
        awsAccountId: '123456789012',
        configurationItemStatus: 'OK',
        resourceType: 'AWS::EC2::Instance',
        resourceId: 'i-0123456789abcdef0',
        awsRegion: 'us-east-1',
        configuration: { instanceType: 't3.micro' },
      },
      notificationCreationTime: '2024-05-14T09:30:00.000Z',
      messageType: 'ConfigurationItemChangeNotification',
      recordVersion: '1.3',
    }),
    ruleParameters: '{"desiredInstanceType":"t3.micro"}',
    resultToken: 'example-result-token',
    eventLeftScope: false,
    executionRoleArn: 'arn:aws:iam::123456789012:role/config-role',
    configRuleArn: 'arn:aws:config:us-east-1:123456789012:config-rule/config-rule-abc123',
    configRuleName: 'desired-instance-type',
    configRuleId: 'config-rule-abc123',
    accountId: '123456789012',
  },
  packed: { invokingEvent: asText, ruleParameters: asText },
})

const instance = 'arn:aws:connect:us-east-1:123456789012:instance/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'

const connect = (): SampleSource<'connect'> => ({
  sample: {
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        Attributes: { language: 'en' },
        Channel: 'VOICE',
        ContactId: '4a573372-1f28-4e26-b97b-000000000001',
        CustomerEndpoint: { Address: '+12065550100', Type: 'TELEPHONE_NUMBER' },
        InitialContactId: '4a573372-1f28-4e26-b97b-000000000001',
        InitiationMethod: 'INBOUND',
        InstanceARN: instance,
        PreviousContactId: '4a573372-1f28-4e26-b97b-000000000000',
        Queue: { ARN: `${instance}/queue/5c6d7e8f-9081-4a2b-8c3d-4e5f60718293`, Name: 'orders' },
        SystemEndpoint: { Address: '+12065550199', Type: 'TELEPHONE_NUMBER' },
      },
      Parameters: { orderId: 'o-1' },
    },
  },
  whole: ['Details.Parameters', 'Details.ContactData.Attributes'],
})

const iotAuthorizer = (): SampleSource<'iot-authorizer'> => ({
  sample: {
    token: 'token-1',
    signatureVerified: true,
    protocols: ['tls', 'http', 'mqtt'],
    protocolData: {
      tls: { serverName: 'a1b2c3d4e5-ats.iot.us-east-1.amazonaws.com' },
      http: { headers: { 'user-agent': 'device/1.0' }, queryString: '?token=token-1' },
      mqtt: { username: 'device-1', password: 'ZXhhbXBsZQ==', clientId: 'device-1' },
    },
    connectionMetadata: { id: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01' },
  },
})

const iotPreProvisioning = (): SampleSource<'iot-pre-provisioning'> => ({
  sample: {
    claimCertificateId: 'claim-certificate-1',
    certificateId: 'certificate-1',
    certificatePem: '-----BEGIN CERTIFICATE-----\nMIIBszCCAVmgAwIBAgIBATAKBg==\n-----END CERTIFICATE-----\n',
    templateArn: 'arn:aws:iot:us-east-1:123456789012:provisioningtemplate/devices',
    clientId: 'device-1',
    parameters: { SerialNumber: 's-1' },
  },
  whole: ['parameters'],
})

const secretsmanager = (): SampleSource<'secretsmanager'> => ({
  sample: {
    Step: 'createSecret',
    SecretId: 'arn:aws:secretsmanager:us-east-1:123456789012:secret:orders-db-a1b2c3',
    ClientRequestToken: '6f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d01',
    RotationToken: '7f1c3a52-9d0e-4b7a-8c21-5e0f9a3b4d02',
  },
})

/** Other services that ask a function something. */
export const serviceSources = {
  codepipeline,
  config,
  connect,
  'iot-authorizer': iotAuthorizer,
  'iot-pre-provisioning': iotPreProvisioning,
  secretsmanager,
}
