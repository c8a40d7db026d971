import { Buffer } from 'node:buffer'

/** The bytes of a payload as the AWS SDK gives them; named as its class is, so that snapshots are the same. */
export class Uint8ArrayBlobAdapter extends Uint8Array {
  /** @param encoding `utf-8` by default, or `base64`. */
  transformToString(encoding = 'utf-8'): string {
    const bytes = Buffer.from(this.buffer, this.byteOffset, this.byteLength)
    return bytes.toString(encoding === 'base64' ? 'base64' : 'utf8')
  }
}

/** The same memory. */
export function blobAdapter(bytes: Uint8Array): Uint8ArrayBlobAdapter {
  return new Uint8ArrayBlobAdapter(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength)
}
