/** A size for a person: `143.2 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  const units = ['kB', 'MB', 'GB', 'TB'] as const
  let size = bytes
  let unit = 'B'
  for (const next of units) {
    // What would be rounded to 1000.0 is one of the next.
    if (size < 999.95) break
    size /= 1000
    unit = next
  }
  return `${size.toFixed(1)} ${unit}`
}
