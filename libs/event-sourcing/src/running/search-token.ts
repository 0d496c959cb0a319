import { createHmac } from 'node:crypto';

/** Keyed search tokens: the same value always gives the same token, and nobody without the secret can make or undo one. */
export const searchToken =
  (secret: Uint8Array) =>
  (value: string): string =>
    createHmac('sha256', secret).update(value).digest('base64url').slice(0, 22);
