const pattern = /^(\d{4})-(\d{2})-(\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(\.\d+)?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;

/**
 * The moment of an RFC 3339 date-time in ms since 1970, cut to whole ms; `null` when the text is none.
 * Unlike `Date.parse` it refuses days that do not exist and other ways of writing, and knows leap seconds (23:59:60
 * UTC, which is the moment after 23:59:59).
 *
 * @see https://www.rfc-editor.org/rfc/rfc3339#section-5.6
 */
export function dateTimeMs(text: string): number | null {
  const found = pattern.exec(text);
  if (found === null) return null;
  const [day = 0, hour = 0, minute = 0, second = 0] = found.slice(3, 7).map(Number);
  const dayMs = Date.parse(`${found[1]}-${found[2]}-${found[3]}T00:00:00Z`);
  // The engine moves February 30 into March, so compare back.
  if (Number.isNaN(dayMs) || new Date(dayMs).getUTCDate() !== day) return null;
  const [offsetHour = 0, offsetMinute = 0] = [Number(found[9] ?? 0), Number(found[10] ?? 0)];
  if (hour > 23 || minute > 59 || second > 60 || offsetHour > 23 || offsetMinute > 59) return null;
  const offsetMs = (found[8] === "-" ? -1 : 1) * (offsetHour * 60 + offsetMinute) * MS_PER_MINUTE;
  const ms = dayMs + (hour * 60 + minute) * MS_PER_MINUTE + second * 1000 - offsetMs;
  if (second === 60 && ms % MS_PER_DAY !== 0) return null;
  return ms + Number((found[7] ?? ".").slice(1, 4).padEnd(3, "0"));
}
