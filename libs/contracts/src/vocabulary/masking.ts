/** Masked forms of personal data 脱敏, the only ones that stand in views. */

/** 王小芳 → 王*芳, 王芳 → 王*; null stays null. */
export function maskedName(name: string | null): string | null {
  const letters = [...(name ?? '').trim()];
  const [first, ...rest] = letters;
  if (first === undefined) return null;
  return rest.length <= 1 ? `${first}*` : `${first}*${rest.at(-1) ?? ''}`;
}

/** 13812345678 → 138****5678; a number too short to mask shows nothing of itself. */
export function maskedPhone(phone: string | null): string | null {
  if (phone === null || phone === '') return null;
  return phone.length < 8 ? '****' : `${phone.slice(0, 3)}****${phone.slice(-4)}`;
}
