import { tmpdir } from 'node:os'

const uuid = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/g

/** A text of a function's or ours with everything replaced that differs from run to run or from checkout to checkout. */
export function stableText(text: string, requestId?: string): string {
  const named = requestId === undefined ? text : text.replaceAll(requestId, '<request id>')
  const placed = folders().reduce((all, [folder, name]) => all.replaceAll(folder, name), named)
  return (
    placed
      .replace(uuid, '<id>')
      .replace(/\b1-[0-9a-f]{8}-[0-9a-f]{24}\b/g, '<trace id>')
      .replace(/\b\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z| ?[+-]\d\d:?\d\d)?/g, '<time>')
      .replace(/\b0x[0-9a-f]{6,16}\b/g, '<address>')
      .replace(/\bgoroutine \d+\b/g, 'goroutine <n>')
      .replace(/\b(pid[ :=]*)\d+\b/gi, '$1<pid>')
      .replace(/(127\.0\.0\.1|\[::1\]|localhost):\d+/g, '$1:<port>')
      .replace(/\b(Duration: )[\d.]+ ms/g, '$1<n> ms')
      // Whether these are known depends on the system, and on which test came first.
      .replace(/\tMax Memory Used: \d+ MB/g, '')
      .replace(/\tInit Duration: <n> ms/g, '')
      .replace(/(\/[^\s:()]*@)v[^/\s]+(\/[^\s:()]+\.go):\d+/g, '$1<version>$2')
      .replace(/(\/src\/(?:internal|runtime|net|reflect)\/[^\s:()]+\.go):\d+/g, '$1')
      .replace(/ \+0x[0-9a-f]+\b/g, '')
  )
}

/** Whether a text is a message of ours, or of AWS, that differs from run to run. */
export function isUnstable(text: string): boolean {
  return isMessage.test(text) && stableMessage(text) !== text
}

const isMessage = /\bRequestId: [0-9a-f]{8}-[0-9a-f]{4}-|\bFunction\.Ping on |\binvocation [0-9a-f]{8}-[0-9a-f]{4}-/

/** A message of an error: Jest gives its snapshots nothing else of what was thrown. */
export function stableMessage(text: string): string {
  return stableText(text)
    .replace(/\bRequestId: <id>/g, 'RequestId: <request id>')
    .replace(/\bafter \d+ ms\b/g, 'after <n> ms')
}

/** Longest first: one may lie in the other. */
function folders(): [string, string][] {
  const home = process.env['HOME'] ?? ''
  const all: [string, string][] = [
    [process.cwd(), '<root>'],
    [tmpdir(), '<tmp>'],
    [home, '<home>'],
  ]
  return all.filter(([folder]) => folder.length > 1).sort(([a], [b]) => b.length - a.length)
}

/**
 * The path of one of Go's frames without the folders that a checkout lies in. aws-lambda-go keeps as many elements of a path
 * as the package's import path has, so that the first may be those of the working directory, or of one above it.
 */
export function withoutCheckout(path: string, folder = process.cwd()): string {
  const elements = path.split('/')
  const around = folder.split('/').filter((element) => element !== '')
  for (let end = around.length; end > 0; end--) {
    for (let begin = 0; begin < end; begin++) {
      const part = around.slice(begin, end)
      if (part.length < elements.length && part.every((element, index) => element === elements[index])) {
        return ['<root>', ...elements.slice(part.length)].join('/')
      }
    }
  }
  return path
}
