/** A name to sign in with: letters, digits, dot, dash, underscore. */
export const USER_ID = /^[A-Za-z0-9][\w.-]{1,63}$/;

/** Names that differ in capitals only are one and the same: kept, compared and counted in small letters. */
export const userIdOf = (written: string): string => written.toLowerCase();
