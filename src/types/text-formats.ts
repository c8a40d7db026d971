/**
 * Whether `time.Time` reads it: RFC 3339, `2006-01-02T15:04:05.999999999Z07:00`, on a day that there is.
 *
 * @see GOROOT/src/time/format_rfc3339.go, `parseStrictRFC3339`
 */
export function isRfc3339(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:Z|[+-](\d\d):(\d\d))$/.exec(text)
  if (found === null) return false
  const [year = 0, month = 0, day = 0, ...clock] = found.slice(1).map((digits) => Number(digits ?? 0))
  return isDay(year, month, day) && isClock(clock)
}

/** As CodePipeline writes it to aws-lambda-go's `CodeBuildTime`: `Jan 2, 2006 3:04:05 PM`. */
export function isCodeBuildTime(text: string): boolean {
  const found = /^([A-Z][a-z]{2}) (\d\d?), (\d{4}) (\d\d?):(\d\d):(\d\d) [AP]M$/.exec(text)
  if (found === null) return false
  const month = months.indexOf(found[1] ?? '') + 1
  const [day = 0, year = 0, hour = 0, ...clock] = found.slice(2).map(Number)
  return month > 0 && hour <= 12 && isDay(year, month, day) && isClock([0, ...clock])
}

/** Of aws-lambda-go's `CodeCommitEventTime`: `2006-01-2T15:04:05.000-0700`. */
export function isCodeCommitTime(text: string): boolean {
  const found = /^(\d{4})-(\d\d)-(\d\d?)T(\d\d):(\d\d):(\d\d)\.\d{3}[+-](\d\d)(\d\d)$/.exec(text)
  if (found === null) return false
  const [year = 0, month = 0, day = 0, ...clock] = found.slice(1).map(Number)
  return isDay(year, month, day) && isClock(clock)
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}

/** Standard base64 with its padding. No regular expression that steps back: texts may be megabytes. */
export function isBase64(text: string): boolean {
  if (text.length % 4 !== 0) return false
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return !/[^A-Za-z0-9+/]/.test(text.slice(0, text.length - padding))
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

function isDay(year: number, month: number, day: number): boolean {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
  const days = month === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31
  return month >= 1 && month <= 12 && day >= 1 && day <= days
}

/** Hours, minutes and seconds, then those of the zone. */
function isClock([hour = 0, minute = 0, second = 0, zoneHour = 0, zoneMinute = 0]: readonly number[]): boolean {
  return hour <= 23 && minute <= 59 && second <= 59 && zoneHour <= 23 && zoneMinute <= 59
}
