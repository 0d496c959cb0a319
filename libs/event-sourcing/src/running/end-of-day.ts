/** Last millisecond of the Asia/Shanghai day of an instant. */
export function endOfDay(instant: string): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${local}T23:59:59.999+08:00`)).toISOString();
}
