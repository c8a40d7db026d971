/**
 * The goldens that we do not write byte for byte as Go does although Go's bytes do not depend on chance, each with the
 * reason. `src/gob/README.md` has the same list.
 */
export const knownGaps: Readonly<Record<string, string>> = {}

const promoted =
  'Go reads a sent field into one of that name in an embedded struct; we only into fields of the struct itself'
const panics = `${promoted}, and Go panics where the embedded struct is behind a nil pointer`

/**
 * Where we read or refuse another thing than Go does, of all pairs of types in matrix.test.ts: by what was sent, then
 * what is wanted, with the reason. `src/gob/README.md` says the same.
 */
export const deviations: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'cases.Base': { 'cases.Embeds': promoted },
  'a field of cases.Base': { 'cases.Embeds': promoted },
  'a field of cases.PointText': { 'cases.Embeds': promoted },
  'a field of **cases.Point': { 'cases.Embeds': panics },
  'a field of cases.Point': { 'cases.Embeds': panics },
  'a field of cases.PointPlus': { 'cases.Embeds': panics },
  'a field of cases.PointLess': { 'cases.Embeds': panics },
  'a field of cases.PointSmall': { 'cases.Embeds': panics },
}
