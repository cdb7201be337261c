/**
 * Days as Excel counts them: 1 is 1900-01-01, and 1900-02-29, a day that never was, is 60 (ISO/IEC 29500-1,
 * 18.17.4.1). From 1900-03-01 on the count is sound; earlier days have none here.
 */
export function toSerial(day: string): number | undefined {
  const time = Date.parse(`${day}T00:00:00Z`);
  const serial = time / perDay + epoch;
  return /^\d{4}-\d{2}-\d{2}$/.test(day) && serial >= 61 ? serial : undefined;
}

/** The day of a count; of a day with its hour the day. Undefined where there is none. */
export function toDay(serial: number, from1904 = false): string | undefined {
  const count = Math.floor(serial) + (from1904 ? 1462 : 0);
  if (!(count >= 61 && count <= latest)) return undefined;
  return new Date((count - epoch) * perDay).toISOString().slice(0, 10);
}

const perDay = 86_400_000;
/** The count of 1970-01-01, and of 9999-12-31. */
const epoch = 25_569;
const latest = 2_958_465;
