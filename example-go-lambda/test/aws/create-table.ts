declare module 'vitest' {
  export interface ProvidedContext {
    /** Where DynamoDB Local listens. */
    readonly dynamoDbUrl: string
  }
}

/** Creates a table with the string key `id`; on AWS that is the work of your CloudFormation, CDK or Terraform. */
export async function createTable(url: string, name: string): Promise<void> {
  const table = {
    TableName: name,
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
  }
  // DynamoDB Local wants a key, and takes any signature.
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.0',
      'x-amz-target': 'DynamoDB_20120810.CreateTable',
      authorization:
        'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    },
    body: JSON.stringify(table),
  })
  if (!response.ok) throw new Error(`CreateTable ${name}: ${response.status} ${await response.text()}`)
}
