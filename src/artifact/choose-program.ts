import type { ArtifactEntry } from './artifact.ts'

/** An entry with its place below the folder. */
export interface PlacedEntry {
  readonly place: string
  readonly entry: ArtifactEntry
}

/**
 * Finds the program of an artefact: `bootstrap` at its top (also by a link), else one that lies deeper, else the first file
 * that is a program of Linux, at the top first.
 */
export async function chooseProgram(
  placed: readonly PlacedEntry[],
  resolve: (place: string) => string | undefined,
  isElf: (place: string) => boolean | Promise<boolean>,
): Promise<{ readonly named: PlacedEntry; readonly file: PlacedEntry } | undefined> {
  const byDepth = [...placed].sort((a, b) => depth(a) - depth(b))
  for (const named of byDepth.filter(({ place }) => /(^|\/)bootstrap$/.test(place))) {
    const target = resolve(named.place)
    const file = placed.find(({ place, entry }) => place === target && entry.kind === 'file')
    if (file !== undefined) return { named, file }
  }
  for (const named of byDepth) {
    if (named.entry.kind === 'file' && (await isElf(named.place))) return { named, file: named }
  }
  return undefined
}

function depth({ place }: PlacedEntry): number {
  return place.split('/').length
}
