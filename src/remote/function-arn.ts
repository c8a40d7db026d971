/** An ARN of a function, read. */
export interface FunctionArn {
  /** As it was written, a version or alias included. */
  readonly arn: string
  readonly region: string
  /** Twelve digits. */
  readonly account: string
  readonly functionName: string
  /** The version or alias that it ends in. */
  readonly qualifier: string | undefined
}

const shape =
  /^arn:aws[a-z-]*:lambda:([a-z]{2,}(?:-[a-z]+)+-\d{1,2}):(\d{12}):function:([\w.-]{1,140})(?::(\$LATEST(?:\.PUBLISHED)?|[\w-]{1,128}))?$/

/**
 * Reads `arn:aws:lambda:REGION:ACCOUNT:function:NAME`, with `:QUALIFIER` or without; `undefined` for anything else, a name or
 * a part of an ARN too, which would mean whatever account the credentials happen to be of.
 *
 * @see https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html
 */
export function readFunctionArn(text: string): FunctionArn | undefined {
  const found = shape.exec(text)
  if (found === null) return undefined
  const [arn, region = '', account = '', functionName = '', qualifier] = found
  return { arn, region, account, functionName, qualifier }
}
