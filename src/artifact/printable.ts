/** A text out of somebody's file, for a terminal: what would move its cursor or colour it is replaced. */
export function printable(text: string): string {
  return text.replaceAll(/[\0-\x1f\x7f-\x9f]/g, '\ufffd')
}
